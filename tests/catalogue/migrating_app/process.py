"""What the tests run in processes of their own: `python -m tests.catalogue.migrating_app.process VERB FILE …`.

migrate FILE PACKAGE         apply the migrations of a package, printing the report
write FILE NAME COUNT        COUNT transactions one after the other, printing each that was acknowledged
storm FILE NAME              twenty writers without end, each transaction two rows in two tables; printing likewise
"""

import asyncio
import sys
from pathlib import Path

from catalogue.database import open_database
from catalogue.migrating import migrate
from catalogue.transaction import transaction
from tests.catalogue.migrating_app import SECOND, app, settings
from tests.catalogue.migrating_app.models import Organisme, Site


def say(line: str) -> None:
    """Tell the test at once."""
    print(line, flush=True)


async def write(name: str, count: int) -> None:
    """Write `count` times and say so each time."""
    for number in range(count):
        siret = f"{name}{number:0{14 - len(name)}}"

        async def unit(siret: str = siret) -> None:
            organisme = await Organisme.create(siret=siret, nom=siret)
            await Site.create(nom=siret, organisme=organisme)

        await transaction(unit)
        say(siret)


async def main(verb: str, path: Path, name: str, count: int) -> None:
    """Do one of the verbs."""
    if verb == "migrate":
        await migrate(settings(path), say, app=app(name))
        return
    async with open_database(settings(path), app=SECOND):
        if verb == "write":
            await write(name, count)
        else:
            await asyncio.gather(*(write(f"{name}{writer:02}", 10**6) for writer in range(20)))


if __name__ == "__main__":
    _, verb, path, name, *rest = sys.argv
    asyncio.run(main(verb, Path(path), name, int(rest[0]) if rest else 0))
