"""`sofi db backup` and `sofi db check`: a copy taken while others write is whole, and what is not sound is told."""

import asyncio
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import Result

from catalogue.copying.copy import copy
from catalogue.database import open_database
from catalogue.models import Evenement
from catalogue.transaction import transaction
from tests import bases
from tests import postgresql_server as server
from tests.catalogue.telling import tell
from tests.cli.commands import lines, sofi
from tests.conftest import settings_for
from tests.served import environment

pytestmark = pytest.mark.sqlite  # about files; the test of a server brings its own


@pytest.fixture
def base(procedure_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file that the commands find in their settings."""
    path = bases.copy(procedure_file, tmp_path / "sofi.db")
    monkeypatch.setenv("SOFI_DATABASE_URL", f"sqlite://{path}")
    monkeypatch.chdir(tmp_path)
    return path


def refusal(result: Result) -> str:
    """The one line of a command that refuses."""
    assert (result.exit_code, result.stdout) == (1, "")
    [line] = result.stderr.splitlines()
    return str(line)


def test_a_backup_holds_what_the_base_holds_is_one_file_and_nobody_else_s(base: Path, tmp_path: Path) -> None:
    copied = tmp_path / "sauvegarde.db"
    before = bases.digest(base)
    told = lines(sofi("db", "backup", copied))
    assert told["formation"][:2] == ["1", "lignes"]
    assert told == lines(sofi("db", "check", copied)) == lines(sofi("db", "check"))
    assert stat.S_IMODE(copied.stat().st_mode) == 0o600
    assert bases.digest(copied) == bases.digest(base) == before
    left = {path.name for path in tmp_path.iterdir() if not path.name.startswith("sofi.db")}
    assert left == {"sauvegarde.db"}


async def events_in_a_copy(base: Path, target: Path) -> int:
    """The events in a backup that another process takes now."""
    command = ["-m", "cli", "db", "backup", str(target)]
    process = await asyncio.create_subprocess_exec(
        sys.executable, *command, env=environment(base), stdout=asyncio.subprocess.DEVNULL
    )
    assert await process.wait() == 0
    [(events,)] = bases.rows(target, "SELECT count(*) FROM evenement")
    return int(events)


async def test_what_was_committed_a_moment_ago_is_in_the_backup(base: Path, tmp_path: Path) -> None:
    """It is in the journal beside the file, not in the file yet."""
    async with open_database(settings_for(base)):
        before = await Evenement.all().count()
        await transaction(tell)
        assert base.with_name(f"{base.name}-wal").stat().st_size > 0
        assert await events_in_a_copy(base, tmp_path / "copie.db") == before + 1


async def test_backups_under_a_storm_of_writes_are_each_one_instant_of_the_base(base: Path, tmp_path: Path) -> None:
    """Fifty writers; every transaction writes two events, so a copy that is not one instant has an odd number."""
    go_on = True

    async def pair() -> None:
        await tell()
        await tell()

    async def write() -> None:
        while go_on:
            await transaction(pair)

    async with open_database(settings_for(base)):
        writers = [asyncio.create_task(write()) for _ in range(50)]
        counts = [await events_in_a_copy(base, tmp_path / f"copie-{number}.db") for number in range(4)]
        go_on = False
        await asyncio.gather(*writers)
        total = await Evenement.all().count()
    assert [count % 2 for count in counts] == [0] * 4
    assert 0 < counts[0] < counts[1] < counts[2] < counts[3] < total


def test_a_backup_replaces_nothing(base: Path, tmp_path: Path) -> None:
    kept = tmp_path / "sauvegarde.db"
    kept.write_text("précieux")
    assert refusal(sofi("db", "backup", kept)) == (
        f"Erreur : Le fichier {kept} existe déjà : donnez un autre nom, une sauvegarde n'en remplace pas une."
    )
    assert kept.read_text() == "précieux"


def test_a_damaged_base_is_not_backed_up(base: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(base)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("DELETE FROM formation")
        connection.commit()
    assert "référence(s) qui ne désignent rien" in refusal(sofi("db", "backup", tmp_path / "copie.db"))
    assert "référence(s) qui ne désignent rien" in refusal(sofi("db", "check"))
    assert not list(tmp_path.glob("*copie*"))


def test_what_is_no_sound_backup_is_told(base: Path, tmp_path: Path) -> None:
    absent, text, other, cut = (tmp_path / name for name in ("absent.db", "texte.db", "autre.db", "coupe.db"))
    text.write_text("ceci n'est pas une base\n" * 100)
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE autre (id)")
    sofi("db", "backup", cut)
    cut.write_bytes(cut.read_bytes()[: cut.stat().st_size // 2])
    assert refusal(sofi("db", "check", absent)) == f"Erreur : Le fichier {absent} n'existe pas."
    assert refusal(sofi("db", "check", text)).startswith(f"Erreur : {text} n'est pas une base SQLite lisible : ")
    assert refusal(sofi("db", "check", other)) == f"Erreur : {other} n'est pas une base de SOFI."
    assert refusal(sofi("db", "check", cut)).startswith(f"Erreur : {cut} ")
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".sofi-")]


@pytest.fixture
def restored(procedure_file: Path, tmp_path: Path) -> Iterator[tuple[str, str]]:
    """A base on a server, and an empty one made as the page on operations says."""
    names = ("sauvee", "restauree")
    for name in names:
        server.create(name)
    asyncio.run(copy(f"sqlite://{procedure_file}", server.url(names[0]), lambda *_: None))
    yield names
    for name in names:
        server.drop(name)


def test_on_a_server_pg_dump_and_pg_restore_give_the_same_base(
    restored: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, target = map(server.url, restored)
    programs, file = server.programs(), tmp_path / "sofi.dump"
    monkeypatch.setenv("SOFI_DATABASE_URL", source)
    told = lines(sofi("db", "check"))
    assert refusal(sofi("db", "backup", tmp_path / "copie.db")) == (
        "Erreur : Une base PostgreSQL se sauvegarde par pg_dump ou par une archive continue, puis se vérifie par"
        " « sofi db check »."
    )
    subprocess.run([programs / "pg_dump", "--format=custom", f"--file={file}", source], check=True)
    command = [str(programs / "pg_restore"), "--exit-on-error", "--no-owner", f"--dbname={target}", str(file)]
    subprocess.run(command, check=True)
    monkeypatch.setenv("SOFI_DATABASE_URL", target)
    assert lines(sofi("db", "check")) == told
