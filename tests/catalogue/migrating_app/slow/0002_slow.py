"""Remakes the parent, then stops in the middle for as long as the file named by ESSAI_PAUSE exists."""

import asyncio
import os
from pathlib import Path

from tortoise import fields, migrations
from tortoise.migrations import operations as ops
from tortoise.migrations.schema_editor import BaseSchemaEditor
from tortoise.migrations.schema_generator.state_apps import StateApps


async def pause(_apps: StateApps, _editor: BaseSchemaEditor) -> None:
    """Say where we are and wait to be killed."""
    print("au milieu", flush=True)
    while (name := os.environ.get("ESSAI_PAUSE")) and Path(name).exists():
        await asyncio.sleep(0.01)


class Migration(migrations.Migration):
    dependencies = [("essai", "0001_initial")]

    operations = [
        ops.AlterField("Organisme", "nom", fields.CharField(db_index=True, max_length=120)),
        ops.RunPython(pause),
        ops.AlterField("Agrement", "numero", fields.CharField(max_length=30)),
    ]
