"""Measure: build the demonstration base, serve it in a process of its own, load it, print a table.

`python -m benchmarks.run [--seconds 5] [--rounds 3]`. Rounds are interleaved and the median round is shown, because a
shared machine drifts.
"""

import argparse
import asyncio
import logging
import tempfile
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.load import Load, measure
from benchmarks.operations import OPERATIONS
from benchmarks.serving import served
from benchmarks.statements import count_statements
from catalogue.database import open_database
from catalogue.migrating import migrate
from catalogue.settings import Settings
from catalogue.transaction import transaction
from seeds.load import seed
from workflows.starting_references import install_starting_references


async def build(settings: Settings) -> None:
    """The demonstration region in a fresh database."""
    await migrate(settings, lambda _line: None)
    async with open_database(settings):
        await transaction(install_starting_references)
        await seed(lambda _done, _total: None)


async def statements(settings: Settings) -> dict[str, int]:
    """The statements of each operation."""
    async with open_database(settings):
        return {operation.name: await count_statements(operation) for operation in OPERATIONS}


async def rounds(port: int, seconds: float, count: int) -> dict[str, Load]:
    """The median round of each operation, after one short round that is not counted."""
    runs: dict[str, list[Load]] = {operation.name: [] for operation in OPERATIONS}
    for operation in OPERATIONS:
        await measure(port, operation, 1)
    for _ in range(count):
        for operation in OPERATIONS:
            runs[operation.name].append(await measure(port, operation, seconds))
    return {name: sorted(loads, key=lambda load: load.rate)[len(loads) // 2] for name, loads in runs.items()}


def show(results: dict[str, Load], counts: dict[str, int]) -> Table:
    """The figures as a table."""
    table = Table("opération", "connexions", "réponses/s", "médiane", "p99", "octets", "requêtes SQL")
    for operation in OPERATIONS:
        load = results[operation.name]
        table.add_row(
            operation.name,
            str(operation.connections),
            f"{load.rate:.1f}",
            f"{load.quantile(0.5) * 1000:.1f} ms",
            f"{load.quantile(0.99) * 1000:.1f} ms",
            f"{load.size}",
            str(counts[operation.name]),
        )
    return table


def main() -> None:
    """Parse, build, serve, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    logging.disable(logging.NOTSET)
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(database_url=f"sqlite://{Path(folder) / 'sofi.db'}")
        asyncio.run(build(settings))
        counts = asyncio.run(statements(settings))
        with served(settings) as port:
            results = asyncio.run(rounds(port, given.seconds, given.rounds))
    Console(width=110).print(show(results, counts))


if __name__ == "__main__":
    main()
