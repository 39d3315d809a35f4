"""Idempotency keys: the same creation asked twice gives the first result, not a second row."""

import hashlib
from collections.abc import Awaitable, Callable
from typing import Any

import orjson

from catalogue.models import Rejeu
from workflows.actor import Actor
from workflows.errors import InvalidValues, KeyReused, Probleme

KEY_LENGTH = 100


async def once(
    actor: Actor, operation: str, key: str | None, asked: Any, create: Callable[[], Awaitable[int | str]]
) -> int | str:
    """What `create` gives (the key of the new object), or gave when this actor asked the same with this key before.

    Part of the caller's transaction: the key, the object and its history are kept together or not at all.

    Raises:
        KeyReused: the key came before with other values.
        InvalidValues: the key is empty or too long.
    """
    if key is None or actor.compte is None:
        return await create()
    if not 0 < len(key) <= KEY_LENGTH:
        raise InvalidValues(
            [Probleme("clientMutationId", "CLE", f"La clé de rejeu fait de 1 à {KEY_LENGTH} caractères.")]
        )
    digest = hashlib.sha256(orjson.dumps(asked, option=orjson.OPT_SORT_KEYS, default=str)).hexdigest()
    former = await Rejeu.get_or_none(compte_id=actor.compte, operation=operation, cle=key)
    if former is not None:
        if former.empreinte != digest:
            raise KeyReused(key)
        result: int | str = former.resultat
        return result
    made = await create()
    await Rejeu.create(compte_id=actor.compte, operation=operation, cle=key, empreinte=digest, resultat=made)
    return made
