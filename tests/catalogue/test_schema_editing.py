"""Constraints and indexes: what a migration says of them is what the database does."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from catalogue.database import open_database
from catalogue.migrating import migrate
from catalogue.schema_editing import PostgresEditor
from catalogue.sqlite import Client
from tests.catalogue.migrating_app import SECOND, app, settings
from tests.catalogue.migrating_app.inspection import attached, names, prepared, refused, sql
from tests.catalogue.migrating_app.models import Organisme

pytestmark = pytest.mark.sqlite


@pytest.fixture
async def path(tmp_path: Path) -> Path:
    """A database at the first migration, with rows."""
    return await prepared(tmp_path)


async def test_constraints_and_indexes_given_up_renamed_or_gained_are_so_in_the_database(path: Path) -> None:
    before = attached(path)
    await migrate(settings(path), lambda line: None, app=app("reshaped"))
    after = attached(path)
    assert names(before - after) == [
        "idx_organisme_nom",
        "idx_site_nom",
        "organisme_un_siege_par_ville",
        "uid_organisme_nom",
    ]
    assert names(after - before) == ["idx_organisme_version", "organisme_siege_unique"]
    insert = "INSERT INTO organisme (siret, nom, ville, siege, version) VALUES "
    sql(path, insert + "('1', 'Cariforef', 'Nantes', 0, 0)")
    sql(path, insert + "('1', 'x', NULL, 0, 0)")
    assert refused(path, insert + "('2', 'x', 'Nantes', 1, 0)") == "UNIQUE constraint failed: organisme.ville"
    assert (
        refused(path, "INSERT INTO agrement (numero, organisme_id) VALUES ('52440404744', 2)")
        == "UNIQUE constraint failed: agrement.numero"
    )
    assert sql(path, "SELECT * FROM site") == [(1, 1), (2, 1), (3, 2)]


async def test_a_number_that_is_a_primary_key_is_the_key_of_the_row_without_a_second_index(path: Path) -> None:
    assert sql(path, "SELECT name FROM pragma_index_list('departement')") == []
    assert sql(path, "INSERT INTO departement VALUES (44) RETURNING rowid") == [(44,)]
    assert "departement" not in {name for (name,) in sql(path, "SELECT name FROM sqlite_sequence")}


@pytest.fixture
def collecting() -> Iterator[PostgresEditor]:
    """The editor for PostgreSQL, which only collects its statements: it asks the connection for its capabilities
    alone.
    """
    yield PostgresEditor(Client(":memory:", connection_name="default"), collect_sql=True)


async def test_the_editor_for_postgresql_writes_the_checks_and_partial_uniques_of_a_new_model(
    collecting: PostgresEditor, tmp_path: Path
) -> None:
    async with open_database(settings(tmp_path / "vide.db"), app=SECOND):
        await collecting.create_model(Organisme)
    table, unique = collecting.collected_sql
    assert 'CONSTRAINT "organisme_siret" CHECK (length(siret) = 14)' in table
    assert 'CONSTRAINT "organisme_version" CHECK (version >= 0)' in table
    assert 'UNIQUE ("nom", "ville")' in table
    assert unique == 'CREATE UNIQUE INDEX "organisme_un_siege_par_ville" ON "organisme" ("ville") WHERE siege;'
