"""An upgrade while people ask: the base is migrated, SIGHUP renews the processes one by one, no request fails."""

import asyncio
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from catalogue.copying.copy import copy
from tests import postgresql_server as server
from tests.cli.test_workers import children
from tests.project import PACKAGES, ROOT
from tests.served import environment

NAME = "releve"
BODY = b'{"query": "{ formations { totalCount } }"}'
HEAD = (
    "POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
    f"Content-Length: {len(BODY)}\r\nConnection: {{}}\r\n\r\n"
)
ADDED = (
    "ALTER TABLE formation ADD COLUMN essai text",
    "INSERT INTO tortoise_migrations (app, name, applied_at) VALUES ('catalogue', '9999_ajout', '2030-01-01')",
)
"""What the next version adds to the base."""

pytestmark = [pytest.mark.sqlite, pytest.mark.slow]  # begins on a file; the server is there in any case


@pytest.fixture
async def address(procedure_file: Path) -> str:
    """The address of a base on a server."""
    server.create(NAME)
    await copy(f"sqlite://{procedure_file}", server.url(NAME), lambda *_: None)
    return server.url(NAME)


@pytest.fixture(autouse=True)
def no_base_after() -> Iterator[None]:
    """The base goes with the test."""
    yield
    server.drop(NAME)


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """A copy of the program, to put another version in its place."""
    for package in PACKAGES:
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


class Crowd:
    """Clients that ask without end, slowly, and never ask twice for one answer."""

    def __init__(self, port: int) -> None:
        self._port = port
        self.done = asyncio.Event()
        self.answers = 0
        self.failures: list[str] = []

    async def ask(self, connection: str) -> None:
        """Ask until done, on a connection each or on one for as long as the service keeps it."""
        while not self.done.is_set():
            reader, writer = await asyncio.open_connection("127.0.0.1", self._port)
            try:
                while await self._once(reader, writer, connection) and not self.done.is_set():
                    pass
            except (OSError, asyncio.IncompleteReadError) as error:
                self.failures.append(f"{connection} : {error!r}")
            finally:
                writer.close()

    async def _once(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, connection: str) -> bool:
        """One request, half of it sent late; whether the service keeps the connection."""
        writer.write(HEAD.format(connection).encode() + BODY[:9])
        await asyncio.sleep(0.1)
        writer.write(BODY[9:])
        head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
        length = next(line for line in head.split("\r\n") if line.startswith("content-length:"))
        body = await reader.readexactly(int(length.split(":")[1]))
        self.answers += 1
        if not head.startswith("http/1.1 200") or body != b'{"data":{"formations":{"totalCount":1}}}':
            self.failures.append(f"{head} {body!r}")
        return connection == "keep-alive" and "connection: close" not in head


async def test_the_processes_are_renewed_with_another_version_and_no_request_fails(
    address: str, installed: Path, tmp_path: Path
) -> None:
    env = {**environment(tmp_path), "SOFI_DATABASE_URL": address, "SOFI_WORKER": "false"}
    command = [sys.executable, "-m", "cli", "serve", "--port", "0", "--workers", "2"]
    with subprocess.Popen(command, cwd=installed, env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as parent:
        try:
            assert parent.stdout is not None
            url = (await asyncio.to_thread(parent.stdout.readline)).decode().split()[3].removesuffix("/graphql")
            crowd = Crowd(int(url.rpartition(":")[2]))
            async with httpx.AsyncClient(
                base_url=url, timeout=30, limits=httpx.Limits(max_keepalive_connections=0)
            ) as http:
                assert await states(http) == {"vivant"}
                before = children(parent.pid)
                clients = [
                    asyncio.create_task(crowd.ask(connection))
                    for connection in ("close", "keep-alive")
                    for _ in range(6)
                ]
                for statement in ADDED:
                    server.rows(NAME, statement)
                assert (await http.get("/health/ready")).status_code == 200
                health = installed / "api/health.py"
                health.write_text(health.read_text().replace('"vivant"', '"vivant, en version suivante"'))
                parent.send_signal(signal.SIGHUP)
                async with asyncio.timeout(120):
                    while set(children(parent.pid)) & set(before) or len(children(parent.pid)) != 2:
                        await asyncio.sleep(0.2)
                assert await states(http) == {"vivant, en version suivante"}
            crowd.done.set()
            await asyncio.gather(*clients)
            assert crowd.failures == []
            assert crowd.answers > 12
        finally:
            parent.send_signal(signal.SIGTERM)
            assert parent.wait(timeout=60) == 0


async def states(http: httpx.AsyncClient) -> set[str]:
    """What every process says of itself: enough questions that each is asked."""
    return {(await http.get("/health/live")).json()["etat"] for _ in range(30)}
