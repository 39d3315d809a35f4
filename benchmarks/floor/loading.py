"""Fill the tables of the floor from the documents that a base has online: `plancher.db` beside a file, the schema
`plancher` in a server's base.
"""

import asyncio
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import asyncpg
import orjson

from benchmarks.floor.tables import COLUMNS, Row, Seen, definitions

_HEADERS = "SELECT entete FROM formation_publiee ORDER BY numero"
_DOCUMENTS = "SELECT formation_numero, document FROM publication WHERE etat = 'PUBLIEE' ORDER BY numero"
_BATCH = 20_000
SCHEMA = "plancher"


def file_beside(database_url: str) -> Path:
    """The file of the floor for a base that is a file."""
    path = Path(database_url.removeprefix("sqlite://"))
    return path.with_name(f"{path.stem}.plancher.db")


def load(database_url: str) -> None:
    """Make the floor of a base, unless it is there."""
    if database_url.startswith("sqlite:"):
        if not file_beside(database_url).exists():
            _load_file(database_url)
    else:
        asyncio.run(_load_server(database_url))


def _load_file(database_url: str) -> None:
    source = sqlite3.connect(database_url.removeprefix("sqlite://"))
    # Made beside and renamed: what was interrupted is not taken for a floor.
    made = file_beside(database_url).with_suffix(".tmp")
    made.unlink(missing_ok=True)
    target = sqlite3.connect(made)
    for statement in definitions("sqlite"):
        target.execute(statement)
    headers = (orjson.loads(text) for (text,) in source.execute(_HEADERS))
    documents = ((formation, orjson.loads(text)) for formation, text in source.execute(_DOCUMENTS))
    for table, rows in _batches(headers, documents):
        target.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)
    target.commit()
    target.execute("ANALYZE")
    target.commit()
    target.execute("PRAGMA journal_mode = WAL")
    target.close()
    source.close()
    made.rename(file_beside(database_url))


async def _load_server(database_url: str) -> None:
    connection = await asyncpg.connect(database_url)
    try:
        if await connection.fetchval("SELECT 1 FROM pg_namespace WHERE nspname = $1", SCHEMA):
            return
        headers = [orjson.loads(row[0]) for row in await connection.fetch(_HEADERS)]
        documents = [(row[0], orjson.loads(row[1])) for row in await connection.fetch(_DOCUMENTS)]
        async with connection.transaction():
            await connection.execute(f"CREATE SCHEMA {SCHEMA}")
            await connection.execute(f"SET LOCAL search_path TO {SCHEMA}")
            for statement in definitions("postgresql"):
                await connection.execute(statement)
            for table, rows in _batches(iter(headers), iter(documents)):
                await connection.copy_records_to_table(table, records=rows, schema_name=SCHEMA)
        await connection.execute("ANALYZE")
    finally:
        await connection.close()


def _batches(headers: Iterator[Any], documents: Iterator[tuple[int, Any]]) -> Iterator[tuple[str, list[list[Any]]]]:
    """Rows by table, some thousand at a time."""
    seen, waiting = Seen(), defaultdict(list)

    def rows() -> Iterator[Row]:
        for header in headers:
            yield from seen.formation(header)
        for formation, document in documents:
            yield from seen.action(formation, document)

    for table, row in rows():
        waiting[table].append(row)
        if len(waiting[table]) >= _BATCH:
            yield table, waiting.pop(table)
    yield from ((table, waiting[table]) for table in COLUMNS if waiting[table])
