"""A card of an offer document, read without trust: whatever is absent, null or of another kind reads as no value."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

# How feeds write « no value » (LHEO's practice); the same words typed in a field say as little.
_NO_TEXT = {"", "-", "–", ".", "non renseigné", "aucun", "aucune", "néant", "00000000", "99999999"}


class Fiche(StrEnum):
    """The four cards of the procedure (p. 7 to 10)."""

    FORMATION = "Formation"
    ACTION = "Action"
    SESSION = "Session"
    DISPOSITIF = "Dispositif"


@dataclass(frozen=True, slots=True)
class Noeud:
    """One card: its fields, its place in the document, and the cards above and below it.

    `path` leads to the card from the action: `("sessions", "143842")`; the header's is `("formation",)`.
    """

    fiche: Fiche
    valeurs: dict[str, Any]
    path: tuple[str, ...] = ()
    parent: "Noeud | None" = None
    enfants: list["Noeud"] = field(default_factory=list)

    @property
    def id(self) -> str:
        """The global id; empty in a document whose nodes have none yet."""
        return self.texte("id")

    def __contains__(self, champ: object) -> bool:
        """Whether a field holds something: false and zero do, blank texts, empty lists and « - » do not."""
        value = self.valeurs.get(champ) if isinstance(champ, str) else None
        if isinstance(value, str):
            return value.strip().casefold() not in _NO_TEXT
        return value is not None and value != [] and value != {}

    def texte(self, champ: str) -> str:
        """A text, or an empty one."""
        value = self.valeurs.get(champ)
        return value.strip() if isinstance(value, str) and champ in self else ""

    def nombre(self, champ: str) -> int | None:
        """A whole number."""
        value = self.valeurs.get(champ)
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def jour(self, champ: str) -> datetime.date | None:
        """A date written `2021-09-01`."""
        try:
            return datetime.date.fromisoformat(self.texte(champ))
        except ValueError:
            return None

    def montant(self, champ: str) -> Decimal | None:
        """An amount written `1200.00`."""
        try:
            return Decimal(self.texte(champ))
        except InvalidOperation:
            return None

    def carte(self, champ: str) -> "Noeud":
        """A card within the card (a site, a body, a term); an empty one when there is none."""
        value = self.valeurs.get(champ)
        return Noeud(self.fiche, value if isinstance(value, dict) else {})

    def cartes(self, champ: str) -> Iterator["Noeud"]:
        """The cards of a list."""
        value = self.valeurs.get(champ)
        for item in value if isinstance(value, list) else []:
            if isinstance(item, dict):
                yield Noeud(self.fiche, item)

    def codes(self, champ: str) -> list[str]:
        """The codes of a list of terms, or the values of a list of enum values."""
        value = self.valeurs.get(champ)
        items = value if isinstance(value, list) else []
        codes = (item.get("code") if isinstance(item, dict) else item for item in items)
        return [code for code in codes if isinstance(code, str)]


def read_nodes(document: dict[str, Any]) -> list[Noeud]:
    """The cards of an offer document in its own order: formation, action, then each session before its dispositifs.

    A card without a number is told by its place in its list.
    """
    formation = Noeud(Fiche.FORMATION, _dict(document.get("formation")), ("formation",))
    action = Noeud(Fiche.ACTION, _dict(document.get("action")), (), formation)
    nodes = [formation, action]
    for session in _children(action, "sessions", Fiche.SESSION):
        nodes += [session, *_children(session, "dispositifs", Fiche.DISPOSITIF)]
    return nodes


def _children(parent: Noeud, champ: str, fiche: Fiche) -> list[Noeud]:
    value = parent.valeurs.get(champ)
    for rank, item in enumerate(value if isinstance(value, list) else []):
        values = _dict(item)
        numero = values.get("numero")
        parent.enfants.append(
            Noeud(fiche, values, (*parent.path, champ, str(rank if numero is None else numero)), parent)
        )
    return parent.enfants


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
