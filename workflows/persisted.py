"""Persisted documents: the operator's, kept until removed, and those of a first use, which come from anybody.

What anybody may write is bounded three ways: the length of a text, the number kept, the number that may come in a day.
The day's number is half of what is kept, so that newcomers push out what nobody uses and not what served yesterday.
"""

import hashlib
import logging
from collections.abc import Awaitable, Callable, Iterable
from datetime import date, timedelta

from tortoise.exceptions import OperationalError
from tortoise.expressions import Q

from catalogue import clock
from catalogue.models import DocumentEnregistre
from catalogue.transaction import transaction
from workflows.errors import NotFound

FIRST_USE_BYTES = 16 * 1024
FIRST_USE_KEPT = 1000
FIRST_USE_A_DAY = 500
DAY = timedelta(days=1)

log = logging.getLogger("sofi.documents")


def fingerprint(texte: str) -> str:
    """The identity of a document: the SHA-256 of its text in UTF-8, in hexadecimal."""
    return hashlib.sha256(texte.encode()).hexdigest()


async def add(given: Iterable[tuple[str, str]]) -> int:
    """Keep the operator's documents, (name, text) each; how many were not his before. What came by a first use becomes
    his. They are valid: the caller checked.
    """

    async def unit() -> int:
        new = 0
        for nom, texte in given:
            row = await DocumentEnregistre.get_or_none(empreinte=fingerprint(texte))
            if row is None:
                row = DocumentEnregistre(empreinte=fingerprint(texte), texte=texte, cree_le=clock.now())
            new += not row.exploitant
            row.nom, row.exploitant = nom, True
            await row.save()
        return new

    return await transaction(unit)


async def remove(empreinte: str) -> None:
    """Forget a document, whoever gave it.

    Raises:
        NotFound: there is none of this hash.
    """

    async def unit() -> int:
        return await DocumentEnregistre.filter(empreinte=empreinte).delete()

    if not await transaction(unit):
        raise NotFound(f"Aucun document enregistré n'a l'identifiant sha256:{empreinte}.")


async def register_at_first_use(texte: str) -> bool:
    """Keep a document that came with its first use; whether it is in the base after: False when enough came today.

    The one used longest ago goes when there are too many. The base is asked before the lock of those who write is
    taken: a stranger who sends and sends must not hold them up.
    """
    empreinte = fingerprint(texte)
    if not await _has_room():
        return await DocumentEnregistre.exists(empreinte=empreinte)

    async def unit() -> bool:
        if await DocumentEnregistre.exists(empreinte=empreinte):
            return True
        if not await _has_room():
            return False
        await DocumentEnregistre.create(empreinte=empreinte, texte=texte, cree_le=clock.now(), vu_le=clock.today())
        firsts = DocumentEnregistre.filter(exploitant=False)
        surplus = await firsts.count() - FIRST_USE_KEPT
        if surplus > 0:
            oldest = await firsts.order_by("vu_le", "cree_le").limit(surplus).values_list("empreinte", flat=True)
            await DocumentEnregistre.filter(empreinte__in=oldest).delete()
        return True

    return await _unless_busy(unit)


async def mark_used(empreinte: str, day: date) -> None:
    """Note the day of a use, once."""

    async def unit() -> bool:
        before = Q(vu_le=None) | Q(vu_le__lt=day)
        return bool(await DocumentEnregistre.filter(before, empreinte=empreinte).update(vu_le=day))

    await _unless_busy(unit)


async def _has_room() -> bool:
    today = DocumentEnregistre.filter(exploitant=False, cree_le__gt=clock.now() - DAY)
    return await today.count() < FIRST_USE_A_DAY


async def _unless_busy(unit: Callable[[], Awaitable[bool]]) -> bool:
    """Nobody waits for these notes: where the base is too busy to take them, the next use brings them again."""
    try:
        return await transaction(unit)
    except OperationalError as error:
        log.warning("Un document enregistré sera noté à son prochain usage : %s", error)
        return False
