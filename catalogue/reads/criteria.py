"""What people filter the published offer by, turned into one condition on the flat index."""

import datetime
from dataclasses import dataclass
from enum import Enum
from typing import Any

from catalogue.documents.indexing import UNKNOWN_DAY
from catalogue.models import OffrePubliee
from catalogue.reads import limits
from catalogue.reads.condition import Condition
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
_WITH_TERM = "o.session IN (SELECT t.session FROM offre_terme t WHERE t.terme >= ? AND t.terme < ?)"
_DATES = {
    "date_debut_min": "date_debut >= ?",
    "date_fin_min": "date_fin >= ?",
    "date_debut_max": "date_debut <= ?",
    "date_fin_max": "date_fin <= ?",
}


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

    def condition(self, today: datetime.date) -> Condition:
        """What the rows `o` of the index satisfy that satisfy every criterion; `today` decides what is active (R11)."""
        terms = [
            (
                "o.session IN (SELECT t.session FROM offre_terme t WHERE t.terme >= ? AND t.terme < ?)",
                term,
                _after(term),
            )
            for term in self._terms()
        ]
        given = [(f"o.{name} = ?", _stored(getattr(self, name))) for name in _EQUAL if getattr(self, name) is not None]
        given += [(f"o.{column}", getattr(self, name)) for name, column in _DATES.items() if getattr(self, name)]
        if self.date_debut_max is not None:
            given.append(("o.date_debut > ?", UNKNOWN_DAY))
        if self.date_fin_max is not None:
            given.append(("o.date_fin > ?", UNKNOWN_DAY))
        if self.etat is not None:
            given.append(("o.date_fin >= ?" if self.etat is EtatSession.ACTIF else "o.date_fin < ?", today))
        parts = [*given, *terms]
        return Condition(" AND ".join(part[0] for part in parts), [value for part in parts for value in part[1:]])

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


def _stored(value: Any) -> Any:
    return value.value if isinstance(value, Enum) else value
