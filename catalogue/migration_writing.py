"""Writing a new migration from what changed in the models: `python -m catalogue.migration_writing NAME`.

Tortoise's own `makemigrations` forgets that a primary key is given by us (generated=False), and so writes a table that
numbers its rows by itself, and finds the same difference again ever after.
"""

import asyncio
import sys
from pathlib import Path
from typing import Any

from tortoise.context import TortoiseContext
from tortoise.fields.base import Field
from tortoise.migrations.autodetector import MigrationAutodetector
from tortoise.migrations.operations import AlterModelOptions
from tortoise.migrations.writer import ImportManager, MigrationWriter, format_migration_name

from catalogue.database import CATALOGUE, App, tortoise_config
from catalogue.engines import MEMORY


class Writer(MigrationWriter):
    """Tortoise's writer, which says of a primary key when it is not generated."""

    def _render_field(self, field: Field[Any], imports: ImportManager) -> str:
        text = super()._render_field(field, imports)
        if field.pk and field.allows_generated and not field.generated:
            return text.replace("primary_key=True", "primary_key=True, generated=False", 1)
        return text


async def _changes(app: App) -> list[MigrationWriter]:
    config = tortoise_config(f"sqlite://{MEMORY}", app=app)
    async with TortoiseContext() as context:
        await context.init(config=config)
        if context.apps is None:
            raise RuntimeError("Tortoise n'a pas chargé les modèles.")
        return await MigrationAutodetector(context.apps, config["apps"]).changes()


async def schema_differences(*, app: App = CATALOGUE) -> list[str]:
    """What a new migration would change in the database, one description each: empty when models and migrations agree.

    Opens no database. AlterModelOptions is left out: it touches no table, and the first line of a docstring is enough
    for it.
    """
    operations = [operation for changed in await _changes(app) for operation in changed.operations]
    return [operation.describe() for operation in operations if not isinstance(operation, AlterModelOptions)]


async def write_migration(name: str, *, app: App = CATALOGUE) -> Path | None:
    """Write the migration from the last one to the models, named for what it does; None when they agree. Opens no
    database.

    Read what it wrote before use: a renamed field may look like one removed and one added.
    """
    for changed in await _changes(app):
        number = int(changed.name.partition("_")[0])
        writer = Writer(
            format_migration_name(number, name),
            changed.app_label,
            changed.operations,
            dependencies=changed.dependencies,
            initial=changed.initial,
            migrations_module=changed.migrations_module,
        )
        return writer.write()
    return None


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit("Usage : python -m catalogue.migration_writing NOM (par exemple : ajoute_le_code_postal)")
    written = asyncio.run(write_migration(sys.argv[1]))
    print(written or "Les modèles et les migrations concordent : rien à écrire.")
