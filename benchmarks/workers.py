"""What a second process brings on PostgreSQL: `python -m benchmarks.workers --database-url postgresql://…`.

One and two serving processes take turns on the same reads. The clients and the base run on the same machine: where its
cores are fewer than all of them need, that is what is measured, so the CPU that was busy is told too. `--share 0.25`
holds each serving process to a quarter of a core, one or two alike: what a second one brings where there is room.
"""

import argparse
import asyncio
import os
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.load import measure, run_fast
from benchmarks.operations import Operation
from benchmarks.run import MODES, prepare, ready_base
from benchmarks.serving import Served, served
from benchmarks.shares import held


async def turns(
    servers: dict[int, Served], operation: Operation, seconds: float, rounds: int, encoding: str | None = None
) -> dict[int, list[Any]]:
    """Rates and CPU seconds a second, by the number of processes."""
    found: dict[int, list[Any]] = {count: [] for count in servers}
    for turn in range(rounds + 1):
        for count, server in servers.items():
            before = server.cpu()
            load = await measure(server.port, operation, seconds, encoding=encoding)
            if turn:  # the first one warms up
                found[count].append((load.rate, (server.cpu() - before) / load.elapsed))
    return found


def main() -> None:
    """Parse, serve twice, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database-url", required=True)
    parser.add_argument("--seconds", type=float, default=3)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--share", type=float, help="part d'un cœur pour chaque processus qui sert (root, cgroup v1)")
    given = parser.parse_args()
    url = ready_base("region", Path("mesures"), given.database_url)
    operations = [one for one in asyncio.run(prepare(url))[0] if not one.follows]
    table = Table("opération", "voie", "1 processus", "2 processus", "rapport", "cœurs occupés, 1 puis 2")
    for way, environment in MODES.items():
        one, two = ({**environment, "SOFI_WORKERS": str(count), "SOFI_WORKER": "false"} for count in (1, 2))
        with ExitStack() as stack:
            first, second = (stack.enter_context(served(url, environment=each)) for each in (one, two))
            if given.share:
                stack.enter_context(held(first.processes() | second.processes(), given.share))
            for operation, encoding in [(one, None) for one in operations] + [(one, "zstd") for one in operations[:2]]:
                found = run_fast(turns({1: first, 2: second}, operation, given.seconds, given.rounds, encoding))
                rates = {count: median(rate for rate, _ in runs) for count, runs in found.items()}
                busy = [median(cores for _, cores in runs) for runs in found.values()]
                ratio = median(two[0] / one[0] for one, two in zip(found[1], found[2], strict=True))
                told = f"{busy[0]:.2f}, {busy[1]:.2f} sur {os.cpu_count()}"
                name = f"{operation.name}, {encoding}" if encoding else operation.name
                table.add_row(name, way, f"{rates[1]:.1f}/s", f"{rates[2]:.1f}/s", f"{ratio:.2f}", told)
    Console(width=120).print(table)


if __name__ == "__main__":
    main()
