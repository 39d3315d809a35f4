"""How cost grows with what is asked and with the size of the base: figures and plots for `docs/performance.md`.

`python -m benchmarks.growth [--sizes publie pays] [--output docs/mesures]`. All bases are served at once; they and the
ways of serving take turns within a round, as in `benchmarks.run`. `make plots` brings what saves the plots.
"""

import argparse
import asyncio
import json
import random
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.floor.loading import load
from benchmarks.load import measure, run_fast
from benchmarks.operations import Operation, page_name, pages_of, reads
from benchmarks.run import FLOOR, MODES, copied, ready_base
from benchmarks.serving import Served, floor_served, served
from catalogue import sql
from catalogue.database import open_database
from catalogue.settings import Settings

COLD, WARM = MODES
TREES = (1, 5, 20, 50, 100, 200, 350, 500)


async def operations_of(database_url: str) -> tuple[list[Operation], list[Operation]]:
    """The reads of `benchmarks.run`, and pages of more and more trees, one client at a time."""
    async with open_database(Settings(_env_file=None, database_url=database_url)):
        numeros = [row[0] for row in await sql.rows("SELECT numero FROM formation_publiee ORDER BY numero")]
        return await reads(), [pages_of(size, 1, numeros, random.Random(size)) for size in TREES]


async def costs(
    servers: dict[str, dict[str, Served]], operations: dict[str, list[Operation]], rounds: int, warm_up: float
) -> dict[str, dict[str, dict[str, dict[str, float]]]]:
    """By base, operation and way of serving: median duration and CPU for an answer, in milliseconds, and how many times
    those on the first base, in the same round.

    `warm_up`: seconds in which the way that keeps answers may meet them a first time.
    """
    found: dict[tuple[str, str, str], list[tuple[float, float]]] = {}
    for turn in range(rounds + 1):
        for beside in zip(*operations.values(), strict=True):
            for way in (FLOOR, COLD, WARM):
                for size, operation in zip(servers, beside, strict=True):
                    if way == FLOOR and operation.floor is None:
                        continue
                    seconds = warm_up if way == WARM and not turn else 2
                    cost = await _cost(servers[size][way], operation, seconds, floor=way == FLOOR)
                    if turn:  # the first one warms up
                        found.setdefault((size, operation.name, way), []).append(cost)
    told: dict[str, dict[str, dict[str, dict[str, float]]]] = {}
    for (size, name, way), runs in found.items():
        first = found[next(iter(servers)), name, way]
        told.setdefault(size, {}).setdefault(name, {})[way] = {
            "mediane_ms": median(one[0] for one in runs),
            "cpu_ms": median(one[1] for one in runs),
            "fois": median(one[0] / other[0] for one, other in zip(runs, first, strict=True)),
            "fois_cpu": median(one[1] / other[1] for one, other in zip(runs, first, strict=True)),
        }
    return told


async def _cost(server: Served, operation: Operation, seconds: float, *, floor: bool) -> tuple[float, float]:
    """Median duration and CPU for an answer, in milliseconds."""
    before = server.cpu()
    run = await measure(server.port, operation, seconds, floor=floor)
    return run.quantile(0.5) * 1000, (server.cpu() - before) / len(run.durations) * 1000


def measured(urls: dict[str, str], *, rounds: int, warm_up: float, cache_mb: int) -> dict[str, Any]:
    """The costs of the reads on every base, all served at once; on the first also of pages of more and more trees."""
    reads_of: dict[str, list[Operation]] = {}
    pages_of_first: dict[str, list[Operation]] = {}
    for size, url in urls.items():
        load(url)
        reads_of[size], pages = asyncio.run(operations_of(url))
        pages_of_first = pages_of_first or {size: pages}
    warm = {**MODES[WARM], "SOFI_CACHE_MB": str(cache_mb)}
    with ExitStack() as stack:
        servers = {
            size: {
                FLOOR: stack.enter_context(floor_served(url)),
                COLD: stack.enter_context(served(url, environment=MODES[COLD])),
                WARM: stack.enter_context(served(stack.enter_context(copied(url)), environment=warm)),
            }
            for size, url in urls.items()
        }
        [first] = pages_of_first
        trees = run_fast(costs({first: servers[first]}, pages_of_first, rounds, 2))[first]
        found = run_fast(costs(servers, reads_of, rounds, warm_up))
        return {size: {"lectures": one, "arbres": trees if size == first else {}} for size, one in found.items()}


def plot(figures: dict[str, Any], folder: Path) -> None:
    """One plot by the number of trees, one by the size of the base."""
    import matplotlib as mpl  # type: ignore[import-not-found, unused-ignore]

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "sofi"
    from matplotlib import pyplot as plt  # type: ignore[import-not-found, unused-ignore]

    sizes = list(figures)
    fig, axes = plt.subplots(figsize=(7, 4))
    pages = next(one["arbres"] for one in figures.values() if one["arbres"])
    for way in (FLOOR, COLD, WARM):
        axes.plot(TREES, [pages[page_name(size)][way]["cpu_ms"] for size in TREES], marker="o", label=way)
    axes.set(xlabel="arbres entiers dans la réponse", ylabel="processeur, ms", xscale="log", yscale="log")
    axes.legend()
    axes.grid(alpha=0.3)
    fig.tight_layout()
    fig.savefig(folder / "arbres.svg", metadata={"Date": None})

    fig, axes = plt.subplots(figsize=(8, 4))
    names = list(figures[sizes[0]]["lectures"])
    width = 0.8 / len(sizes)
    for rank, size in enumerate(sizes):
        shown = [figures[size]["lectures"][name][COLD]["mediane_ms"] for name in names]
        axes.bar([place + rank * width for place in range(len(names))], shown, width, label=size)
    axes.set(ylabel="médiane à froid, ms", yscale="log")
    axes.set_xticks([place + 0.4 - width / 2 for place in range(len(names))], names, rotation=15)
    axes.legend(title="base")
    fig.tight_layout()
    fig.savefig(folder / "taille.svg", metadata={"Date": None})


def main() -> None:
    """Parse, measure, save."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", nargs="+", default=["publie", "pays"])
    parser.add_argument("--folder", type=Path, default=Path("mesures"))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--warm-up", type=float, default=30, help="secondes pour remplir la mémoire, par lecture")
    parser.add_argument("--cache-mb", type=int, default=8192, help="mémoire de qui répond à chaud")
    parser.add_argument("--output", type=Path, default=Path("docs/mesures"))
    given = parser.parse_args()
    figures = measured(
        {size: ready_base(size, given.folder, None) for size in given.sizes},
        rounds=given.rounds,
        warm_up=given.warm_up,
        cache_mb=given.cache_mb,
    )
    given.output.mkdir(parents=True, exist_ok=True)
    text = json.dumps(figures, ensure_ascii=False, indent=1, sort_keys=True)
    (given.output / "croissance.json").write_text(text + "\n", encoding="utf-8")
    plot(figures, given.output)


if __name__ == "__main__":
    main()
