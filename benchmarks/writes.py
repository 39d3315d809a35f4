"""The writes that `make bench` prints beside the reads: a submission, an approval, fifty editors; without a floor."""

import asyncio
from collections.abc import Sequence
from statistics import median
from typing import Any

from benchmarks.dossiers import measure as measure_dossiers
from benchmarks.serving import served
from benchmarks.writers import write
from catalogue.database import open_database
from catalogue.settings import Settings

WAY = "écriture"
_SESSIONS, _ROUNDS, _EDITORS = 30, 20, 50


def writes(database_url: str, seconds: float) -> list[dict[str, Any]]:
    """The figures of each, on a base that is changed by it."""
    durations = asyncio.run(_dossiers(database_url))
    rows = [
        _row(f"{name} une action de {_SESSIONS} sessions", 1, [one / 1000 for one in values], None)
        for name, values in durations.items()
    ]
    with served(database_url) as server:
        before = server.cpu()
        outcome = asyncio.run(write(server.port, clients=_EDITORS, seconds=seconds, nodes=_EDITORS))
        if outcome.lost:
            raise RuntimeError(f"{outcome.lost} enregistrement(s) perdu(s).")
        count = len(outcome.durations)
        cpu = (server.cpu() - before) / max(1, count + outcome.stale)
        rows.append(_row(f"{_EDITORS} éditeurs", _EDITORS, outcome.durations, cpu, count / seconds))
    return rows


async def _dossiers(database_url: str) -> dict[str, list[float]]:
    async with open_database(Settings(_env_file=None, database_url=database_url)):
        return await measure_dossiers(_SESSIONS, _ROUNDS)


def _row(
    name: str, connections: int, durations: Sequence[float], cpu: float | None, rate: float | None = None
) -> dict[str, Any]:
    ordered = sorted(durations)
    return {
        "operation": name,
        "voie": WAY,
        "connexions": connections,
        "reponses_s": 1 / median(ordered) if rate is None else rate,
        "mediane_ms": median(ordered) * 1000,
        "p99_ms": ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))] * 1000,
        "cpu_ms": None if cpu is None else cpu * 1000,
        "octets": None,
        "rapport": None,
        "rapport_cpu": None,
    }
