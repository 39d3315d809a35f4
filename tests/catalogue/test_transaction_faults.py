"""transaction(unit) under faults: callers that leave by the hundred, processes that write at once, processes killed."""

import asyncio
import os
import random
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from tortoise.expressions import F

from catalogue.database import open_database
from catalogue.migrating import migrate
from catalogue.transaction import finish_running, transaction
from tests import bases
from tests.catalogue.migrating_app import ROOT, SECOND, settings
from tests.catalogue.migrating_app.inspection import sql
from tests.catalogue.migrating_app.models import Organisme

SIRET = "13000511900032"


@pytest.fixture
async def path(tmp_path: Path) -> Path:
    """An empty, migrated database."""
    await migrate(settings(tmp_path / "essai.db"), lambda line: None, app=SECOND)
    return tmp_path / "essai.db"


@pytest.fixture
async def opened(path: Path) -> AsyncIterator[Path]:
    """The same, open."""
    async with open_database(settings(path), app=SECOND):
        yield path


async def create() -> Organisme:
    """A unit that writes one row."""
    return await Organisme.create(siret=SIRET, nom="Cariforef")


async def test_a_thousand_cancellations_leave_the_database_usable(opened: Path) -> None:
    chance = random.Random(1)
    await transaction(create)

    async def unit() -> None:
        await Organisme.filter(siret=SIRET).update(version=F("version") + 1)

    left = 0
    for _ in range(100):
        callers = [asyncio.create_task(transaction(unit)) for _ in range(10)]
        for _ in range(chance.randrange(12)):
            await asyncio.sleep(0)
        if chance.random() < 0.5:
            await asyncio.sleep(chance.random() / 200)
        for caller in callers:
            caller.cancel()
        left += sum(
            isinstance(end, asyncio.CancelledError) for end in await asyncio.gather(*callers, return_exceptions=True)
        )
    assert left > 500
    async with asyncio.timeout(10):
        await finish_running()
        before = (await Organisme.get(siret=SIRET)).version
        await transaction(unit)
        assert (await Organisme.get(siret=SIRET)).version == before + 1


def process(*arguments: object) -> "subprocess.Popen[str]":
    """Start a process that writes the database."""
    command = [sys.executable, "-m", "tests.catalogue.migrating_app.process", *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, env=os.environ, stdout=subprocess.PIPE, text=True)


async def test_three_processes_write_one_file_without_an_error(path: Path) -> None:
    writers = [process("write", path, name, 100) for name in "123"]
    acknowledged = [line for writer in writers for line in writer.communicate(timeout=60)[0].splitlines()]
    assert [writer.returncode for writer in writers] == [0, 0, 0]
    assert len(acknowledged) == 300
    assert sql(path, "SELECT count(*) FROM organisme JOIN site ON site.organisme_id = organisme.id") == [(300,)]


async def test_a_kill_during_a_storm_of_writes_loses_nothing_acknowledged_and_leaves_nothing_half_written(
    path: Path,
) -> None:
    chance, acknowledged = random.Random(2), set[str]()
    for round_name in "abcd":
        with process("storm", path, round_name, 0) as storm:
            assert storm.stdout is not None
            acknowledged.add(storm.stdout.readline().strip())
            await asyncio.sleep(0.1 + chance.random() / 3)
            storm.kill()
            # What the kill cut off is a line without its end: it was never acknowledged.
            acknowledged.update(line.strip() for line in storm.stdout if line.endswith("\n"))
        written = {siret for (siret,) in sql(path, "SELECT siret FROM organisme")}
        whole = {siret for (siret,) in sql(path, "SELECT nom FROM site")}
        assert written == whole
        assert acknowledged - written == set()
        if not bases.POSTGRESQL:
            assert sql(path, "PRAGMA integrity_check") == [("ok",)]
            assert sql(path, "PRAGMA foreign_key_check") == []
    assert len(acknowledged) > 100
