"""Is this session there already? (R25, after the duplicate control of EDOF.)

Two sessions of one body and certification, at one place, taught in the same way, with a dispositif in common and dates
that overlap are the same offer when their hours are the same, and look like it when they differ by less than ten.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

ECART_HEURES = 10


@dataclass(frozen=True, slots=True)
class Trait:
    """What a session is compared by. `code` is its FAS code."""

    code: str
    action: int
    site_lieu: int | None
    modalite: str | None
    date_debut: datetime.date | None
    date_fin: datetime.date | None
    heures: int | None
    dispositifs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Jumeau:
    """A probable duplicate: `session` looks like `autre`; `certain` when nothing tells them apart."""

    session: str
    autre: str
    certain: bool


def jumeaux(sessions: Sequence[Trait], autres: Iterable[Trait]) -> list[Jumeau]:
    """The twins of an action's sessions among those of other actions, and among themselves where the dates are the
    same, the certain ones first.
    """
    found = [
        Jumeau(one.code, other.code, one.heures == other.heures)
        for other in autres
        for one in sessions
        if other.action != one.action and _alike(one, other)
    ]
    for rank, one in enumerate(sessions):
        for other in sessions[:rank]:
            if (one.date_debut, one.date_fin) == (other.date_debut, other.date_fin) and _alike(one, other):
                found.append(Jumeau(one.code, other.code, one.heures == other.heures))
    return sorted(found, key=lambda twin: not twin.certain)


def _alike(one: Trait, other: Trait) -> bool:
    if one.site_lieu is None or one.site_lieu != other.site_lieu or one.modalite != other.modalite:
        return False
    if not one.dispositifs & other.dispositifs or not _overlap(one, other):
        return False
    return one.heures == other.heures or abs((one.heures or 0) - (other.heures or 0)) < ECART_HEURES


def _overlap(one: Trait, other: Trait) -> bool:
    if one.date_debut is None or one.date_fin is None or other.date_debut is None or other.date_fin is None:
        return False
    return one.date_debut <= other.date_fin and other.date_debut <= one.date_fin
