"""Our engine for SQLite: its transactions at the level below `transaction`, where the faults of Tortoise's own are."""

import asyncio
import random
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest
from tortoise.connection import get_connection
from tortoise.exceptions import IntegrityError, OperationalError, TransactionManagementError

from catalogue.database import open_database
from catalogue.migrating import migrate
from catalogue.sqlite import Client, statements
from catalogue.transaction import transaction
from tests.catalogue.migrating_app import SECOND, settings
from tests.catalogue.migrating_app.inspection import sql
from tests.catalogue.migrating_app.models import Organisme

pytestmark = pytest.mark.sqlite


@pytest.fixture
async def path(tmp_path: Path) -> AsyncIterator[Path]:
    """An empty, migrated database, open."""
    path = tmp_path / "essai.db"
    await migrate(settings(path), lambda line: None, app=SECOND)
    async with open_database(settings(path), app=SECOND):
        yield path


async def run(*queries: str) -> None:
    """Run statements on the connection of the moment."""
    for query in queries:
        await get_connection("default").execute_query(query)


async def test_the_pragmas_are_durable_and_strict(path: Path) -> None:
    async def pragma(name: str) -> object:
        [row] = await get_connection("default").execute_query_dict(f"PRAGMA {name}")
        return next(iter(row.values()))

    assert await pragma("journal_mode") == "wal"
    assert await pragma("synchronous") == 2
    assert await pragma("foreign_keys") == 1
    assert await pragma("busy_timeout") == 5000


async def test_a_transaction_holds_the_write_lock_before_its_first_write(path: Path) -> None:
    async def unit() -> str:
        with closing(sqlite3.connect(path, timeout=0)) as other, pytest.raises(sqlite3.OperationalError) as caught:
            other.execute("CREATE TABLE autre (id)")
        return str(caught.value)

    assert await transaction(unit) == "database is locked"


async def test_a_script_inside_a_transaction_does_not_commit_it(path: Path) -> None:
    async def unit() -> None:
        script = "CREATE TABLE a (t TEXT DEFAULT 'x;y'); -- et ; voilà\nINSERT INTO a VALUES ('un; deux');"
        await get_connection("default").execute_script(script)
        assert await get_connection("default").execute_query_dict("SELECT t FROM a") == [{"t": "un; deux"}]
        raise LookupError

    with pytest.raises(LookupError):
        await transaction(unit)
    assert sql(path, "SELECT 1 FROM sqlite_master WHERE name = 'a'") == []


def test_a_script_is_split_where_sqlite_would() -> None:
    trigger = "CREATE TRIGGER t AFTER INSERT ON a BEGIN UPDATE a SET t = ';'; DELETE FROM b; END"
    script = f"INSERT INTO a VALUES ('x;''y'); /* ; */ DELETE FROM b;; {trigger}; ; SELECT 1"
    assert list(statements(script)) == [
        "INSERT INTO a VALUES ('x;''y');",
        "/* ; */ DELETE FROM b;",
        f"{trigger};",
        "SELECT 1;",
    ]
    assert list(statements(" \n")) == []


def test_an_unfinished_script_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^Instruction SQL inachevée : SELECT 'a;$"):
        list(statements("SELECT 1; SELECT 'a"))


async def test_a_cancellation_at_any_step_gives_the_lock_back_and_leaves_nothing_open(path: Path) -> None:
    client = get_connection("default")
    assert isinstance(client, Client)

    async def bare() -> None:
        async with client._in_transaction() as connection:
            await connection.execute_query("UPDATE organisme SET version = 1")

    chance, cancelled = random.Random(3), 0
    for attempt in range(600):
        task = asyncio.create_task(bare())
        await asyncio.sleep(0)
        for _ in range(attempt % 12):
            await asyncio.sleep(chance.random() / 5000 if attempt % 2 else 0)
        task.cancel()
        cancelled += isinstance((await asyncio.gather(task, return_exceptions=True))[0], asyncio.CancelledError)
    assert cancelled > 100
    async with asyncio.timeout(5):
        await run("SELECT 1")
        assert not client._lock.locked()
        assert client._connection is not None and not client._connection.in_transaction
        await transaction(bare_write)
    assert sql(path, "SELECT count(*) FROM organisme") == [(1,)]


