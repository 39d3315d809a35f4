"""Databases to migrate, and a look into them from outside, as another program would."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from catalogue.migrating import migrate
from tests import bases
from tests.catalogue.migrating_app import FIRST, settings


def sql(path: Path, query: str, *values: object) -> list[tuple[object, ...]]:
    """Run one statement as another program would, with foreign keys on, and keep what it changed."""
    return bases.rows(path, query, *values)


def dump(path: Path) -> list[str]:
    """Everything that a database holds."""
    if bases.POSTGRESQL:
        columns = "SELECT table_name, column_name, data_type, is_nullable FROM information_schema.columns"
        shape = sql(path, f"{columns} WHERE table_schema = 'public' ORDER BY 1, 2")
        return [*map(str, shape), bases.digest(path)]
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def attached(path: Path) -> set[tuple[object, ...]]:
    """The indexes and triggers of a database, each with its statement."""
    return set(sql(path, "SELECT name, sql FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL"))


def names(things: set[tuple[object, ...]]) -> list[str]:
    """The names of indexes and triggers, without the hash that Tortoise ends some with."""
    return sorted(re.sub(r"_[0-9a-f]{6}$", "", str(name)) for name, _ in things)


def refused(path: Path, query: str) -> str:
    """The reason for which a statement is refused."""
    with pytest.raises(sqlite3.IntegrityError) as caught:
        sql(path, query)
    return str(caught.value)


async def prepared(folder: Path) -> Path:
    """A database at the first migration: two parents, three sites, two formations, one agrément."""
    path = folder / "essai.db"
    assert await migrate(settings(path), lambda line: None, app=FIRST) == ["0001_initial"]
    sql(path, "INSERT INTO organisme VALUES (1, '13000511900032', 'Cariforef', 'Nantes', TRUE, 0, NULL)")
    sql(path, "INSERT INTO organisme VALUES (2, '13000511900040', 'Antenne', 'Laval', FALSE, 3, 1)")
    sql(path, "INSERT INTO organisme VALUES (9, '13000511900099', 'Fermé', NULL, FALSE, 0, NULL)")
    sql(path, "DELETE FROM organisme WHERE id = 9")
    sql(path, "INSERT INTO site (nom, organisme_id) VALUES ('Nord', 1), ('Sud', 1), ('Est', 2)")
    sql(path, "INSERT INTO formation (intitule, organisme_id) VALUES ('Coiffure', 1), ('Soudure', 2)")
    sql(path, "INSERT INTO agrement (numero, organisme_id) VALUES ('52440404744', 1)")
    sql(path, "DELETE FROM journal")
    return path
