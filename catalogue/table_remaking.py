"""Changing a table of SQLite, which can alter little in place: make it anew, move the rows over, take the old one's
name.

Tortoise's own way of doing so drops the table's indexes, triggers and unique constraints, forgets that a one-to-one
relation is unique, writes defaults unquoted, and lets numbers be given a second time. The procedure is the one
SQLite's manual gives under "Making other kinds of table schema changes"; it needs foreign keys off, or else dropping
the old table deletes its children.
"""

from copy import copy
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any, TypeAlias, cast

from tortoise.fields.base import Field
from tortoise.fields.relational import ForeignKeyFieldInstance
from tortoise.migrations.schema_editor import BaseSchemaEditor
from tortoise.models import Model

from catalogue.sqlite import statements

AnyField: TypeAlias = Field[Any]
Alterations: TypeAlias = list[tuple[AnyField, AnyField]]


class TableRemaking(BaseSchemaEditor):
    """The part of the editor for SQLite that makes a table anew."""

    async def _remake_table(
        self,
        model: type[Model],
        create_field: AnyField | None = None,
        delete_field: AnyField | None = None,
        alter_fields: Alterations | None = None,
    ) -> None:
        """Make the table as `model` describes it, less `delete_field`, and move rows, indexes, triggers and numbering
        into it.
        """
        if delete_field is not None:
            gone = column_of(delete_field)
            kept = {name: column for name, column in model._meta.fields_db_projection.items() if column != gone}
            model = variant(model, fields_db_projection=kept)
        table, made = model._meta.db_table, f"new__{model._meta.db_table}"
        sources = self._sources(model, create_field, alter_fields or [])
        attached = await self._attached(model, alter_fields or [])
        numbering = await self._numbering(table)

        definition = self._get_model_sql_data(variant(model, db_table=made, indexes=())).table_sql
        await self._run_sql(next(statements(definition)))  # what follows are indexes, which `attached` has as they are
        columns = ", ".join(self.quote(column) for column in sources)
        values = ", ".join(sources.values())
        await self._run_sql(f"INSERT INTO {self.quote(made)} ({columns}) SELECT {values} FROM {self.quote(table)}")  # noqa: S608 (quoted names)
        await self._run_sql(f"DROP TABLE {self.quote(table)}")
        # Otherwise SQLite refuses the rename as long as a trigger or a view elsewhere names the table just dropped.
        await self._run_sql("PRAGMA legacy_alter_table=ON")
        await self._run_sql(f"ALTER TABLE {self.quote(made)} RENAME TO {self.quote(table)}")
        await self._run_sql("PRAGMA legacy_alter_table=OFF")
        for sql in attached:
            await self._run_sql(sql)
        if numbering is not None:
            await self.client.execute_query("DELETE FROM sqlite_sequence WHERE name = ?", [table])
            await self.client.execute_query("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", [table, numbering])

    def _sources(self, model: type[Model], created: AnyField | None, altered: Alterations) -> dict[str, str]:
        """For each column of the new table, the SQL that takes its value from the old one."""
        fields = {column: model._meta.fields_map[name] for name, column in model._meta.fields_db_projection.items()}
        sources = {column: self.quote(column) for column, field in fields.items() if field.pk or not field.generated}
        if created is not None:
            sources[column_of(created)] = _default(created, model)
        for old, new in altered:
            if old.null and not new.null and new.default is not None:
                sources[column_of(new)] = f"COALESCE({self.quote(column_of(new))}, {_default(new, model)})"
        return sources

    async def _attached(self, model: type[Model], altered: Alterations) -> list[str]:
        """The statements of the table's indexes and triggers, less those of a removed column and of an index or unique
        given up.
        """
        columns = {*model._meta.fields_db_projection.values(), None}  # None stands for an expression
        given_up = {
            self._generate_index_name(prefix, model, [column_of(new)])
            for old, new in altered
            for prefix, before, after in (("idx", old.index, new.index), ("uid", old.unique, new.unique))
            if before and not after
        }
        _, objects = await self.client.execute_query(
            "SELECT name, type, sql FROM sqlite_master"
            " WHERE tbl_name = ? AND type IN ('index', 'trigger') AND sql IS NOT NULL",
            [model._meta.db_table],
        )
        kept = []
        for thing in objects:
            _, parts = await self.client.execute_query("SELECT name FROM pragma_index_info(?)", [thing["name"]])
            if thing["type"] == "trigger" or (
                thing["name"] not in given_up and columns.issuperset(part["name"] for part in parts)
            ):
                kept.append(str(thing["sql"]))
        return kept

    async def _numbering(self, table: str) -> int | None:
        """The last number that AUTOINCREMENT gave in the table: a row deleted since then must not lend its number to
        another.
        """
        _, numbered = await self.client.execute_query("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_sequence'")
        if not numbered:
            return None
        _, last = await self.client.execute_query("SELECT seq FROM sqlite_sequence WHERE name = ?", [table])
        return int(last[0]["seq"]) if last else None


def variant(model: type[Model], **meta: object) -> type[Model]:
    """A stand-in for `model` whose Meta differs as told; good for the editor, which reads the Meta only."""
    changed = copy(model._meta)
    for name, value in meta.items():
        setattr(changed, name, value)
    return cast("type[Model]", SimpleNamespace(_meta=changed))


def column_of(field: AnyField) -> str:
    """The column that holds a field."""
    return field.source_field or (
        f"{field.model_field_name}_id" if isinstance(field, ForeignKeyFieldInstance) else field.model_field_name
    )


def _default(field: AnyField, model: type[Model]) -> str:
    """The default of a field as SQL; one that is computed is computed once, for all rows."""
    value = field.default() if callable(field.default) else field.default
    return _literal(field.to_db_value(value, model))


def _literal(value: object) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, (bool, int, float)):
        return repr(int(value) if isinstance(value, bool) else value)
    if isinstance(value, bytes):
        return f"X'{value.hex()}'"
    text = (
        value.isoformat(" ")
        if isinstance(value, datetime)
        else value.isoformat()
        if isinstance(value, date)
        else str(value)
    )
    return "'" + text.replace("'", "''") + "'"
