"""What a storm of writes does to those who read, and what a long mixed load does to the memory.

`python -m benchmarks.storm [--database-url …] [--seconds 10] [--minutes 0]`. Fifty editors, in a process of their own,
save cards of one base as fast as they can; meanwhile single trees are read from the same service. Turns with and
without the storm alternate.
"""

import argparse
import asyncio
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from statistics import median

from rich.console import Console

from benchmarks.load import Load, measure, run_fast
from benchmarks.operations import Operation
from benchmarks.run import copied, prepare, ready_base
from benchmarks.serving import Served, served

READERS = 4


def editors(port: int, seconds: float, clients: int = 50) -> subprocess.Popen[bytes]:
    """Editors for some seconds, in a process of their own."""
    given = {"--port": port, "--seconds": seconds, "--clients": clients}
    return subprocess.Popen(
        [sys.executable, "-m", "benchmarks.writers", *(str(part) for pair in given.items() for part in pair)]
    )


async def storm(server: Served, tree: Operation, seconds: float, rounds: int) -> list[tuple[Load, Load]]:
    """Reads in calm and in a storm, in turn."""
    found = []
    for _ in range(rounds):
        calm = await measure(server.port, tree, seconds)
        process = editors(server.port, seconds + 8)
        await asyncio.sleep(6)  # they sign in, which is slow by design, and add the cards they share
        rough = await measure(server.port, tree, seconds)
        if process.wait(60):
            raise RuntimeError("Les éditeurs ont échoué.")
        found.append((calm, rough))
    return found


async def memory(server: Served, operations: list[Operation], minutes: float) -> list[int]:
    """Bytes of memory after each round of every read beside ten editors."""
    process = editors(server.port, minutes * 60, clients=10)
    taken, end = [], time.monotonic() + minutes * 60
    while time.monotonic() < end:
        for operation in operations:
            await measure(server.port, operation, 4)
        taken.append(server.memory())
    if process.wait(60):
        raise RuntimeError("Les éditeurs ont échoué.")
    return taken


def main() -> None:
    """Parse, serve, measure, tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", default="region")
    parser.add_argument("--folder", type=Path, default=Path("mesures"))
    parser.add_argument("--database-url")
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--minutes", type=float, default=0, help="Durée de la charge mêlée, pour la mémoire.")
    given = parser.parse_args()
    url = ready_base(given.size, given.folder, given.database_url)
    operations, _ = asyncio.run(prepare(url))
    tree = replace(operations[0], connections=READERS)
    told = []
    with copied(url) as own, served(own) as server:  # what the editors add would be more to read the next time
        if given.minutes:
            taken = run_fast(memory(server, operations, given.minutes))
            steps = ", ".join(f"{bytes_ / 2**20:.0f}" for bytes_ in taken)
            told.append(f"Mémoire, en Mio, tour par tour : {steps}")
        else:
            turns = run_fast(storm(server, tree, given.seconds, given.rounds))
            for name, share in (("médiane", 0.5), ("p99", 0.99)):
                calm, rough = (median(turn[side].quantile(share) for turn in turns) * 1000 for side in (0, 1))
                factor = median(rough.quantile(share) / calm.quantile(share) for calm, rough in turns)
                told.append(f"{name} : {calm:.1f} ms au calme, {rough:.1f} ms dans la tempête, × {factor:.2f}")
    Console().print(*told, sep="\n", highlight=False)


if __name__ == "__main__":
    main()
