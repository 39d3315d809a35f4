"""What callers filter and order by."""

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Any, TypeVar

import strawberry
from strawberry.schema.config import StrawberryConfig

from api.errors import InvalidArgument
from api.scalars import CodeInsee, Siret
from api.types import enums  # noqa: F401  (registers the enums)
from catalogue.reads.annuaire import CritereOrganisme
from catalogue.reads.certifinfo import CritereCertification
from catalogue.reads.criteria import CritereOffre
from catalogue.reads.keyset import Order
from catalogue.rules.identifiers import code_rncp, code_rs
from catalogue.vocabulary import EntreesSorties, EtatSession, ModaliteEnseignement, Recrutement

C = TypeVar("C")
T = TypeVar("T", bound=type)


def flat(kind: T) -> T:
    """An input whose fields are all single values, which need no conversion of strawberry's, slower than a search."""
    definition: Any = kind.__strawberry_definition__  # type: ignore[attr-defined]
    convert = StrawberryConfig().name_converter.from_field
    names = {convert(field): field.python_name for field in definition.fields}

    def build(made: Any, value: Mapping[str, Any], _context: Any) -> Any:
        return made(**{names[name]: given for name, given in value.items()})

    definition.from_input = build
    return kind


def _criteria(kind: type[C], given: Any) -> C:
    """The criteria that an input states; RNCP and RS codes are taken with or without their prefix.

    Raises:
        InvalidArgument: a code that cannot be one, a text that is too long.
    """
    values = dict(vars(given)) if given is not None else {}
    try:
        for name, normal in (("code_rncp", code_rncp), ("code_rs", code_rs)):
            if values.get(name) is not None:
                values[name] = normal(values[name])
        return kind(**values)
    except ValueError as error:
        raise InvalidArgument(str(error)) from None


@flat
@strawberry.input(description="Critères sur les sessions publiées ; ceux qui sont donnés valent tous ensemble.")
class FiltreOffre:
    """Filters of the published offer. A formation or an action is kept when one of its sessions satisfies them all."""

    texte: str | None = strawberry.field(description="Mots de l'intitulé (débuts de mots, sans accents).", default=None)
    commune: CodeInsee | None = strawberry.field(description="Commune du lieu.", default=None)
    departement: str | None = strawberry.field(description="Département du lieu (`44`).", default=None)
    region: str | None = strawberry.field(description="Région du lieu (`52`).", default=None)
    siret: Siret | None = strawberry.field(description="Organisme de la formation.", default=None)
    siret_responsable: Siret | None = strawberry.field(description="Organisme responsable de la session.", default=None)
    certification: str | None = strawberry.field(description="Code Certifinfo.", default=None)
    code_rncp: str | None = strawberry.field(description="Code RNCP, avec ou sans `RNCP`.", default=None)
    type_certification: str | None = strawberry.field(description="Code du type de certification.", default=None)
    certificateur: str | None = strawberry.field(description="Mots du nom d'un certificateur.", default=None)
    niveau_europeen: int | None = strawberry.field(description="Niveau de sortie, de 1 à 8.", default=None)
    niveau_francais: str | None = strawberry.field(
        description="Niveau de sortie, ancienne échelle (`III`).", default=None
    )
    code_dispositif: str | None = strawberry.field(description="Code d'un type de dispositif (`8`).", default=None)
    formacode: str | None = strawberry.field(description="Un Formacode de la formation.", default=None)
    modalite_enseignement: ModaliteEnseignement | None = strawberry.field(
        description="En présentiel, mixte ou à distance.", default=None
    )
    entrees_sorties: EntreesSorties | None = strawberry.field(description="ESP ou dates fixes.", default=None)
    recrutement: Recrutement | None = strawberry.field(description="État du recrutement.", default=None)
    date_debut_min: date | None = strawberry.field(description="Débute ce jour ou après.", default=None)
    date_debut_max: date | None = strawberry.field(description="Débute ce jour ou avant.", default=None)
    date_fin_min: date | None = strawberry.field(description="Finit ce jour ou après.", default=None)
    date_fin_max: date | None = strawberry.field(description="Finit ce jour ou avant.", default=None)
    etat: EtatSession | None = strawberry.field(description="Session active ou inactive.", default=None)


