"""The report itself: what is missing or doubtful, where, and how far the entry is."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from catalogue.vocabulary.completude import Gravite


@dataclass(frozen=True, slots=True)
class Manque:
    """One point of the report.

    `noeud` is the global id of the card, `path` leads to the field from the action (`("sessions", "143842",
    "dateFin")`; the header's fields stand below `"formation"`), `champ` is that field's name, null when the whole card
    is meant. `code` is stable. `message` names the field as the procedure's card does. `source` says where the rule
    stands.
    """

    noeud: str
    path: tuple[str, ...]
    champ: str | None
    code: str
    gravite: Gravite
    message: str
    source: str


@dataclass(frozen=True, slots=True)
class Ligne:
    """One card in the « récapitulatif »: its kind, the words that tell it from its kin, and how far it is by itself,
    without the cards below it. `bloquants` and `conseils` are numbers of points.
    """

    noeud: str
    path: tuple[str, ...]
    fiche: str
    libelle: str
    pourcentage: int
    bloquants: int
    conseils: int


@dataclass(frozen=True, slots=True)
class Bilan:
    """The report of one card and all cards below it.

    `requis` counts the obligatory fields that apply, `presents` those that hold something; `recapitulatif` has one line
    a card, each before those below it.
    """

    manques: tuple[Manque, ...] = ()
    requis: int = 0
    presents: int = 0
    recapitulatif: tuple[Ligne, ...] = ()

    @property
    def bloquants(self) -> tuple[Manque, ...]:
        """What must be put right before submission."""
        return tuple(manque for manque in self.manques if manque.gravite is Gravite.BLOQUANT)

    @property
    def conseils(self) -> tuple[Manque, ...]:
        """What would make the offer clearer."""
        return tuple(manque for manque in self.manques if manque.gravite is Gravite.CONSEIL)

    @property
    def complet(self) -> bool:
        """Whether nothing blocks."""
        return not self.bloquants

    @property
    def pourcentage(self) -> int:
        """`presents × 100 ÷ requis`, rounded down; 99 at most while anything blocks, 100 when nothing is required.

        Advice does not count. So 100 means that the offer may be submitted, and nothing else does.
        """
        share = 100 if self.requis == 0 else self.presents * 100 // self.requis
        return share if self.complet else min(share, 99)


@dataclass(frozen=True, slots=True)
class Rapport(Bilan):
    """The report of a whole document, with that of each card by its global id.

    An action's own takes in its sessions, a session's its dispositifs. The formation's is that of its card alone: it
    may have other actions, which this document does not show.
    """

    par_noeud: Mapping[str, Bilan] = field(default_factory=dict)
