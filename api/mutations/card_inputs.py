"""The cards as callers fill them. A field that is absent is unchanged (or prefilled), null empties it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import strawberry
from strawberry import UNSET

from api.mutations.given import given, whole
from api.scalars import Decimal, Siret
from api.types import enums  # noqa: F401  (registers the enums)
from catalogue.vocabulary import (
    EntreesSorties,
    ModaliteEnseignement,
    ObjectifGeneral,
    Recrutement,
    TypeParcours,
    TypePeriodeInscription,
    UniteCycle,
    Validation,
)
from workflows.errors import InvalidValues

_PARTS = {
    "cycle_unite": "cycle_alternance.unite",
    "cycle_entreprise": "cycle_alternance.entreprise",
    "cycle_centre": "cycle_alternance.centre",
    "frais_ht": "frais_pedagogiques.ht",
    "taux_tva": "frais_pedagogiques.taux_tva",
    "frais_ttc": "frais_pedagogiques.ttc",
    "frais_additionnels": "frais_additionnels.montant",
    "detail_frais_additionnels": "frais_additionnels.detail",
    "commune_id": "commune",
    "site_id": "site",
}
"""Where an input has what the card's values hold side by side."""


def place(path: str) -> str:
    """Where the input has the value that the card's values hold under this path."""
    cards, _, last = path.rpartition(".")
    return f"{cards}.{_PARTS.get(last, last)}" if cards else _PARTS.get(last, last)


@contextmanager
def within(card: str) -> Iterator[None]:
    """The problems of values found meanwhile are those of a card that stands in the input under this name: their paths
    lead to it. The idempotency key stands beside it.

    Raises:
        InvalidValues: the same problems.
    """
    try:
        yield
    except InvalidValues as error:
        raise InvalidValues(
            [
                problem
                if problem.path == "clientMutationId"
                else replace(problem, path=f"{card}.{_PARTS.get(problem.path, problem.path)}")
                for problem in error.problemes
            ]
        ) from None


def emptied(values: dict[str, Any], lists: tuple[str, ...] = (), flags: tuple[str, ...] = ()) -> dict[str, Any]:
    """Null empties: a list becomes empty, a yes-or-no becomes no."""
    for names, empty in ((lists, []), (flags, False)):
        values |= {name: empty for name in names if name in values and values[name] is None}
    return values


def optional(description: str) -> Any:
    """A field that may be absent."""
    return strawberry.field(description=description, default=UNSET)


@strawberry.input(description="Un Formacode saisi.")
class FormacodeInput:
    """A Formacode."""

    code: str = strawberry.field(description="Cinq chiffres.")
    version: str = strawberry.field(description="Version du thésaurus (`V14`).")
    libelle: str | None = optional("Libellé dans cette version.")


@strawberry.input(
    description="La fiche Formation. Avec une référence Certifinfo, intitulé, objectif, programme, Formacodes et "
    "niveau sont verrouillés : les donner est refusé (`LockedField`)."
)
class FormationCard:
    """The Formation card."""

    objectif_general: ObjectifGeneral | None = optional("Objectif général de la formation.")
    individualisation: bool | None = optional(
        "Parcours individualisé par blocs ; sans elle, validation totale et tous les blocs."
    )
    validation: Validation | None = optional("Validation totale ou partielle.")
    blocs: list[str] | None = optional("Codes des blocs retenus, pour une validation partielle.")
    intitule: str | None = optional("Intitulé, 255 caractères au plus (sans référence Certifinfo).")
    objectif: str | None = optional("Objectif, 3 000 caractères au plus (sans référence Certifinfo).")
    programme: str | None = optional("Programme, 3 000 caractères au plus (sans référence Certifinfo).")
    formacodes: list[FormacodeInput] | None = optional("Domaines, le principal d'abord (sans référence Certifinfo).")
    niveau_sortie: str | None = optional("Code LHEO du niveau de sortie (sans référence Certifinfo).")

    def values(self) -> dict[str, Any]:
        """The values that are given."""
        values = emptied(given(self), ("formacodes", "blocs"), ("individualisation",))
        if values.get("validation", Validation.TOTALE) is None:
            values["validation"] = Validation.TOTALE
        if "formacodes" in values:
            values["formacodes"] = [whole(code, "code", "version", "libelle") for code in values["formacodes"]]
        return values


