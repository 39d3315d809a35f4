"""Who waits is woken by what is committed, in this process or in another; never by what is undone.

The polls that are the safety net are made so long here that only a wake can end a wait.
"""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from catalogue import sql, wakeups
from catalogue.database import open_database, woken
from catalogue.listening import NAME as LISTENER
from catalogue.migrating import migrate
from catalogue.models import Evenement
from catalogue.settings import Settings
from catalogue.transaction import transaction
from tests import bases
from tests import postgresql_server as server
from tests.catalogue.telling import Undone, tell, tell_and_undo
from workflows.background.loop import run_background
from workflows.events.pulse import Pulse

NAME = "eveils"
NEVER = 3600.0
ENOUGH = 60
"""Seconds after which a test gives up."""


@pytest.fixture(autouse=True)
def no_poll(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody looks by itself."""
    monkeypatch.setattr(wakeups, "LOOK", NEVER)
    monkeypatch.setattr(wakeups, "REST", NEVER)


@pytest.fixture
async def shared() -> AsyncIterator[str]:
    """The address of a base on a server, open and listened to here."""
    server.create(NAME)
    settings = Settings(_env_file=None, database_url=server.url(NAME))
    await migrate(settings, lambda _line: None)
    async with open_database(settings), woken(settings):
        await until(lambda: wakeups._told_by_server)
        yield settings.database_url
    server.drop(NAME)


async def until(done: Callable[[], bool]) -> None:
    """Wait for what happens elsewhere."""
    async with asyncio.timeout(ENOUGH):
        while not done():
            await asyncio.sleep(0.02)


async def elsewhere(url: str, *words: str) -> None:
    """Another process writes events, each kept or undone."""
    command = [sys.executable, "-m", "tests.catalogue.telling", url, *words]
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    output, _ = await process.communicate()
    assert output.decode().split() == ["gardé" if word == "keep" else "défait" for word in words]


@pytest.fixture
def rung(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """One entry for each time that this process is woken."""
    times: list[str] = []
    ring = wakeups.ring

    def noted() -> None:
        times.append("éveil")
        ring()

    monkeypatch.setattr(wakeups, "ring", noted)
    return times


async def test_the_background_work_of_a_process_wakes_when_another_writes(shared: str) -> None:
    looks: list[int] = []

    async def step() -> int:
        looks.append(await Evenement.all().count())
        return 0

    task = asyncio.create_task(run_background({"essai": step}))
    await until(lambda: looks[-1:] == [0])
    await elsewhere(shared, "keep")
    await until(lambda: looks[-1:] == [1])
    task.cancel()
    await asyncio.wait([task])
    assert task.cancelled() and sorted(looks) == looks


async def test_who_follows_live_is_told_when_another_process_writes(shared: str) -> None:
    pulse = Pulse()
    waiting = asyncio.create_task(pulse.after(await pulse.latest()))
    await asyncio.sleep(0)
    await elsewhere(shared, "keep")
    async with asyncio.timeout(ENOUGH):
        assert await waiting == ((await Evenement.get()).id, 0)


async def test_what_is_undone_wakes_nobody(shared: str, rung: list[str]) -> None:
    # The server keeps the order: had the three that were undone been told, it would be before the last.
    await elsewhere(shared, "undo", "undo", "undo", "keep")
    await until(lambda: rung != [])
    assert rung == ["éveil"]
    assert await Evenement.all().count() == 1


async def test_the_listening_connection_is_made_again_when_the_server_ends_it(shared: str) -> None:
    with wakeups.news() as told:
        for _ in range(3):
            ended = (
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1 AND datname = $2"
            )
            assert server.rows("postgres", ended, LISTENER, NAME) == [(True,)]
            await until(lambda: not wakeups._told_by_server)
            assert wakeups.patience() is wakeups.LOOK
            await until(lambda: wakeups._told_by_server)
            # Whoever waits looks at once: something may have been missed.
            async with asyncio.timeout(ENOUGH):
                await told.wait()
            await asyncio.sleep(2 * wakeups.GAP)
            told.take()
            await elsewhere(shared, "keep")
            async with asyncio.timeout(ENOUGH):
                await told.wait()
            await asyncio.sleep(2 * wakeups.GAP)
            told.take()


async def test_a_process_that_ends_leaves_no_listening_connection(shared: str) -> None:
    count = "SELECT count(*) FROM pg_stat_activity WHERE application_name = $1 AND datname = $2"
    settings = Settings(_env_file=None, database_url=shared)
    async with woken(settings):
        await until(lambda: server.rows("postgres", count, LISTENER, NAME) == [(2,)])
    await until(lambda: server.rows("postgres", count, LISTENER, NAME) != [(2,)])
    assert server.rows("postgres", count, LISTENER, NAME) == [(1,)]


async def test_a_commit_wakes_its_own_process_whatever_the_engine(database: Path, rung: list[str]) -> None:
    async with hearing(database):
        rung.clear()
        with pytest.raises(Undone):
            await transaction(tell_and_undo)
        await transaction(lambda: Evenement.all().count())
        assert rung == []
        with wakeups.news() as told:
            await transaction(tell)
            async with asyncio.timeout(ENOUGH):
                await told.wait()
        assert rung == ["éveil"]


@asynccontextmanager
async def hearing(path: Path) -> AsyncIterator[None]:
    """Once the process hears what is committed: on a server it listens, on a file it tells itself."""
    settings = Settings(_env_file=None, database_url=bases.url_of(path))
    async with woken(settings):
        await until(lambda: wakeups._told_by_server or not bases.POSTGRESQL)
        yield


async def test_a_crowd_of_commits_is_one_wake_now_and_one_at_the_end_of_the_gap() -> None:
    with wakeups.news() as told:
        await asyncio.sleep(2 * wakeups.GAP)
        told.take()
        wakes = 0

        async def count() -> None:
            nonlocal wakes
            while True:
                await told.wait()
                told.take()
                wakes += 1

        task = asyncio.create_task(count())
        for _ in range(1000):
            wakeups.ring()
        await until(lambda: wakes == 2)
        await asyncio.sleep(3 * wakeups.GAP)
        assert wakes == 2
        task.cancel()


async def test_what_comes_while_one_looks_is_not_missed() -> None:
    with wakeups.news() as told:
        told.take()
        wakeups.ring()
        async with asyncio.timeout(ENOUGH):
            await told.wait()
        told.take()
        waiting = asyncio.create_task(told.wait())
        await asyncio.sleep(3 * wakeups.GAP)
        assert not waiting.done(), "rien n'est venu depuis"
        waiting.cancel()


async def test_who_is_woken_and_cancelled_at_once_ends() -> None:
    with wakeups.news() as told:
        waiting = asyncio.create_task(told.wait())
        await asyncio.sleep(0)
        told.tell()
        waiting.cancel()
        await asyncio.wait([waiting])
    assert waiting.cancelled()


async def test_nobody_looks_once_nobody_listens(database: Path) -> None:
    pulse = Pulse()
    async with hearing(database):
        waiting = asyncio.create_task(pulse.after(await pulse.latest()))
        await until(lambda: pulse._looking is not None)
        waiting.cancel()
        await asyncio.wait([waiting])
        wakeups.ring()
        await until(lambda: pulse._looking is not None and pulse._looking.done())
        # Whoever comes back is told again, of what comes after the look that finds nothing too.
        waiting = asyncio.create_task(pulse.after(await pulse.latest()))
        await asyncio.sleep(3 * wakeups.GAP)
        await transaction(tell)
        async with asyncio.timeout(ENOUGH):
            assert await waiting == ((await Evenement.get()).id, 0)


@pytest.mark.slow
async def test_a_server_that_restarts_is_written_to_read_and_listened_to_again() -> None:
    with server.cluster("-E", "UTF8", "--locale=C") as address:
        server.rows_at(f"{address}/postgres", "CREATE DATABASE sofi")
        settings = Settings(_env_file=None, database_url=f"{address}/sofi")
        await migrate(settings, lambda _line: None)
        async with open_database(settings), woken(settings):
            await until(lambda: wakeups._told_by_server)
            await asyncio.gather(*(transaction(tell) for _ in range(20)), *(sql.rows(COUNT) for _ in range(20)))
            await asyncio.to_thread(address.restart)
            # What was kept is there; the connections that died are not given to anybody.
            assert await sql.rows(COUNT) == [(20,)]
            await transaction(tell)
            assert await Evenement.all().count() == 21
            await until(lambda: wakeups._told_by_server)
            with wakeups.news() as told:
                await asyncio.sleep(2 * wakeups.GAP)
                told.take()
                await elsewhere(settings.database_url, "keep")
                async with asyncio.timeout(ENOUGH):
                    await told.wait()


COUNT = "SELECT count(*) FROM evenement"
