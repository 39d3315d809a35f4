"""A process of its own that writes events: `python -m tests.catalogue.telling URL keep undo keep`.

For each word, one event in one transaction that is kept or undone; it says each once that is over.
"""

import asyncio
import sys

from catalogue.database import open_database
from catalogue.settings import Settings
from catalogue.transaction import transaction
from workflows.actor import SYSTEM
from workflows.events.emitting import emit
from workflows.events.kinds import KINDS

KIND = KINDS["action.archived"]


class Undone(Exception):
    """The way out of a unit that wants nothing kept."""


async def tell() -> None:
    """A unit that writes an event."""
    await emit(SYSTEM, KIND.nom, dict.fromkeys(KIND.donnees, "x"))


async def tell_and_undo() -> None:
    """One that wants nothing kept."""
    await tell()
    raise Undone


async def main(url: str, words: list[str]) -> None:
    """Write, or not, in the order of the words."""
    async with open_database(Settings(_env_file=None, database_url=url)):
        for word in words:
            try:
                await transaction(tell if word == "keep" else tell_and_undo)
            except Undone:
                print("défait", flush=True)
            else:
                print("gardé", flush=True)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2:]))