@strawberry.input(description="Un équipement saisi.")
class EquipementInput:
    """A piece of equipment."""

    type: str = strawberry.field(description="Code de la liste `TYPE_EQUIPEMENT`.")
    cout_indicatif: int | None = optional("Coût indicatif, en euros entiers.")
    commentaire: str | None = optional("Précision.")


@strawberry.input(description="La fiche Action.")
class ActionCard:
    """The Action card."""

    site_dispensateur: int | None = optional("Numéro d'un site de l'organisme.")
    complement_intitule: str | None = optional("Option ou spécialité, 255 caractères au plus.")
    complement_programme: str | None = optional("3 000 caractères au plus.")
    objectifs: str | None = optional("3 000 caractères au plus.")
    resultats_attendus: str | None = optional("3 000 caractères au plus.")
    plus: str | None = optional("Le « plus » de la formation, 250 caractères au plus.")
    url_video: str | None = optional("Vidéo YouTube ou fichier MP4.")
    url_pdf: str | None = optional("Plaquette au format PDF.")
    url_action: str | None = optional("Page du site de l'organisme.")
    equipements: list[EquipementInput] | None = optional("Équipements nécessaires.")
    niveau_entree: str | None = optional("Code de la liste `NIVEAUX`.")
    prerequis: list[str] | None = optional("Codes de la liste `PREREQUIS`.")
    commentaire_prerequis: str | None = optional("Précision sur les prérequis.")

    def values(self) -> dict[str, Any]:
        """The values that are given."""
        values = emptied(given(self), ("equipements", "prerequis"))
        if "equipements" in values:
            values["equipements"] = [whole(e, "type", "cout_indicatif", "commentaire") for e in values["equipements"]]
        return values


@strawberry.input(description="Cycle de l'alternance saisi.")
class CycleInput:
    """The cycle."""

    unite: UniteCycle = strawberry.field(description="Unité du cycle.")
    entreprise: int = strawberry.field(description="Unités en entreprise, au moins 1.")
    centre: int = strawberry.field(description="Unités en centre, au moins 1.")


@strawberry.input(description="Une réunion d'information saisie.")
class InformationCollectiveInput:
    """An information meeting."""

    debut: datetime = strawberry.field(description="Début.")
    fin: datetime | None = optional("Fin.")
    lieu: str | None = optional("Où elle se tient.")
    commentaire: str | None = optional("Ce qu'il faut savoir ou apporter.")


@strawberry.input(description="Une période d'inscription saisie.")
class PeriodeInscriptionInput:
    """A registration period."""

    type: TypePeriodeInscription = strawberry.field(description="Candidature individuelle, recrutement ou inscription.")
    debut: date | None = optional("Premier jour.")
    fin: date | None = optional("Dernier jour.")


_SESSION_LISTS = (
    "rythmes",
    "periodes",
    "types_parcours",
    "modalites_pedagogiques",
    "modalites_recrutement",
    "informations_collectives",
    "periodes_inscription",
)


