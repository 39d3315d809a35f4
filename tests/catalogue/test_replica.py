"""A real replica that answers what is public, and is a moment behind."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from api.app import create_app
from catalogue.copying.copy import copy
from catalogue.database import open_database
from catalogue.settings import Settings
from tests import bases
from tests import postgresql_server as server
from tests.conftest import Client

NAME = "repliquee"
QUESTION = "{ formations { nodes { intitule } } }"

pytestmark = [pytest.mark.sqlite, pytest.mark.slow]  # the servers are there in any case; the base comes from a file


@pytest.fixture
async def standby(procedure_file: Path, tmp_path: Path) -> AsyncIterator[str]:
    """A base on a server, open here, and its replica's address."""
    file = bases.copy(procedure_file, tmp_path / "sofi.db")
    server.create(NAME)
    await copy(f"sqlite://{file}", server.url(NAME), lambda *_: None)
    with server.replica() as address:
        replica = f"{address}/{NAME}"
        async with open_database(Settings(_env_file=None, database_url=server.url(NAME), replica_url=replica)):
            yield replica
    server.drop(NAME)


async def told(address: str, sql: str) -> None:
    """Tell a server something."""
    await asyncio.to_thread(server.rows_at, address, sql)


async def titles(client: Client, question: str = QUESTION) -> list[str]:
    """The formations' titles."""
    return [node["intitule"] for node in (await client.data(question))["formations"]["nodes"]]


async def test_what_is_public_is_read_from_the_replica(standby: str) -> None:
    app = create_app(Settings(_env_file=None))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://sofi.test") as http:
        client = Client(http)
        [before] = await titles(client)
        await told(standby, "SELECT pg_wal_replay_pause()")
        change = "UPDATE formation_publiee SET entete = replace(entete, $1, $2), sequence = sequence + 1"
        await asyncio.to_thread(server.rows, NAME, change, before, "Soudure")
        await told(server.url(NAME), "UPDATE compteur SET valeur = valeur + 1 WHERE nom = 'publication'")
        # The primary has it, the replica not yet; who writes (the word is enough) reads from the primary.
        assert await titles(client) == [before]
        assert await titles(client, QUESTION + " # mutation") == ["Soudure"]
        await told(standby, "SELECT pg_wal_replay_resume()")
        for _ in range(100):
            if await titles(client) == ["Soudure"]:
                return
            await asyncio.sleep(0.1)
        pytest.fail("la réplique n'a pas suivi")
