"""A real replica that answers what is public, and is a moment behind."""

import asyncio
import contextvars
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from api.app import create_app
from catalogue import replica, sql
from catalogue.copying.copy import copy
from catalogue.database import open_database
from catalogue.settings import Settings
from tests import bases
from tests import postgresql_server as server
from tests.conftest import Client

NAME = "repliquee"
QUESTION = "{ formations { nodes { intitule } } }"

pytestmark = [pytest.mark.sqlite, pytest.mark.slow]  # the servers are there in any case; the base comes from a file


@dataclass(frozen=True)
class Followed:
    """A service over a base that a replica follows: a client of it, and the replica."""

    client: Client
    standby: server.Standby

    async def tell(self, sql: str) -> None:
        """Tell the replica something."""
        await asyncio.to_thread(server.rows_at, f"{self.standby}/{NAME}", sql)

    async def titles(self, question: str = QUESTION) -> list[str]:
        """The formations' titles. Each question is a request of its own, as over a socket."""
        asking = asyncio.create_task(self.client.data(question), context=contextvars.Context())
        return [node["intitule"] for node in (await asking)["formations"]["nodes"]]

    async def become(self, expected: str) -> None:
        """Wait until the title is another."""
        for _ in range(100):
            if await self.titles() == [expected]:
                return
            await asyncio.sleep(0.1)
        pytest.fail(f"« {expected} » ne se lit pas")


@pytest.fixture
async def followed(procedure_file: Path, tmp_path: Path) -> AsyncIterator[Followed]:
    """A base on a server, open here, and its replica."""
    file = bases.copy(procedure_file, tmp_path / "sofi.db")
    server.create(NAME)
    await copy(f"sqlite://{file}", server.url(NAME), lambda *_: None)
    with server.replica() as standby:
        settings = Settings(_env_file=None, database_url=server.url(NAME), replica_url=f"{standby}/{NAME}")
        async with open_database(settings):
            app = create_app(Settings(_env_file=None))
            async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://sofi.test") as http:
                yield Followed(Client(http), standby)
    server.drop(NAME)


async def rename(before: str, after: str) -> None:
    """Give the only formation another title at the primary, as if it were published so."""
    change = "UPDATE formation_publiee SET entete = replace(entete, $1, $2), sequence = sequence + 1"
    await asyncio.to_thread(server.rows, NAME, change, before, after)
    await asyncio.to_thread(server.rows, NAME, "UPDATE compteur SET valeur = valeur + 1 WHERE nom = 'publication'")


async def test_what_is_public_is_read_from_the_replica(followed: Followed) -> None:
    [before] = await followed.titles()
    await followed.tell("SELECT pg_wal_replay_pause()")
    await rename(before, "Soudure")
    # The primary has it, the replica not yet; who writes (the word is enough) reads from the primary.
    assert await followed.titles() == [before]
    assert await followed.titles(QUESTION + " # mutation") == ["Soudure"]
    await followed.tell("SELECT pg_wal_replay_resume()")
    await followed.become("Soudure")


async def test_the_primary_answers_for_a_replica_that_is_gone(
    followed: Followed, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    [before] = await followed.titles()
    followed.standby.stop()
    try:
        monkeypatch.setattr(replica, "PAUSE", 3600)
        await rename(before, "Soudure")
        for _ in range(3):
            assert await followed.titles() == ["Soudure"]
        [line] = [record.getMessage() for record in caplog.records if record.name == "sofi.replique"]
        assert line.endswith("le primaire répond à sa place pendant 3600 s.")
    finally:
        followed.standby.start()
    await rename("Soudure", "Reliure")
    assert await followed.titles() == ["Reliure"]


async def test_a_replica_that_is_back_is_read_again(followed: Followed, monkeypatch: pytest.MonkeyPatch) -> None:
    [before] = await followed.titles()
    monkeypatch.setattr(replica, "PAUSE", 0.2)
    followed.standby.stop()
    try:
        assert await followed.titles() == [before]
    finally:
        followed.standby.start()
    await asyncio.sleep(0.3)
    assert await followed.titles() == [before]
    await followed.tell("SELECT pg_wal_replay_pause()")
    await rename(before, "Soudure")
    assert await followed.titles() == [before]
    await followed.tell("SELECT pg_wal_replay_resume()")
    await followed.become("Soudure")


async def test_a_replica_that_says_nothing_is_given_up(followed: Followed, monkeypatch: pytest.MonkeyPatch) -> None:
    [before] = await followed.titles()
    monkeypatch.setattr(replica, "PATIENCE", 0.3)
    monkeypatch.setattr(replica, "PAUSE", 3600)
    with followed.standby.frozen():
        await rename(before, "Soudure")
        async with asyncio.timeout(30):
            assert await followed.titles() == ["Soudure"]
            found = await asyncio.gather(*(followed.titles() for _ in range(20)))
    assert found == [["Soudure"]] * 20


async def test_who_was_answered_by_the_primary_stays_with_it(
    followed: Followed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replica, "PAUSE", 0)

    async def by_replica() -> bool:
        [[found]] = await sql.rows("SELECT pg_is_in_recovery()")
        return bool(found)

    async def one_request() -> list[bool]:
        followed.standby.stop()
        first = await by_replica()
        followed.standby.start()
        return [first, await by_replica()]

    assert await asyncio.create_task(one_request(), context=contextvars.Context()) == [False, False]
    assert await asyncio.create_task(by_replica(), context=contextvars.Context())