@strawberry.input(description="La fiche Session. Ce qui manque à la création est prérempli comme dans la procédure.")
class SessionCard:
    """The Session card."""

    site_lieu: int | None = optional("Numéro d'un site de l'organisme ; par défaut le site dispensateur.")
    date_debut: date | None = optional("Premier jour.")
    date_fin: date | None = optional("Dernier jour.")
    entrees_sorties: EntreesSorties | None = optional("Permanentes ou à dates fixes.")
    rythmes: list[str] | None = optional("Codes de la liste `RYTHMES`.")
    periodes: list[str] | None = optional("Codes de la liste `PERIODES`.")
    types_parcours: list[TypeParcours] | None = optional("Collectif, individualisé, modulaire, mixte.")
    modalites_pedagogiques: list[str] | None = optional("Codes de la liste `MODALITES_PEDAGOGIQUES`.")
    modalite_enseignement: ModaliteEnseignement | None = optional("En présentiel, mixte ou à distance.")
    duree_centre: int | None = optional("Heures en centre.")
    duree_entreprise: int | None = optional("Heures en entreprise.")
    duree_hebdomadaire: Decimal | None = optional("Heures par semaine.")
    commentaire_duree: str | None = optional("Entrées échelonnées, planning…")
    cycle_alternance: CycleInput | None = optional("Cycle de l'alternance ; null l'efface.")
    organisme_responsable: Siret | None = optional("SIRET ; par défaut l'organisme dispensateur.")
    recrutement: Recrutement | None = optional("Ouvert, suspendu ou fermé.")
    modalites_recrutement: list[str] | None = optional("Codes de la liste `MODALITE_RECRUTEMENT`.")
    informations_collectives: list[InformationCollectiveInput] | None = optional("Réunions d'information.")
    periodes_inscription: list[PeriodeInscriptionInput] | None = optional("Périodes d'inscription.")
    referent_handicap: int | None = optional("Numéro d'un référent ; par défaut celui de l'organisme.")
    referent_mobilite: int | None = optional("Numéro d'un référent ; par défaut celui de l'organisme.")
    referent_prf: int | None = optional("Numéro d'un référent.")
    mail_liaison: str | None = optional("Adresse de liaison.")

    def values(self) -> dict[str, Any]:
        """The values that are given; the responsible body still by its SIRET."""
        values = emptied(given(self), _SESSION_LISTS)
        if "cycle_alternance" in values:
            cycle = values.pop("cycle_alternance") or {"unite": None, "entreprise": None, "centre": None}
            values |= {f"cycle_{name}": value for name, value in cycle.items()}
        if "informations_collectives" in values:
            values["informations_collectives"] = [
                whole(meeting, "debut", "fin", "lieu", "commentaire") for meeting in values["informations_collectives"]
            ]
        if "periodes_inscription" in values:
            values["periodes_inscription"] = [
                whole(periode, "type", "debut", "fin") for periode in values["periodes_inscription"]
            ]
        return values


@strawberry.input(description="Frais pédagogiques saisis : deux valeurs donnent la troisième.")
class FraisPedagogiquesInput:
    """The fees; any two give the third (R8)."""

    ht: Decimal | None = optional("Hors taxes, en euros.")
    taux_tva: Decimal | None = optional("Taux de TVA, en pour cent.")
    ttc: Decimal | None = optional("Toutes taxes comprises, en euros.")


@strawberry.input(description="Frais additionnels non pris en charge saisis.")
class FraisAdditionnelsInput:
    """The additional fees."""

    montant: Decimal | None = optional("Montant total, en euros.")
    detail: str | None = optional("À quoi ils correspondent.")


@strawberry.input(description="La fiche Dispositif.")
class DispositifCard:
    """The Dispositif card."""

    publics: list[str] | None = optional("Codes de la liste `PUBLICS`.")
    codes_externes: list[str] | None = optional("Codes de cette offre dans d'autres systèmes.")
    nombre_places: int | None = optional("Au moins 1.")
    places_restantes: int | None = optional("De 0 au nombre de places.")
    effectif_minimal: int | None = optional("Au moins 1 ; obligatoire en apprentissage.")
    capacite_simultanee: int | None = optional("Au moins l'effectif minimal ; obligatoire en apprentissage.")
    frais_pedagogiques: FraisPedagogiquesInput | None = optional("Prix ; null l'efface.")
    frais_additionnels: FraisAdditionnelsInput | None = optional("Frais non pris en charge ; null les efface.")
    frais_certification: bool | None = optional("Des frais de passage de la certification ?")
    prise_en_charge: bool | None = optional("Les frais pédagogiques sont-ils pris en charge ?")

    def values(self) -> dict[str, Any]:
        """The values that are given."""
        values = emptied(given(self), ("publics", "codes_externes"), ("frais_certification", "prise_en_charge"))
        if "frais_pedagogiques" in values:
            fees = whole(values.pop("frais_pedagogiques") or {}, "ht", "taux_tva", "ttc")
            values |= {"frais_ht": fees["ht"], "taux_tva": fees["taux_tva"], "frais_ttc": fees["ttc"]}
        if "frais_additionnels" in values:
            more = whole(values.pop("frais_additionnels") or {}, "montant", "detail")
            values |= {"frais_additionnels": more["montant"], "detail_frais_additionnels": more["detail"]}
        return values