@strawberry.input(description="Critères de la recherche Certifinfo ; ceux qui sont donnés valent tous ensemble.")
class FiltreCertification:
    """Filters of the Certifinfo search (procedure p. 6)."""

    texte: str | None = strawberry.field(
        description="Mots de l'intitulé (débuts de mots, sans accents), ou l'un des codes de la certification.",
        default=None,
    )
    code_rncp: str | None = strawberry.field(description="Code RNCP, avec ou sans `RNCP`.", default=None)
    code_rs: str | None = strawberry.field(
        description="Code au Répertoire spécifique, avec ou sans `RS`.", default=None
    )
    certificateur: str | None = strawberry.field(description="Mots du nom d'un certificateur.", default=None)
    niveau_europeen: int | None = strawberry.field(description="Niveau, de 1 à 8.", default=None)
    niveau_francais: str | None = strawberry.field(description="Niveau, ancienne échelle (`III`).", default=None)
    type: str | None = strawberry.field(description="Code du type de certification.", default=None)


@strawberry.input(description="Critères sur les établissements ; ceux qui sont donnés valent tous ensemble.")
class FiltreOrganisme:
    """Filters of the directory."""

    texte: str | None = strawberry.field(description="Mots du nom (débuts de mots, sans accents).", default=None)
    siren: str | None = strawberry.field(description="SIREN de l'organisme.", default=None)
    commune: CodeInsee | None = strawberry.field(description="Commune d'un site.", default=None)
    departement: str | None = strawberry.field(description="Département d'un site.", default=None)
    est_cfa: bool | None = strawberry.field(description="Centre de formation d'apprentis.", default=None)


class OrdreFormations(Enum):
    """Orders of `formations`."""

    NUMERO = Order(("numero",))
    INTITULE = Order(("intitule", "numero"))


class OrdreSessions(Enum):
    """Orders of `sessions`."""

    NUMERO = Order(("session",))
    DATE_DEBUT = Order(("date_debut", "session"))
    DATE_DEBUT_DESC = Order(("date_debut", "session"), descending=True)
    DATE_FIN = Order(("date_fin", "session"))
    DATE_FIN_DESC = Order(("date_fin", "session"), descending=True)


class OrdreCertifications(Enum):
    """Orders of `certifications`."""

    CODE = Order(("code",))
    INTITULE = Order(("intitule", "code"))


class OrdreOrganismes(Enum):
    """Orders of `organismes`."""

    NUMERO = Order(("numero",))
    NOM = Order(("nom", "numero"))


_LABELS = {
    "NUMERO": "Par numéro.",
    "CODE": "Par code.",
    "INTITULE": "Par intitulé.",
    "NOM": "Par nom.",
    "DATE_DEBUT": "Par date de début, les plus anciennes d'abord.",
    "DATE_DEBUT_DESC": "Par date de début, les plus récentes d'abord.",
    "DATE_FIN": "Par date de fin, les plus anciennes d'abord.",
    "DATE_FIN_DESC": "Par date de fin, les plus récentes d'abord.",
}

_ENUMS: tuple[tuple[Any, str], ...] = (
    (OrdreFormations, "formations"),
    (OrdreSessions, "sessions"),
    (OrdreCertifications, "certifications"),
    (OrdreOrganismes, "organismes"),
)

for _enum, _what in _ENUMS:
    strawberry.enum(_enum, description=f"Ordres de la liste `{_what}`.")
    for _value in _enum.__strawberry_definition__.values:
        _value.description = _LABELS[_value.name]


def offre_criteria(given: FiltreOffre | None) -> CritereOffre:
    """The criteria of an offer filter."""
    return _criteria(CritereOffre, given)


def certification_criteria(given: FiltreCertification | None) -> CritereCertification:
    """The criteria of a Certifinfo search."""
    return _criteria(CritereCertification, given)


def organisme_criteria(given: FiltreOrganisme | None) -> CritereOrganisme:
    """The criteria of a directory search."""
    return _criteria(CritereOrganisme, given)
