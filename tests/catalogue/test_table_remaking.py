"""A table of SQLite made anew: its rows, its children and all that hangs on it are still there."""

from pathlib import Path

import pytest

from catalogue.migrating import migrate
from tests.catalogue.migrating_app import SECOND, settings
from tests.catalogue.migrating_app.inspection import attached, names, prepared, refused, sql

pytestmark = pytest.mark.sqlite


@pytest.fixture
async def path(tmp_path: Path) -> Path:
    """A database at the first migration, with rows."""
    return await prepared(tmp_path)


async def test_an_altered_parent_keeps_its_children_indexes_uniques_checks_and_triggers(path: Path) -> None:
    before, lines = attached(path), list[str]()
    assert await migrate(settings(path), lines.append, app=SECOND) == ["0002_statut"]
    assert lines == ["Migration 0002_statut appliquée."]

    assert sql(path, "SELECT id, siret, nom, ville, siege, version, mere_id, statut FROM organisme ORDER BY id") == [
        (1, "13000511900032", "Cariforef", "Nantes", 1, 0, None, "prêt d'office"),
        (2, "13000511900040", "Antenne", "Laval", 0, 3, 1, "prêt d'office"),
    ]
    assert sql(path, "SELECT id, nom, organisme_id FROM site") == [(1, "Nord", 1), (2, "Sud", 1), (3, "Est", 2)]
    assert sql(path, "SELECT id, intitule, organisme_id FROM formation") == [(1, "Coiffure", 1), (2, "Soudure", 2)]
    assert sql(path, "SELECT id, numero, organisme_id FROM agrement") == [(1, "52440404744", 1)]
    assert names(attached(path) - before) == ["idx_organisme_statut"]
    assert before - attached(path) == set()
    types = "SELECT name, type FROM pragma_table_info('organisme') WHERE name IN ('nom', 'statut') ORDER BY name"
    assert sql(path, types) == [("nom", "VARCHAR(120)"), ("statut", "VARCHAR(20)")]

    insert = "INSERT INTO organisme (siret, nom, ville, siege, version, statut) VALUES "
    assert refused(path, insert + "('123', 'x', NULL, 0, 0, 'x')") == "CHECK constraint failed: organisme_siret"
    assert (
        refused(path, insert + "('00000000000000', 'x', NULL, 0, -1, 'x')")
        == "CHECK constraint failed: organisme_version"
    )
    assert (
        refused(path, insert + "('00000000000000', 'x', NULL, 0, 0, NULL)")
        == "NOT NULL constraint failed: organisme.statut"
    )
    assert (
        refused(path, insert + "('13000511900032', 'x', NULL, 0, 0, 'x')")
        == "UNIQUE constraint failed: organisme.siret"
    )
    assert (
        refused(path, insert + "('00000000000000', 'Cariforef', 'Nantes', 0, 0, 'x')")
        == "UNIQUE constraint failed: organisme.nom, organisme.ville"
    )
    assert (
        refused(path, insert + "('00000000000000', 'x', 'Nantes', 1, 0, 'x')")
        == "UNIQUE constraint failed: organisme.ville"
    )
    assert (
        refused(path, "INSERT INTO agrement (numero, organisme_id) VALUES ('2', 1)")
        == "UNIQUE constraint failed: agrement.organisme_id"
    )
    assert refused(path, "DELETE FROM organisme WHERE id = 2") == "FOREIGN KEY constraint failed"
    assert refused(path, "INSERT INTO site (nom, organisme_id) VALUES ('x', 7)") == "FOREIGN KEY constraint failed"
    sql(path, "UPDATE organisme SET nom = 'Carif' WHERE id = 1")
    sql(path, "INSERT INTO site (nom, organisme_id) VALUES ('Ouest', 2)")
    assert sql(path, "SELECT texte FROM journal") == [("Cariforef ; Carif",), ("Antenne",)]


async def test_a_number_given_before_a_migration_is_not_given_again_after_it(path: Path) -> None:
    await migrate(settings(path), lambda line: None, app=SECOND)
    sql(path, "INSERT INTO organisme (siret, nom, siege, version, statut) VALUES ('00000000000000', 'x', 0, 0, 'x')")
    assert sql(path, "SELECT id FROM organisme WHERE nom = 'x'") == [(10,)]
