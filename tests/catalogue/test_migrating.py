"""Migrations: nothing is half done, whatever fails and whoever interrupts; nothing is done twice."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from catalogue.database import open_database
from catalogue.engines import DatabaseUnavailable
from catalogue.migrating import DatabaseTooNew, MigrationFailed, SchemaState, migrate, schema_state
from catalogue.settings import Settings
from tests import bases
from tests.catalogue.migrating_app import FIRST, ROOT, SECOND, app, settings
from tests.catalogue.migrating_app.inspection import dump, prepared, sql


@pytest.fixture
async def path(tmp_path: Path) -> Path:
    """A database at the first migration, with rows."""
    return await prepared(tmp_path)


async def test_a_failing_migration_leaves_everything_as_before(path: Path) -> None:
    before = dump(path)
    with pytest.raises(MigrationFailed) as caught:
        await migrate(settings(path), pytest.fail, app=app("broken"))
    reason = 'relation "absente" does not exist' if bases.POSTGRESQL else "no such table: absente"
    assert str(caught.value) == f"La migration 0002_broken a échoué, la base est restée comme avant : {reason}"
    assert dump(path) == before


@pytest.mark.sqlite
async def test_a_migration_that_orphans_a_row_is_undone_and_names_the_row(path: Path) -> None:
    before = dump(path)
    with pytest.raises(MigrationFailed) as caught:
        await migrate(settings(path), pytest.fail, app=app("orphaning"))
    assert str(caught.value) == (
        "La migration 0002_orphaning a échoué, la base est restée comme avant : 6 référence(s) sans objet ; la première, "
        "ligne 1 de la table « agrement », désigne dans « organisme » une ligne qui n'existe pas."
    )
    assert dump(path) == before


async def test_a_database_newer_than_the_code_is_refused_and_untouched(path: Path) -> None:
    await migrate(settings(path), lambda line: None, app=SECOND)
    before = dump(path)
    with pytest.raises(DatabaseTooNew) as caught:
        await migrate(settings(path), pytest.fail, app=FIRST)
    assert str(caught.value) == (
        "La base est plus récente que ce programme (migrations inconnues : 0002_statut) : installez la version qui l'a migrée."
    )
    assert dump(path) == before


async def test_the_state_of_the_schema_says_what_is_pending_and_what_is_unknown(path: Path) -> None:
    async with open_database(settings(path), app=FIRST):
        assert await schema_state(app=FIRST) == SchemaState(pending=(), unknown=())
        assert (await schema_state(app=FIRST)).current
        assert await schema_state(app=SECOND) == SchemaState(pending=("0002_statut",), unknown=())
        assert not (await schema_state(app=SECOND)).current
    await migrate(settings(path), lambda line: None, app=SECOND)
    async with open_database(settings(path), app=FIRST):
        assert await schema_state(app=FIRST) == SchemaState(pending=(), unknown=("0002_statut",))
        assert not (await schema_state(app=FIRST)).current


async def test_an_empty_database_has_everything_pending(tmp_path: Path) -> None:
    async with open_database(settings(tmp_path / "vide.db"), app=SECOND):
        assert await schema_state(app=SECOND) == SchemaState(pending=("0001_initial", "0002_statut"), unknown=())


async def test_migrating_twice_applies_nothing_the_second_time(path: Path) -> None:
    await migrate(settings(path), lambda line: None, app=SECOND)
    before = dump(path)
    assert await migrate(settings(path), pytest.fail, app=SECOND) == []
    assert dump(path) == before


@pytest.mark.sqlite
async def test_both_roads_lead_to_the_same_schema(path: Path, tmp_path: Path) -> None:
    await migrate(settings(path), lambda line: None, app=SECOND)
    assert await migrate(settings(tmp_path / "neuve.db"), lambda line: None, app=SECOND) == [
        "0001_initial",
        "0002_statut",
    ]
    query = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY name"
    assert sql(path, query) == sql(tmp_path / "neuve.db", query)


async def test_a_database_in_memory_cannot_be_migrated() -> None:
    with pytest.raises(DatabaseUnavailable) as caught:
        await migrate(Settings(database_url="sqlite://:memory:"), pytest.fail, app=FIRST)
    assert str(caught.value) == "Une base en mémoire disparaît avec sa connexion : donnez un fichier à migrer."


def migrating(path: Path, package: str, **environment: str) -> "subprocess.Popen[str]":
    """Start a process that migrates the database."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.catalogue.migrating_app.process", "migrate", str(path), package],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        text=True,
    )


async def test_a_migration_killed_in_the_middle_leaves_the_database_as_before_and_ready_for_another(path: Path) -> None:
    before = dump(path)
    pause = path.with_name("pause")
    pause.touch()
    with migrating(path, "slow", ESSAI_PAUSE=str(pause)) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "au milieu\n"
        process.kill()
    assert dump(path) == before
    assert bases.POSTGRESQL or sql(path, "PRAGMA integrity_check") == [("ok",)]
    with migrating(path, "slow") as process:
        assert process.communicate(timeout=30)[0] == "au milieu\nMigration 0002_slow appliquée.\n"
    assert process.returncode == 0
    assert sql(path, "SELECT count(*) FROM site") == [(3,)]


async def test_a_step_that_another_process_did_meanwhile_is_not_done_again(tmp_path: Path) -> None:
    path, told = tmp_path / "neuve.db", list[str]()

    def overtaken(line: str) -> None:
        if not told:
            with migrating(path, "second") as other:
                told.extend(other.communicate(timeout=30)[0].splitlines())

    assert await migrate(settings(path), overtaken, app=SECOND) == ["0001_initial"]
    assert told == ["Migration 0002_statut appliquée."]


async def test_two_processes_that_migrate_at_once_do_each_step_once(tmp_path: Path) -> None:
    path = tmp_path / "neuve.db"
    settings(path)  # on a server, both find the same
    with migrating(path, "second") as first, migrating(path, "second") as second:
        lines = first.communicate(timeout=30)[0] + second.communicate(timeout=30)[0]
    assert (first.returncode, second.returncode) == (0, 0)
    assert sorted(lines.splitlines()) == ["Migration 0001_initial appliquée.", "Migration 0002_statut appliquée."]
