"""Migrations are written from the models, whole; and the two are known to agree."""

import sys
from pathlib import Path

import pytest

from catalogue.database import App
from catalogue.migrating import migrate
from catalogue.migration_writing import schema_differences, write_migration
from tests.catalogue.migrating_app import FIRST, HERE, SECOND, settings
from tests.catalogue.migrating_app.inspection import attached, names


async def test_the_differences_between_models_and_migrations_are_told() -> None:
    assert await schema_differences(app=SECOND) == []
    assert await schema_differences(app=FIRST) == [
        "Alter field numero on Agrement",
        "Alter field nom on Organisme",
        "Add field statut to Organisme",
        "Add constraint to Organisme",
    ]


async def test_the_models_of_the_catalogue_agree_with_its_migrations() -> None:
    assert await schema_differences() == []


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> App:
    """The application with a package of migrations that is still empty."""
    package = tmp_path / f"migrations_{tmp_path.name}"
    package.mkdir()
    (package / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    return App("essai", f"{HERE}.models", package.name)


@pytest.mark.sqlite
async def test_a_written_migration_makes_what_the_models_say(empty: App, tmp_path: Path) -> None:
    written = await write_migration("Tables initiales", app=empty)
    assert written is not None and written.name == "0001_tables_initiales.py"
    assert "('code', fields.IntField(primary_key=True, generated=False, " in written.read_text("utf-8")
    assert await schema_differences(app=empty) == []
    assert await write_migration("encore", app=empty) is None
    await migrate(settings(tmp_path / "essai.db"), lambda line: None, app=empty)
    await migrate(settings(tmp_path / "autre.db"), lambda line: None, app=SECOND)
    trigger = {"organisme_renomme", "site_ouvert"}
    assert names(attached(tmp_path / "essai.db")) == [
        name for name in names(attached(tmp_path / "autre.db")) if name not in trigger
    ]
    del sys.modules[empty.migrations]
