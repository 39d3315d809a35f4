"""What people filter the published offer by, turned into one query on the flat index."""

import datetime
from dataclasses import dataclass

from tortoise.expressions import Subquery
from tortoise.queryset import QuerySet

from catalogue.documents.indexing import UNKNOWN_DAY
from catalogue.models import OffrePubliee, OffreTerme
from catalogue.reads import limits
from catalogue.rules.texts import mots
from catalogue.vocabulary import EntreesSorties, EtatSession, ModaliteEnseignement, Recrutement

# The columns of the index that a criterion of the same name is compared with as it is.
_EQUAL = (
    "commune",
    "departement",
    "region",
    "siret",
    "siret_responsable",
    "certification",
    "code_rncp",
    "type_certification",
    "niveau_europeen",
    "niveau_francais",
    "entrees_sorties",
    "modalite_enseignement",
    "recrutement",
)
_FROM = {"date_debut_min": "date_debut__gte", "date_fin_min": "date_fin__gte"}
_UNTIL = {"date_debut_max": "date_debut__lte", "date_fin_max": "date_fin__lte"}


@dataclass(frozen=True, slots=True, kw_only=True)
class CritereOffre:
    """Criteria on published sessions; those that are given must all hold. Dates are inclusive.

    Raises:
        ValeurInvalide: a text that is longer than anything it could be compared with.
    """

    commune: str | None = None
    departement: str | None = None
    region: str | None = None
    siret: str | None = None
    siret_responsable: str | None = None
    certification: str | None = None
    code_rncp: str | None = None
    type_certification: str | None = None
    certificateur: str | None = None
    niveau_europeen: int | None = None
    niveau_francais: str | None = None
    code_dispositif: str | None = None
    formacode: str | None = None
    modalite_enseignement: ModaliteEnseignement | None = None
    entrees_sorties: EntreesSorties | None = None
    recrutement: Recrutement | None = None
    date_debut_min: datetime.date | None = None
    date_debut_max: datetime.date | None = None
    date_fin_min: datetime.date | None = None
    date_fin_max: datetime.date | None = None
    etat: EtatSession | None = None
    texte: str | None = None

    def __post_init__(self) -> None:
        limits.check_lengths(self, OffrePubliee)

    def sessions(self, today: datetime.date) -> QuerySet[OffrePubliee]:
        """The index rows that satisfy every criterion; `today` decides what is active (R11)."""
        query = OffrePubliee.all()
        for name in _EQUAL:
            value = getattr(self, name)
            if value is not None:
                query = query.filter(**{name: value})
        for name, condition in {**_FROM, **_UNTIL}.items():
            value = getattr(self, name)
            if value is not None:
                query = query.filter(**{condition: value})
        if self.date_debut_max is not None:
            query = query.filter(date_debut__gt=UNKNOWN_DAY)
        if self.date_fin_max is not None:
            query = query.filter(date_fin__gt=UNKNOWN_DAY)
        if self.etat is EtatSession.ACTIF:
            query = query.filter(date_fin__gte=today)
        elif self.etat is EtatSession.INACTIF:
            query = query.filter(date_fin__lt=today)
        for term in self._terms():
            matching = OffreTerme.filter(terme__gte=term, terme__lt=_after(term)).values("session")
            query = query.filter(session__in=Subquery(matching))
        return query

    def is_empty(self) -> bool:
        """No criterion was given."""
        return all(getattr(self, name) is None for name in self.__slots__)

    def _terms(self) -> list[str]:
        terms = [f"mot:{mot}" for mot in mots(self.texte or "")]
        terms += [f"certificateur:{mot}" for mot in mots(self.certificateur or "")]
        if self.code_dispositif is not None:
            terms.append(f"dispositif:{self.code_dispositif};")
        if self.formacode is not None:
            terms.append(f"formacode:{self.formacode};")
        return terms


def _after(term: str) -> str:
    """The first text that does not begin with this one: terms are ASCII."""
    return term[:-1] + chr(ord(term[-1]) + 1)
