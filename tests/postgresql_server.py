"""A PostgreSQL server for the tests: the one that SOFI_TEST_POSTGRESQL_URL names, else one of each test process's own,
from the machine's programs, on a folder that goes with the process.
"""

import asyncio
import atexit
import os
import shutil
import signal
import subprocess
import tempfile
import threading
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager, nullcontext, suppress
from functools import cache
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

import asyncpg
import pytest

from tests.ports import free_port

T = TypeVar("T")

GIVEN = "SOFI_TEST_POSTGRESQL_URL"

ORDERED = "ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'"
FAST = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off", "max_connections": "300"}
"""A test's data need not outlive the machine."""


def url(name: str) -> str:
    """The address of one of the server's bases."""
    return f"{_server()}/{name}"


def create(name: str, template: str = "template0", ordered: str = ORDERED) -> None:
    """Make a base. An empty one may be there, made by the test that started this process or, just now, by its twin."""
    order = ordered if template == "template0" else "STRATEGY FILE_COPY"
    there = (asyncpg.DuplicateDatabaseError, asyncpg.UniqueViolationError)
    with suppress(*there) if template == "template0" else nullcontext():
        _run(_execute(url("postgres"), f'CREATE DATABASE "{name}" TEMPLATE "{template}" {order}'))


def drop(name: str) -> None:
    """Remove a base, and whoever is still connected to it."""
    _run(_execute(url("postgres"), f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))


def rows(name: str, sql: str, *values: Any) -> list[tuple[Any, ...]]:
    """The rows of one statement, kept at once."""
    return rows_at(url(name), sql, *values)


def rows_at(address: str, sql: str, *values: Any) -> list[tuple[Any, ...]]:
    """The same at any address."""
    return [tuple(row) for row in _run(_execute(address, sql, *values))]


@contextmanager
def locked(name: str, key: int) -> Iterator[None]:
    """Another program holds a lock of a base."""

    async def hold() -> Any:
        connection = await asyncpg.connect(url(name))
        await connection.execute("SELECT pg_advisory_lock($1)", key)
        return connection

    connection = _run(hold())
    try:
        yield
    finally:
        _run(connection.close())


async def _execute(address: str, sql: str, *values: Any) -> list[Any]:
    connection = await asyncpg.connect(address)
    try:
        found: list[Any] = await connection.fetch(sql, *values)
        return found
    finally:
        await connection.close()


@cache
def _loop() -> asyncio.AbstractEventLoop:
    """A loop in a thread of its own: a test may be inside another."""
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, daemon=True, name="postgresql-des-tests").start()
    return loop


def _run(work: Coroutine[Any, Any, T]) -> T:
    return asyncio.run_coroutine_threadsafe(work, _loop()).result(60)


@cache
def _server() -> str:
    """The address of the server, without a base."""
    if given := os.environ.get(GIVEN):
        return given.rstrip("/")
    programs = _programs()
    if programs is None:
        reason = "PostgreSQL n'est pas installé ici (paquet Debian : postgresql) : ce test n'a pas été joué."
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return _started(programs)


def _programs() -> Path | None:
    """The folder of the server's programs, of the newest version."""
    places = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if found := shutil.which("initdb"):
        places.append(Path(found).parent)
    return max(places, key=lambda place: int(place.parent.name) if place.parent.name.isdigit() else 0, default=None)


def programs() -> Path:
    """The folder of the server's programs; the test is left out where there are none."""
    _server()
    found = _programs()
    if found is None:
        pytest.skip("Les programmes de PostgreSQL ne sont pas installés ici.")
    return found


class Standby(str):
    """The address, without a base, of a server that follows ours."""

    _place: tuple[Path, str | None, Path, int]

    def start(self) -> None:
        """Start it, again too."""
        _start(*self._place)

    def stop(self) -> None:
        """Stop it under everybody's feet."""
        found, account, folder, _ = self._place
        _run_as(account, found / "pg_ctl", "-D", folder / "data", "-m", "immediate", "stop")

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """Meanwhile it says nothing, and no connection ends: as when the network is cut."""
        main = int((self._place[2] / "data" / "postmaster.pid").read_text().split()[0])
        children = Path(f"/proc/{main}/task/{main}/children").read_text().split()
        everybody = [main, *map(int, children)]
        for process in everybody:
            os.kill(process, signal.SIGSTOP)
        try:
            yield
        finally:
            for process in everybody:
                os.kill(process, signal.SIGCONT)


@contextmanager
def replica() -> Iterator[Standby]:
    """A server that follows ours."""
    main = urlsplit(_server())
    programs = _programs()
    assert programs is not None
    folder, account = _folder()
    copied, port = str(folder / "data"), free_port()
    source = ("-h", str(main.hostname), "-p", str(main.port), "-U", str(main.username))
    _run_as(account, programs / "pg_basebackup", *source, "-D", copied, "-R", "-c", "fast", "--no-sync")
    made = Standby(f"postgresql://{main.username}@127.0.0.1:{port}")
    made._place = programs, account, folder, port
    try:
        made.start()
        yield made
    finally:
        made.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _folder() -> tuple[Path, str | None]:
    folder = Path(tempfile.mkdtemp(prefix="sofi-postgresql-"))
    # The server refuses to be run by root: Debian's package brings an account for it.
    account = "postgres" if os.geteuid() == 0 else None
    if account:
        shutil.chown(folder, account)
    return folder, account


def _run_as(account: str | None, *command: object) -> None:
    words = [str(word) for word in command]
    subprocess.run(words, user=account, cwd="/", check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def _start(programs: Path, account: str | None, folder: Path, port: int) -> None:
    settings = " ".join(f"-c {name}={value}" for name, value in FAST.items())
    options = f"-h 127.0.0.1 -p {port} -k {folder} {settings}"
    where = ("-D", folder / "data", "-l", folder / "journal")
    _run_as(account, programs / "pg_ctl", *where, "-w", "-t", "60", "-o", options, "start")


class Cluster(str):
    """The address, without a base, of a server made for a test."""

    def restart(self) -> None:
        """Stop it under everybody's feet and start it again. Not at once: a test's server keeps late what it is told."""
        folder, account = self._place
        data = ("-D", folder / "data", "-l", folder / "journal", "-m", "fast", "-w")
        _run_as(account, programs() / "pg_ctl", *data, "restart")

    _place: tuple[Path, str | None]


@contextmanager
def cluster(*init: str) -> Iterator[Cluster]:
    """A server of one's own, made by `initdb` with these options."""
    folder, account = _folder()
    found, port = programs(), free_port()
    _run_as(account, found / "initdb", "-D", folder / "data", "-U", "sofi", "-A", "trust", "--no-sync", *init)
    _start(found, account, folder, port)
    try:
        made = Cluster(f"postgresql://sofi@127.0.0.1:{port}")
        made._place = folder, account
        yield made
    finally:
        _run_as(account, found / "pg_ctl", "-D", folder / "data", "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def _started(programs: Path) -> str:
    folder, account = _folder()
    data, port = str(folder / "data"), free_port()
    init = ("-U", "sofi", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
    _run_as(account, programs / "initdb", "-D", data, *init)
    _start(programs, account, folder, port)

    def stop() -> None:
        _run_as(account, programs / "pg_ctl", "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)

    atexit.register(stop)
    # The processes that a test starts use the same server.
    os.environ[GIVEN] = f"postgresql://sofi@127.0.0.1:{port}"
    return os.environ[GIVEN]
