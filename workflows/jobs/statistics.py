"""What the base knows of its own tables: without it, it may look for a commune's sessions among all of a level."""

from datetime import date

from tortoise.connection import get_connection

from catalogue.transaction import transaction

_SAMPLED = 1000
"""Rows of an index that SQLite looks at: enough to choose well, and quick whatever the size."""


async def run(_today: date, dry_run: bool) -> list[str]:
    """Count again; one line."""

    async def work() -> None:
        connection = get_connection("default")
        if connection.capabilities.dialect == "sqlite":
            await connection.execute_query(f"PRAGMA analysis_limit = {_SAMPLED}")
        await connection.execute_query("ANALYZE")

    if not dry_run:
        await transaction(work)
    return ["statistiques de la base."]
