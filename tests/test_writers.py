"""Fifty clients that change the same cards of one file at once, over HTTP, as `benchmarks.writers` measures them."""

import asyncio
from pathlib import Path

import pytest

from benchmarks.serving import served
from benchmarks.writers import build, write
from tests.conftest import settings_for


@pytest.mark.slow
def test_fifty_clients_lose_no_update_and_meet_no_error_but_a_stale_version(tmp_path: Path) -> None:
    settings = settings_for(tmp_path / "sofi.db")
    asyncio.run(build(settings))
    with served(settings.database_url) as server:
        outcome = asyncio.run(write(server.port, clients=50, seconds=8, nodes=5))
    assert outcome.lost == 0
    assert len(outcome.hours) == 5
    assert sum(outcome.saved.values()) == len(outcome.durations) > 5
    assert outcome.stale > 0
