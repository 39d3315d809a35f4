"""Measure the reads next to their floor: `make bench`, or `python -m benchmarks.run [--size region] [--seconds 3]`.

The reference set is built once and kept. Service and floor run side by side, each in one process, and take turns within
each round, because a shared machine drifts: what counts is the ratio within a round, and the median of the rounds.
"""

import argparse
import asyncio
import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.comparing import same
from benchmarks.floor.loading import load
from benchmarks.load import Load, measure, run_fast
from benchmarks.operations import Operation, reads
from benchmarks.reference.build import build
from benchmarks.reference.sizes import SIZES
from benchmarks.serving import Served, floor_served, served
from benchmarks.statements import count_statements
from benchmarks.writes import writes
from catalogue.database import open_database
from catalogue.migrating import migrate
from catalogue.settings import Settings

_KEPT = 0.8
"""The share of a former ratio below which something got slower."""
FLOOR = "plancher"
RATIOS = {"rapport": "débit / plancher", "rapport_cpu": "CPU du plancher / CPU"}
MODES = {
    "à froid": {"SOFI_CACHE_MB": "0"},
    "à chaud": {"SOFI_CACHE_MB": "1024"},
}
"""How the service is served: without keeping anything of an answer, or keeping parts of answers."""


@dataclass
class Runs:
    """What the rounds gave of one operation served in one way: loads and CPU seconds for an answer, round by round."""

    loads: list[Load] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    def median(self, figure: Any) -> float:
        """The median of a figure over the rounds."""
        return float(median(figure(load) for load in self.loads))


async def one_round(
    servers: dict[str, Served], operation: Operation, seconds: float, found: dict[tuple[str, str], Runs]
) -> None:
    """Every way of serving an operation, one after the other."""
    for way, server in servers.items():
        if way == FLOOR and operation.floor is None:
            continue
        before = server.cpu()
        load = await measure(server.port, operation, seconds, floor=way == FLOOR)
        runs = found.setdefault((operation.name, way), Runs())
        runs.loads.append(load)
        runs.cpu.append((server.cpu() - before) / len(load.durations))


async def measure_all(
    servers: dict[str, Served], operations: list[Operation], seconds: float, rounds: int
) -> dict[tuple[str, str], Runs]:
    """All rounds, after a short one that is not counted."""
    found: dict[tuple[str, str], Runs] = {}
    for operation in operations:
        await one_round(servers, operation, min(seconds, 2), {})
    for _ in range(rounds):
        for operation in operations:
            await one_round(servers, operation, seconds, found)
    return found


def figures(operations: list[Operation], found: dict[tuple[str, str], Runs]) -> list[dict[str, Any]]:
    """The figures of each operation and way, with the ratio of rates to the floor's in the same round."""
    rows = []
    for operation in operations:
        floor = found.get((operation.name, FLOOR))
        for way in (FLOOR, *MODES):
            runs = found.get((operation.name, way))
            if runs is None:
                continue
            ratios = (
                [load.rate / other.rate for load, other in zip(runs.loads, floor.loads, strict=True)] if floor else []
            )
            rows.append(
                {
                    "operation": operation.name,
                    "voie": way,
                    "connexions": operation.connections,
                    "reponses_s": runs.median(lambda load: load.rate),
                    "mediane_ms": runs.median(lambda load: load.quantile(0.5)) * 1000,
                    "p99_ms": runs.median(lambda load: load.quantile(0.99)) * 1000,
                    "cpu_ms": median(runs.cpu) * 1000,
                    "octets": runs.loads[0].size,
                    "rapport": median(ratios) if ratios else None,
                    "rapport_cpu": median(floor.cpu) / median(runs.cpu) if floor else None,
                }
            )
    return rows


def show(rows: list[dict[str, Any]], counts: dict[str, int]) -> Table:
    """The figures as a table."""
    table = Table(
        "opération",
        "voie",
        "réponses/s",
        "médiane",
        "p99",
        "CPU",
        "octets",
        "SQL",
        "débit / plancher",
        "plancher / CPU",
    )
    for row in rows:
        statements = "1" if row["voie"] == FLOOR else str(counts.get(row["operation"], ""))
        table.add_row(
            row["operation"],
            row["voie"],
            f"{row['reponses_s']:.1f}",
            f"{row['mediane_ms']:.1f} ms",
            f"{row['p99_ms']:.1f} ms",
            "" if row["cpu_ms"] is None else f"{row['cpu_ms']:.2f} ms",
            "" if row["octets"] is None else f"{row['octets']}",
            statements,
            *(
                "" if row[name] is None or row["voie"] == FLOOR else f"{row[name]:.2f}"
                for name in ("rapport", "rapport_cpu")
            ),
        )
    return table


