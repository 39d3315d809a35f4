"""How a migration changes tables: Tortoise's schema editors, with the faults mended that would lose constraints.

Both editors: the migration that creates a model also creates the CHECK and UNIQUE of its Meta.constraints, which
Tortoise leaves out in silence. SQLite: a unique constraint is an index, so that it can be partial, dropped and
renamed; a CHECK that goes, goes; a new column that may not be empty takes its default in the rows that exist; an index
that a field gains is made; a number that is a primary key is the row's key itself.
"""

from typing import Any

from tortoise.fields.base import Field
from tortoise.fields.relational import ManyToManyFieldInstance
from tortoise.indexes import Index
from tortoise.migrations.constraints import CheckConstraint, UniqueConstraint
from tortoise.migrations.schema_editor import AsyncpgSchemaEditor, BaseSchemaEditor, SqliteSchemaEditor
from tortoise.migrations.schema_editor.data import ModelSqlData
from tortoise.models import Model

from catalogue.table_remaking import TableRemaking, column_of, variant

Constraint = UniqueConstraint | CheckConstraint


class DeclaredConstraints(BaseSchemaEditor):
    """Creates a model with the constraints that its Meta declares: each CHECK inside CREATE TABLE, each UNIQUE right
    after.
    """

    _checks: tuple[str, ...] = ()

    def _get_model_sql_data(self, model: type[Model]) -> ModelSqlData:
        self._checks = tuple(
            self.CHECK_CONSTRAINT_CREATE_TEMPLATE.format(name=constraint.name, check=constraint.check)
            for constraint in model._meta.constraints
            if isinstance(constraint, CheckConstraint)
        )
        return super()._get_model_sql_data(model)

    def _get_inner_statements(self) -> list[str]:
        return [*super()._get_inner_statements(), *self._checks]

    async def create_model(self, model: type[Model]) -> None:
        await super().create_model(model)
        for constraint in model._meta.constraints:
            if isinstance(constraint, UniqueConstraint):
                await self.add_constraint(model, constraint)


class PostgresEditor(DeclaredConstraints, AsyncpgSchemaEditor):
    """The editor for PostgreSQL: what may not be empty takes its default in the rows that exist, here too."""

    async def add_field(self, model: type[Model], field_name: str) -> None:
        field = model._meta.fields_map[field_name]
        if isinstance(field, ManyToManyFieldInstance) or field.null or field.has_db_default():
            await super().add_field(model, field_name)
            return
        field.null = True  # until the rows that exist have its default
        try:
            await super().add_field(model, field_name)
        finally:
            field.null = False
        await self._fill(model, field)
        change = self.ALTER_FIELD_NOT_NULL_TEMPLATE.format(column=column_of(field))
        await self._run_sql(self.ALTER_FIELD_TEMPLATE.format(table=self.quote(model._meta.db_table), changes=change))

    async def _alter_field(self, model: type[Model], old_field: Field[Any], new_field: Field[Any]) -> None:
        if old_field.null and not new_field.null and new_field.default is not None:
            await self._fill(model, new_field, column_of(old_field))
        await super()._alter_field(model, old_field, new_field)

    async def _fill(self, model: type[Model], field: Field[Any], column: str = "") -> None:
        value = field.default() if callable(field.default) else field.default
        name = self.quote(column or column_of(field))
        await self.client.execute_query(
            f"UPDATE {self.quote(model._meta.db_table)} SET {name} = $1 WHERE {name} IS NULL",  # noqa: S608 (quoted names)
            [field.to_db_value(value, model)],
        )


class SqliteEditor(TableRemaking, DeclaredConstraints, SqliteSchemaEditor):
    """The editor for SQLite. Works inside a transaction, on a connection with foreign keys off: `catalogue.migrating`
    sees to both.
    """

    async def _run_sql(self, sql: str) -> None:
        await self.client.execute_script(sql)

    def _get_model_sql_data(self, model: type[Model]) -> ModelSqlData:
        # A UNIQUE inside CREATE TABLE could not be dropped again: create_model adds them as indexes.
        return super()._get_model_sql_data(variant(model, unique_together=()))

    def _get_field_sql(
        self, db_field: str, field_type: str, nullable: bool, unique: bool, is_pk: bool, comment: str
    ) -> str:
        if is_pk and field_type in {"SMALLINT", "INT", "BIGINT"}:
            field_type = "INTEGER"  # the one spelling that makes the key the row's own place, without a second index
        return super()._get_field_sql(db_field, field_type, nullable, unique, is_pk, comment)

    async def create_model(self, model: type[Model]) -> None:
        await super().create_model(model)
        for fields in model._meta.unique_together:
            await self.add_constraint(model, UniqueConstraint(fields=tuple(fields)))

    async def add_constraint(self, model: type[Model], constraint: Constraint) -> None:
        if isinstance(constraint, CheckConstraint):
            await self._remake_table(model)
            return
        columns = self._resolve_fields_to_columns(model, constraint.fields)
        await self._run_sql(
            self.UNIQUE_INDEX_CREATE_TEMPLATE.format(
                index_name=self._unique_name(model, constraint),
                table_name=self.quote(model._meta.db_table),
                fields=", ".join(self.quote(column) for column in columns),
                extra=f" WHERE {constraint.condition}" if constraint.condition else "",
            )
        )

    async def remove_constraint(self, model: type[Model], constraint: Constraint) -> None:
        if isinstance(constraint, CheckConstraint):
            kept = tuple(other for other in model._meta.constraints if other != constraint)
            await self._remake_table(variant(model, constraints=kept))
            return
        await self._run_sql(self.DROP_INDEX_TEMPLATE.format(name=self._unique_name(model, constraint)))

    async def rename_constraint(
        self, model: type[Model], old_constraint: Constraint, new_constraint: Constraint
    ) -> None:
        if isinstance(new_constraint, CheckConstraint):
            await self._remake_table(model)
            return
        await self.remove_constraint(model, old_constraint)
        await self.add_constraint(model, new_constraint)

    def _unique_name(self, model: type[Model], constraint: UniqueConstraint) -> str:
        columns = self._resolve_fields_to_columns(model, constraint.fields)
        return constraint.name or self._get_unique_constraint_name(model, columns)

    async def add_field(self, model: type[Model], field_name: str) -> None:
        field = model._meta.fields_map[field_name]
        if isinstance(field, ManyToManyFieldInstance) or field.null or field.has_db_default():
            await super().add_field(model, field_name)
        else:
            await self._remake_table(model, create_field=field)
        if field.index:
            await self.add_index(model, Index(fields=(column_of(field),)))

    async def _alter_field(self, model: type[Model], old_field: Field[Any], new_field: Field[Any]) -> None:
        old, new = column_of(old_field), column_of(new_field)
        if old != new:
            await self._run_sql(
                self.RENAME_FIELD_TEMPLATE.format(
                    table=self.quote(model._meta.db_table), old_column=old, new_column=new
                )
            )
        await self._remake_table(model, alter_fields=[(old_field, new_field)])
        if new_field.index and not old_field.index:
            await self.add_index(model, Index(fields=(new,)))
