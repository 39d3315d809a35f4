"""The opaque tokens of signed-in accounts: given once, kept as a hash, alive while used and for two weeks at most."""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from tortoise.expressions import Q

from catalogue import clock
from catalogue.fetching import Wanted, fetch
from catalogue.models import Compte, Habilitation, Jeton
from workflows.actor import Actor

IDLE = timedelta(hours=8)
LIFE = timedelta(days=14)
_SEEN_EVERY = timedelta(minutes=5)
_SIGNED_IN = (
    "FROM jeton JOIN compte ON compte.id = jeton.compte_id"
    " LEFT JOIN habilitation ON habilitation.compte_id = compte.id WHERE jeton.empreinte = ?"
)


def digest(token: str) -> str:
    """What is kept of a token. It is random, so a plain SHA-256 cannot be searched backwards."""
    return hashlib.sha256(token.encode()).hexdigest()


async def open_token(compte: int) -> str:
    """A new token for an account, whose dead ones go. Part of the caller's transaction."""
    token, now = secrets.token_urlsafe(32), clock.now()
    await Jeton.filter(Q(expire_le__lte=now) | Q(vu_le__lte=now - IDLE), compte_id=compte).delete()
    await Jeton.create(empreinte=digest(token), compte_id=compte, vu_le=now, expire_le=now + LIFE)
    return token


async def live_token(token: str) -> tuple[Jeton, Actor] | None:
    """The session of a token, and what its account may do; None when it is unknown, too old, idle for too long, or its
    account was deactivated. One statement.
    """
    [found] = await fetch(Wanted((Jeton, Compte, Habilitation), _SIGNED_IN, [digest(token)]), brief=True)
    if not found:
        return None
    row, compte, _ = found[0]
    now = clock.now()
    if not compte.actif or not now < row.expire_le or row.vu_le + IDLE <= now:
        return None
    return row, _actor(compte, [right for _, _, right in found if right is not None])


def must_be_seen(row: Jeton, now: datetime) -> bool:
    """Whether its use is worth writing down: once in five minutes, so that reading does not write all the time."""
    return row.vu_le + _SEEN_EVERY <= now


async def mark_seen(row: Jeton) -> None:
    """Note that it was used now. Part of the caller's transaction."""
    await Jeton.filter(id=row.id).update(vu_le=clock.now())


async def actor_of(compte: Compte) -> Actor:
    """What an account may do, where. One statement."""
    return _actor(compte, await Habilitation.filter(compte_id=compte.id))


def _actor(compte: Compte, rights: Sequence[Habilitation]) -> Actor:
    return Actor(
        compte=compte.id,
        nom=compte.nom,
        roles=frozenset(row.role for row in rights if row.organisme_id is None),
        etablissements={row.organisme_id: row.role for row in rights if row.organisme_id is not None},
    )