def regressions(rows: list[dict[str, Any]], former: list[dict[str, Any]]) -> list[str]:
    """The ratios that fell: times are those of a machine on a day, ratios of one run are the program's."""
    known = {(row["operation"], row["voie"]): row["rapport_cpu"] for row in former}
    told = []
    for row in rows:
        before, now = known.get((row["operation"], row["voie"])), row["rapport_cpu"]
        if before and now and now < _KEPT * before:
            told.append(f"{row['operation']}, {row['voie']} : {now:.2f}, au lieu de {before:.2f}.")
    return told


async def prepare(database_url: str) -> tuple[list[Operation], dict[str, int]]:
    """The operations on a base, and the statements of each, after their answers were found to be the floor's."""
    async with open_database(Settings(_env_file=None, database_url=database_url)):
        operations = await reads()
        counts = {operation.name: await count_statements(operation) for operation in operations}
    return operations, counts


def ready_base(size: str, folder: Path, database_url: str | None) -> str:
    """The address of a reference set, built in the folder unless it is there, with its floor."""
    url = database_url or f"sqlite://{folder / f'{size}.db'}"
    if database_url is None and not (folder / f"{size}.db").exists():
        folder.mkdir(parents=True, exist_ok=True)
        # Built beside and renamed: what was interrupted is not taken for a base.
        with tempfile.TemporaryDirectory(dir=folder) as beside:
            asyncio.run(build(SIZES[size], f"sqlite://{Path(beside) / 'base.db'}"))
            (Path(beside) / "base.db").rename(folder / f"{size}.db")
    # One that was built before the code changed is brought to its state.
    asyncio.run(migrate(Settings(_env_file=None, database_url=url), lambda _line: None))
    load(url)
    return url


@contextmanager
def copied(database_url: str) -> Iterator[str]:
    """The base, for one more server: a file is served by one process only, so it gets a copy."""
    if not database_url.startswith("sqlite:"):
        yield database_url
        return
    path = Path(database_url.removeprefix("sqlite://"))
    with tempfile.TemporaryDirectory(dir=path.parent) as beside:
        yield f"sqlite://{shutil.copyfile(path, Path(beside) / path.name)}"


def main() -> None:
    """Parse, build, serve, compare, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", choices=list(SIZES), default="region")
    parser.add_argument("--folder", type=Path, default=Path("mesures"))
    parser.add_argument("--database-url", help="une base déjà construite (postgresql://…)")
    parser.add_argument("--seconds", type=float, default=3)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", help="les opérations dont le nom contient ceci")
    parser.add_argument("--writes", action=argparse.BooleanOptionalAction, default=True, help="les écritures aussi")
    parser.add_argument("--json", type=Path, help="y écrire les relevés")
    parser.add_argument("--against", type=Path, help="échoue si un rapport tombe sous 80 %% de celui d'alors")
    given = parser.parse_args()
    url = ready_base(given.size, given.folder, given.database_url)
    operations, counts = asyncio.run(prepare(url))
    operations = [operation for operation in operations if not given.only or given.only in operation.name]
    with ExitStack() as stack:
        servers = {FLOOR: stack.enter_context(floor_served(url))}
        for way, environment in MODES.items():
            own = url if way == next(iter(MODES)) else stack.enter_context(copied(url))
            servers[way] = stack.enter_context(served(own, environment=environment))
        asyncio.run(same(servers, operations))
        rows = figures(operations, run_fast(measure_all(servers, operations, given.seconds, given.rounds)))
    if given.writes:
        with copied(url) as own:
            rows += writes(own, given.seconds * 3)
    Console(width=150).print(show(rows, counts))
    if given.json:
        given.json.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    if given.against:
        fallen = regressions(rows, json.loads(given.against.read_text(encoding="utf-8")))
        Console().print(*(fallen or ["Aucun rapport n'est tombé."]), sep="\n", highlight=False)
        raise SystemExit(1 if fallen else 0)


if __name__ == "__main__":
    main()
