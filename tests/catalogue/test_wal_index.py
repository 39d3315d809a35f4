"""Whether anybody has committed to a file, told without a statement."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from catalogue import sql
from catalogue.database import open_database
from catalogue.models import Compteur
from catalogue.reads.feed import last_place
from catalogue.settings import Settings
from catalogue.transaction import transaction
from catalogue.wal_index import WalIndex, close_indexes
from tests import bases
from workflows import numbering

pytestmark = pytest.mark.sqlite

WRITES = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
connection.execute("UPDATE compteur SET valeur = valeur + 1 WHERE nom = 'publication'")
connection.commit()
"""

OTHERS = """
import fcntl, sys
with open(sys.argv[1], "r+b") as index:
    try:
        fcntl.lockf(index, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, 128)
    except OSError:
        print("quelqu'un y est")
"""
"""Asks, as SQLite does before it makes the index anew, whether anybody uses it (`UNIX_SHM_DMS` in its os_unix.c)."""


def used(path: Path) -> bool:
    """Whether another process that opens the file sees that somebody uses its index."""
    command = [sys.executable, "-c", OTHERS, f"{path}-shm"]
    return bool(subprocess.run(command, check=True, timeout=30, stdout=subprocess.PIPE).stdout)


async def test_the_place_is_asked_once_until_somebody_commits(
    procedure_database: Path, caplog: pytest.LogCaptureFixture
) -> None:
    before = await last_place()
    assert await last_place() == before
    caplog.set_level("DEBUG", logger="sofi.sql")
    assert [await last_place() for _ in range(5)] == [before] * 5
    assert caplog.messages == []
    await transaction(lambda: numbering.take(numbering.PUBLICATION))
    assert [await last_place() for _ in range(3)] == [before + 1] * 3
    assert len(caplog.messages) == 1


async def test_another_process_is_seen_at_once(procedure_database: Path) -> None:
    places = [await last_place(), await last_place()]
    for _ in range(3):
        subprocess.run([sys.executable, "-c", WRITES, str(procedure_database)], check=True, timeout=30)
        places += [await last_place(), await last_place()]
    assert places == [places[0] + turn for turn in (0, 0, 1, 1, 2, 2, 3, 3)]


async def test_a_checkpoint_loses_nothing(procedure_database: Path) -> None:
    before = [await last_place(), await last_place()][0]
    with closing(sqlite3.connect(procedure_database)) as other:
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        assert await last_place() == before
        other.execute("UPDATE compteur SET valeur = valeur + 5 WHERE nom = 'publication'")
        other.commit()
        assert await last_place() == before + 5
        other.execute("PRAGMA wal_checkpoint(RESTART)")
        assert await last_place() == before + 5


async def test_what_is_not_committed_is_not_told(procedure_database: Path) -> None:
    before = [await last_place(), await last_place()][0]
    with closing(sqlite3.connect(procedure_database)) as other:
        other.execute("UPDATE compteur SET valeur = valeur + 7 WHERE nom = 'publication'")
        assert await last_place() == before
        other.rollback()
    assert await last_place() == before


async def test_inside_a_transaction_the_base_itself_is_asked(procedure_database: Path) -> None:
    before = [await last_place(), await last_place()][0]

    async def unit() -> int:
        await Compteur.filter(nom="publication").update(valeur=before + 9)
        assert sql.state() is None
        return await last_place()

    assert await transaction(unit) == before + 9
    assert await last_place() == before + 9


async def test_looking_at_the_index_leaves_the_locks_of_sqlite(procedure_database: Path) -> None:
    assert used(procedure_database)
    assert [await last_place(), await last_place()]
    assert sql.state() is not None
    assert used(procedure_database)


async def test_the_locks_stay_until_the_base_is_closed(procedure_database: Path) -> None:
    await last_place()
    assert sql.state() is not None
    await sql.close()
    assert used(procedure_database)


async def test_nothing_is_held_of_a_base_that_was_closed(migrated_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "sofi.db"
    bases.copy(migrated_file, path)
    async with open_database(Settings(_env_file=None, database_url=bases.url_of(path))):
        await last_place()
        assert sql.state() is not None
    assert not Path(f"{path}-shm").exists()
    assert not [name for name in os.listdir("/proc/self/fd") if _target(name).startswith(str(path))]


def _target(name: str) -> str:
    try:
        return os.readlink(f"/proc/self/fd/{name}")
    except FileNotFoundError:  # the one that lists
        return ""


def test_a_file_without_an_index_tells_nothing(tmp_path: Path) -> None:
    index = WalIndex(str(tmp_path / "sofi.db"))
    assert index.state() is None
    for content in (b"", bytes(3), bytes(96), (b"\1" * 48) + (b"\2" * 48)):
        (tmp_path / "sofi.db-shm").write_bytes(content)
        assert index.state() is None
    close_indexes()
