"""The dates of a renewed session: moved by years and months as people count, then by days (R21, R22)."""

import datetime
from calendar import monthrange
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Decalage:
    """A shift in time, forwards only."""

    mois: int = 0
    jours: int = 0

    def __post_init__(self) -> None:
        if self.mois < 0 or self.jours < 0 or (self.mois, self.jours) == (0, 0):
            raise ValueError("Un décalage va vers l'avenir, d'un jour au moins.")
        if self.mois > 120 or self.jours > 3660:
            raise ValueError("Un décalage fait dix ans au plus.")


def decaler(jour: datetime.date, decalage: Decalage) -> datetime.date:
    """The day moved by the shift. The last day of a month stays the last day; 30 January plus a month is the last day
    of February. Order is kept: of two days the earlier never comes after the other.
    """
    months = jour.year * 12 + jour.month - 1 + decalage.mois
    year, month = divmod(months, 12)
    last = monthrange(year, month + 1)[1]
    was_last = jour.day == monthrange(jour.year, jour.month)[1]
    moved = datetime.date(year, month + 1, last if was_last else min(jour.day, last))
    return (moved if decalage.mois else jour) + datetime.timedelta(days=decalage.jours)
