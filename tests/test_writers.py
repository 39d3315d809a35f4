"""Fifty clients that change the same cards of one file at once, over HTTP, as `benchmarks.writers` measures them."""

import asyncio
from pathlib import Path

import pytest

from benchmarks.serving import served
from benchmarks.writers import build, write
from catalogue.settings import Settings


@pytest.mark.slow
def test_fifty_clients_lose_no_update_and_meet_no_error_but_a_stale_version(tmp_path: Path) -> None:
    settings = Settings(_env_file=None, database_url=f"sqlite://{tmp_path / 'sofi.db'}")
    asyncio.run(build(settings))
    with served(settings) as port:
        outcome = asyncio.run(write(port, clients=50, seconds=8, nodes=5))
    assert outcome.lost == 0
    assert len(outcome.hours) == 5
    assert sum(outcome.saved.values()) == len(outcome.durations) > 5
    assert outcome.stale > 0
