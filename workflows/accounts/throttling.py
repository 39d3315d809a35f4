"""Attempts are counted before they are made, in the base: neither a restart nor a hundred at once gets round it.

Three counts: this account from this address, this address, this account from anywhere. Each lets some failures pass,
then asks for a delay that doubles, fifteen minutes at most. The last count spares the addresses from which the account
was already opened, so that a stranger who tries and tries cannot keep its owner out.
"""

import hashlib
import ipaddress
from dataclasses import dataclass
from datetime import datetime, timedelta

from catalogue import clock
from catalogue.models import Tentative
from workflows.errors import TooManyAttempts

FIRST_DELAY = timedelta(seconds=15)
LONGEST_DELAY = timedelta(minutes=15)
FORGOTTEN = timedelta(days=1)
"""After that long without a failure, the count starts again."""
KNOWN = timedelta(days=90)
"""How long a place is remembered from which an account was opened."""
KNOWN_MARK = "connue:"


@dataclass(frozen=True, slots=True)
class Count:
    """One count: the key of its row, and the failures it lets pass before the first delay."""

    cle: str
    free: int


def counts(what: str, courriel: str, address: str) -> list[Count]:
    """The counts of an attempt of this kind."""
    place = _place(address)
    return [
        Count(_key(what, courriel, place), 5),
        Count(_key(what, "adresse", place), 30),
        Count(_key(what, courriel), 50),
    ]


async def begin(what: str, courriel: str, address: str) -> None:
    """Count an attempt as failed; `succeed` takes it back. Part of the caller's transaction, whose end keeps it.

    Raises:
        TooManyAttempts: a delay runs; this attempt is not counted.
    """
    now = clock.now()
    asked = counts(what, courriel, address)
    rows = {row.cle: row for row in await Tentative.filter(cle__in=[_known(asked), *(count.cle for count in asked)])}
    spared = _known(asked) in rows
    ends = [
        row.bloque_jusqu_a
        for count in (asked[:2] if spared else asked)
        if (row := rows.get(count.cle)) is not None and row.bloque_jusqu_a is not None
    ]
    if ends and max(ends) > now:
        raise TooManyAttempts(max(1, round((max(ends) - now).total_seconds())))
    for count in asked:
        await _add(count, rows.get(count.cle), now)


async def succeed(what: str, courriel: str, address: str) -> None:
    """The attempt was good: this account's counts start again, the address's takes one back, and it is known now.
    Part of the caller's transaction.
    """
    now = clock.now()
    pair, place, account = asked = counts(what, courriel, address)
    await Tentative.filter(cle__in=[pair.cle, account.cle]).delete()
    row = await Tentative.get_or_none(cle=place.cle)
    if row is not None:
        row.echecs = max(0, row.echecs - 1)
        await row.save(update_fields=["echecs"])
    await Tentative.update_or_create({"depuis": now}, cle=_known(asked))


async def forget(what: str, courriel: str, address: str) -> None:
    """Start the counts of this account again: its owner showed who they are otherwise. Part of the caller's
    transaction.
    """
    pair, _, account = counts(what, courriel, address)
    await Tentative.filter(cle__in=[pair.cle, account.cle]).delete()


def _known(asked: list[Count]) -> str:
    return KNOWN_MARK + asked[0].cle


async def _add(count: Count, row: Tentative | None, now: datetime) -> None:
    if row is None:
        await Tentative.create(cle=count.cle, echecs=1, depuis=now)
        return
    failures = row.echecs + 1 if now - row.depuis < FORGOTTEN else 1
    over = failures - count.free
    # The delay starts with the attempt that goes beyond, and doubles with each further one.
    delay = min(FIRST_DELAY * 2 ** min(over - 1, 10), LONGEST_DELAY) if over > 0 else None
    row.echecs, row.depuis, row.bloque_jusqu_a = failures, now, now + delay if delay else None
    await row.save()


def _key(*parts: str) -> str:
    """Hashed: people type passwords where an address is asked, and an address on the network is theirs."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _place(address: str) -> str:
    """A network address as it is counted: a whole /64 for IPv6, since one machine has all of it."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "?"
    if parsed.version == 4:
        return str(parsed)
    mapped = parsed.ipv4_mapped
    return str(mapped) if mapped else str(ipaddress.ip_network((parsed, 64), strict=False))
