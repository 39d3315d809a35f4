"""What the figures of `docs/performance.md` stand on: a reference set that is what it says, a floor with the same answers."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from benchmarks.comparing import same
from benchmarks.floor.loading import load
from benchmarks.load import measure
from benchmarks.reference.build import build
from benchmarks.reference.sizes import SIZES
from benchmarks.run import FLOOR, prepare, regressions
from benchmarks.serving import floor_served, served
from benchmarks.writes import writes
from tests import bases

COUNTS = {
    "organisme": 49,
    "formation": 301,
    "action": 1351,
    "publication": 181,
    "formation_publiee": 61,
    "revision": 361,
    "session": 2170,
    "offre_publiee": 451,
}


@pytest.mark.slow
def test_the_service_and_the_floor_tell_the_same_of_a_reference_set(tmp_path: Path) -> None:
    path = tmp_path / "essai.db"
    url = bases.url_of(path)
    asyncio.run(build(SIZES["essai"], url))
    assert {table: bases.rows(path, f"SELECT count(*) FROM {table}")[0][0] for table in COUNTS} == COUNTS
    load(url)
    operations, counts = asyncio.run(prepare(url))
    assert list(counts.values()) == [1, 2, 2, 3, 2, 3]
    with floor_served(url) as floor, served(url) as server:
        asyncio.run(same({FLOOR: floor, "service": server}, operations))
        for operation in operations:
            run = asyncio.run(measure(server.port, operation, 0.3))
            assert len(run.durations) >= operation.connections
            if operation.floor is not None:
                assert len(asyncio.run(measure(floor.port, operation, 0.3, floor=True)).durations) > 0
        assert server.cpu() > 0
        assert server.memory() > 2**20
    rows = writes(url, 2)
    assert [row["operation"] for row in rows] == [
        "soumettre une action de 30 sessions",
        "valider une action de 30 sessions",
        "50 éditeurs",
    ]
    assert all(row["mediane_ms"] > 0 for row in rows)


def test_a_ratio_that_fell_is_told_and_a_time_is_not() -> None:
    former: list[dict[str, Any]] = [
        {"operation": "un arbre", "voie": "à froid", "rapport_cpu": 1.0, "mediane_ms": 1},
        {"operation": "un arbre", "voie": FLOOR, "rapport_cpu": None, "mediane_ms": 1},
    ]
    slower = [{**row, "mediane_ms": 50} for row in former]
    assert regressions(slower, former) == []
    fallen = [{**former[0], "rapport_cpu": 0.7}, former[1]]
    assert regressions(fallen, former) == ["un arbre, à froid : 0.70, au lieu de 1.00."]
