"""The fields of an offer that are not in its stored document: a stored node is online, and the day tells the rest."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from api.reading.shapes import Compute
from catalogue.rules import life
from catalogue.vocabulary import Diffusion, EtatSession

Node = Mapping[str, Any]

DRAFTS_ONLY = {
    *((kind, name) for kind in ("Formation", "Action", "Session", "Dispositif") for name in ("version", "completude")),
    ("Action", "dossier"),
    ("Action", "diffusion"),
}
"""Null outside of the workspace."""


def etat(session: Node, today: datetime.date) -> EtatSession:
    """R11: whether a published session is active on a day."""
    return EtatSession[etat_of(session["dateDebut"], session["dateFin"], today)]


def vie(session: Node, today: datetime.date) -> str:
    """R12, R13: where a session is in its life on a day."""
    return vie_of(session["dateDebut"], session["dateFin"], today)


# Sessions share their days: what was computed is mostly known. Raises ValueError for a text that is no day.
@lru_cache(maxsize=8192)
def etat_of(first: str | None, last: str | None, today: datetime.date) -> str:
    """R11, of a session with these days."""
    _, end = _days(first, last)
    return life.etat(Diffusion.PUBLIEE, True, end, today).name


@lru_cache(maxsize=8192)
def vie_of(first: str | None, last: str | None, today: datetime.date) -> str:
    """R12, R13, of a session with these days."""
    return life.vie(*_days(first, last), today).name


BY_DAY: dict[tuple[str, str], Compute] = {("Session", "etat"): etat_of, ("Session", "vie"): vie_of}
"""Leaves that depend on the day."""


def sessions_in(
    wanted: EtatSession, days: Callable[[Any], tuple[str | None, str | None]]
) -> Callable[[Sequence[Any], datetime.date], Sequence[Any]]:
    """`sessions(etat:)` of an action; `days` tells those of a session."""
    return lambda sessions, today: [session for session in sessions if etat_of(*days(session), today) == wanted.name]


def _days(first: str | None, last: str | None) -> tuple[datetime.date | None, datetime.date | None]:
    return (
        datetime.date.fromisoformat(first) if first else None,
        datetime.date.fromisoformat(last) if last else None,
    )
