"""Bringing a database to the state of the code, safely; and saying how far it is from it.

Each migration is one transaction together with the line that records it: whatever stops it, the database is as before
or as after. On SQLite the connection has foreign keys off, since changing a parent table would delete its children;
every reference is checked before the commit instead.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.connection import get_connection
from tortoise.migrations.executor import MigrationExecutor
from tortoise.migrations.graph import MigrationKey
from tortoise.migrations.migration import Migration
from tortoise.migrations.recorder import MigrationRecorder
from tortoise.migrations.schema_editor import BaseSchemaEditor
from tortoise.migrations.schema_generator.state import State

from catalogue.database import CATALOGUE, App, open_database
from catalogue.engines import MEMORY, DatabaseUnavailable
from catalogue.schema_editing import PostgresEditor, SqliteEditor
from catalogue.settings import Settings
from catalogue.transaction import transaction

EDITORS: dict[str, type[BaseSchemaEditor]] = {"sqlite": SqliteEditor, "postgres": PostgresEditor}
TABLE_EXISTS = {
    "sqlite": "SELECT 1 FROM sqlite_master WHERE name = 'tortoise_migrations'",
    # Not by to_regclass: it may remember, within a transaction that waited for its turn, that there was no such table.
    "postgres": "SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'tortoise_migrations'",
}


class DatabaseTooNew(Exception):
    """The database was migrated by a later version of the code; the message is one French line."""


class MigrationFailed(Exception):
    """A migration could not be applied and the database is as it was before it; the message is one French line."""


@dataclass(frozen=True)
class SchemaState:
    """How far the database is from the code, as names of migrations in their order."""

    pending: tuple[str, ...]
    unknown: tuple[str, ...]

    @property
    def current(self) -> bool:
        """Whether the code may serve this database."""
        return not self.pending and not self.unknown

    def refuse_newer(self) -> None:
        """Raise DatabaseTooNew when the database holds migrations that the code does not know."""
        if self.unknown:
            raise DatabaseTooNew(
                f"La base est plus récente que ce programme (migrations inconnues : {', '.join(self.unknown)}) :"
                " installez la version qui l'a migrée."
            )


class Executor(MigrationExecutor):
    """Tortoise's plan and states, with our editors."""

    def editor(self, connection: BaseDBAsyncClient) -> BaseSchemaEditor:
        """Our editor for the engine of a connection."""
        return EDITORS[connection.capabilities.dialect](connection)

    async def state_before(self, applied: set[MigrationKey]) -> State:
        """The models as the applied migrations leave them."""
        return await self._project_state(applied)


async def migrate(settings: Settings, report: Callable[[str], object], *, app: App = CATALOGUE) -> list[str]:
    """Apply what is pending and return the names applied; `report` is told each in a French line.

    Opens the database by itself, so none may be open. Several processes may call it at once: each step is done by one
    of them.
    Raises DatabaseUnavailable, DatabaseTooNew or MigrationFailed; the steps before a failed one stay applied.
    """
    if settings.database_url.endswith(MEMORY):
        raise DatabaseUnavailable("Une base en mémoire disparaît avec sa connexion : donnez un fichier à migrer.")
    done: list[str] = []
    async with open_database(settings, foreign_keys=False, app=app):
        (await schema_state(app=app)).refuse_newer()
        executor = Executor(get_connection("default"), {app.label: app.config()})
        plan = await executor.plan()
        state = await executor.state_before(set(executor.loader.applied_migrations))
        for planned in plan:
            if await _apply(executor, planned.migration, state):
                report(f"Migration {planned.migration.name} appliquée.")
                done.append(planned.migration.name)
    return done


async def _apply(executor: Executor, migration: Migration, state: State) -> bool:
    """Do one migration, moving `state` on; False when another process has done it meanwhile."""

    async def step() -> bool:
        connection = get_connection("default")
        editor, recorder = executor.editor(connection), MigrationRecorder(connection)
        if not await _recorded(connection):
            await editor.create_model(recorder.model)
        key = MigrationKey(app_label=migration.app_label, name=migration.name)
        if key in await recorder.applied_migrations():
            await migration.apply(state, dry_run=True)
            return False
        await migration.apply(state, schema_editor=editor)
        await recorder.record_applied(key.app_label, key.name)
        await _refuse_orphans(connection)
        return True

    try:
        return await transaction(step)
    except Exception as error:
        reason = " ".join(str(error).split()) or type(error).__name__
        raise MigrationFailed(
            f"La migration {migration.name} a échoué, la base est restée comme avant : {reason}"
        ) from error


async def _refuse_orphans(connection: BaseDBAsyncClient) -> None:
    """Raise when a row names a row that is not there. PostgreSQL checks this by itself."""
    if connection.capabilities.dialect != "sqlite":
        return
    _, orphans = await connection.execute_query("PRAGMA foreign_key_check")
    if orphans:
        first = orphans[0]
        raise ValueError(
            f"{len(orphans)} référence(s) sans objet ; la première, ligne {first['rowid']} de la table"
            f" « {first['table']} »,"
            f" désigne dans « {first['parent']} » une ligne qui n'existe pas."
        )


async def schema_state(*, app: App = CATALOGUE) -> SchemaState:
    """Compare the migrations of the code with those recorded in the open database."""
    connection = get_connection("default")
    known = migration_names(app.migrations)
    recorded = await MigrationRecorder(connection).applied_migrations() if await _recorded(connection) else []
    applied = [key.name for key in recorded if key.app_label == app.label]
    return SchemaState(
        pending=tuple(name for name in known if name not in applied),
        unknown=tuple(name for name in applied if name not in known),
    )


async def _recorded(connection: BaseDBAsyncClient) -> bool:
    _, found = await connection.execute_query(TABLE_EXISTS[connection.capabilities.dialect])
    return bool(found)


@cache
def migration_names(package: str) -> tuple[str, ...]:
    """The migrations that a package of the code holds, in their order."""
    return tuple(
        sorted(name for _, name, is_package in iter_modules(import_module(package).__path__) if not is_package)
    )
