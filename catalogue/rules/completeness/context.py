"""What the completeness of an offer depends on besides its document: the day, the nomenclature, the bodies'
standing.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class RegleDispositif:
    """What the nomenclature asks of one type of dispositif (A5); by default, nothing but Qualiopi.

    `champs_requis` are names of fields of the offer document, on the Dispositif card or, as `cycleAlternance`, on the
    Session card. `publics` empty means all. The validity bounds the day on which a session begins.
    """

    champs_requis: frozenset[str] = frozenset()
    publics: frozenset[str] = frozenset()
    valide_du: datetime.date | None = None
    valide_au: datetime.date | None = None
    qualiopi_requise: bool = True


@dataclass(frozen=True, slots=True)
class Conformite:
    """A body's standing (R30): its declaration number, whether its SIRET is active, its Qualiopi certificate."""

    actif: bool = False
    numero_activite: str | None = None
    qualiopi_debut: datetime.date | None = None
    qualiopi_fin: datetime.date | None = None
    qualiopi_categories: frozenset[str] = frozenset()

    def qualiopi(self, day: datetime.date) -> bool:
        """Whether the certificate is valid on a day; one without an end is none."""
        return self.qualiopi_fin is not None and (self.qualiopi_debut or day) <= day <= self.qualiopi_fin


@dataclass(frozen=True, slots=True)
class Contexte:
    """The day in Paris, the types of dispositif by code, the bodies by number, the blocs of the certification.

    What is asked for and not in here counts as unknown, which blocks: an omission never lets an offer through. Only
    `blocs` may be None, for a formation without certification or one whose certification has none on record.
    """

    aujourdhui: datetime.date
    types: Mapping[str, RegleDispositif] = field(default_factory=dict)
    organismes: Mapping[int, Conformite] = field(default_factory=dict)
    blocs: frozenset[str] | None = None

    def conformite(self, numero: int | None) -> Conformite:
        """The standing of a body; nothing is known of one that is not here."""
        return Conformite() if numero is None else self.organismes.get(numero, Conformite())