async def bare_write() -> None:
    """A unit that writes one row."""
    await Organisme.create(siret="0" * 14, nom="x")


async def test_a_bulk_write_outside_a_transaction_is_whole_or_absent_when_cancelled(path: Path) -> None:
    client = get_connection("default")

    async def bulk(rows: list[Organisme]) -> None:
        await Organisme.bulk_create(rows)

    for steps in range(60):
        rows = [Organisme(siret=f"{steps:04}{number:010}", nom=f"{steps}.{number}") for number in range(50)]
        task = asyncio.create_task(bulk(rows))
        for _ in range(steps % 15):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    async with asyncio.timeout(5):
        await transaction(bare_write)
    assert not client._connection.in_transaction
    counts = {
        count for (count,) in sql(path, "SELECT count(*) FROM organisme WHERE nom <> 'x' GROUP BY substr(siret, 1, 4)")
    }
    assert counts <= {50}


async def test_what_follows_an_undoing_by_sqlite_itself_is_refused(path: Path) -> None:
    async def unit() -> None:
        await bare_write()
        await run("ROLLBACK")
        with pytest.raises(TransactionManagementError) as caught:
            await run(
                "INSERT INTO organisme (siret, nom, siege, version, statut) VALUES ('11111111111111', 'y', 0, 0, 'x')"
            )
        assert str(caught.value) == "La transaction a été annulée par SQLite : rien de ce qu'elle a écrit ne reste."

    with pytest.raises(TransactionManagementError, match="^La transaction a été annulée par SQLite"):
        await transaction(unit)
    assert sql(path, "SELECT * FROM organisme") == []
    await transaction(bare_write)


async def test_a_full_disk_is_an_error_that_leaves_nothing_half_written_and_goes_by(path: Path) -> None:
    [pages] = await get_connection("default").execute_query_dict("PRAGMA page_count")
    await run(f"PRAGMA max_page_count={pages['page_count'] + 4}")

    async def unit() -> None:
        await bare_write()
        await Organisme.create(siret="1" * 14, nom="x" * 100, ville="y" * 40)
        await run("CREATE TABLE gros AS SELECT randomblob(100000) AS octets")

    with pytest.raises(OperationalError, match="^database or disk is full$"):
        await transaction(unit)
    assert sql(path, "SELECT * FROM organisme") == []
    await run("PRAGMA max_page_count=100000")
    await transaction(unit)
    assert sql(path, "SELECT count(*) FROM organisme") == [(2,)]


async def test_a_commit_that_fails_undoes_the_transaction_and_the_next_one_works(path: Path) -> None:
    await run("CREATE TABLE differee (id INTEGER REFERENCES organisme (id) DEFERRABLE INITIALLY DEFERRED)")

    async def unit() -> None:
        await bare_write()
        await run("INSERT INTO differee VALUES (77)")

    with pytest.raises(IntegrityError, match="^FOREIGN KEY constraint failed$"):
        await transaction(unit)
    assert sql(path, "SELECT (SELECT count(*) FROM differee), (SELECT count(*) FROM organisme)") == [(0, 0)]
    await transaction(bare_write)
    assert sql(path, "SELECT count(*) FROM organisme") == [(1,)]


async def test_a_savepoint_that_tortoise_opens_is_undone_without_the_rest(path: Path) -> None:
    async def unit() -> None:
        await bare_write()
        _, created = await Organisme.get_or_create(siret="0" * 14, defaults={"nom": "autre"})
        assert created is False
        with pytest.raises(IntegrityError):
            await Organisme.get_or_create(nom="nouveau", defaults={"siret": "0" * 14})
        await Organisme.create(siret="2" * 14, nom="suite")

    await transaction(unit)
    assert sql(path, "SELECT nom FROM organisme ORDER BY id") == [("x",), ("suite",)]


async def test_a_lock_held_too_long_by_another_program_is_an_error_and_nothing_more(path: Path) -> None:
    await run("PRAGMA busy_timeout=50")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(OperationalError, match="^database is locked$"):
            await transaction(bare_write)
    await transaction(bare_write)
    assert sql(path, "SELECT count(*) FROM organisme") == [(1,)]
