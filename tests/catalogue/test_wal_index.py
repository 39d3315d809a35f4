"""Whether anybody has committed to a file, told without a statement."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from catalogue import sql
from catalogue.models import Compteur
from catalogue.reads.feed import last_place
from catalogue.transaction import transaction
from catalogue.wal_index import WalIndex
from workflows import numbering

pytestmark = pytest.mark.sqlite

WRITES = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
connection.execute("UPDATE compteur SET valeur = valeur + 1 WHERE nom = 'publication'")
connection.commit()
"""


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


def test_a_file_without_an_index_tells_nothing(tmp_path: Path) -> None:
    index = WalIndex(str(tmp_path / "sofi.db"))
    assert index.state() is None
    (tmp_path / "sofi.db-shm").write_bytes(b"")
    assert index.state() is None
    (tmp_path / "sofi.db-shm").write_bytes(bytes(96))
    assert index.state() is None
    index.close()
    (tmp_path / "sofi.db-shm").write_bytes((b"\1" * 48) + (b"\2" * 48))
    assert index.state() is None
    index.close()
