"""The floor's server: `python -m benchmarks.floor.server DATABASE_URL PORT`, one process, uvicorn as the service has.

The database is called as such a service would: on SQLite by one connection in a thread, which is the fastest for pages
(a single tree would be read some 15 % faster in the event loop, which a page would hold up); on PostgreSQL by asyncpg,
statements prepared.
"""

import asyncio
import datetime
import gc
import sqlite3
import sys
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
import orjson
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from benchmarks.floor import dialects
from benchmarks.floor.loading import SCHEMA, file_beside

_HEADERS = {"Content-Type": "application/json; charset=utf-8"}


class File:
    """The floor on SQLite."""

    engine = "sqlite"

    def __init__(self, database_url: str) -> None:
        uri = f"{file_beside(database_url).absolute().as_uri()}?mode=ro"
        self._connection = sqlite3.connect(uri, uri=True, check_same_thread=False, isolation_level=None)
        self._connection.execute("PRAGMA cache_size = -8192")  # as the service has
        self._thread = ThreadPoolExecutor(1)

    async def row(self, statement: str, *values: Any) -> tuple[Any, ...]:
        """One row."""
        row: tuple[Any, ...] = await asyncio.get_running_loop().run_in_executor(
            self._thread, lambda: self._connection.execute(statement, values).fetchone()
        )
        return row

    async def open(self) -> None:
        """Nothing more."""

    async def close(self) -> None:
        """Close the connection."""
        self._thread.shutdown()
        self._connection.close()

    @staticmethod
    def day(value: datetime.date) -> Any:
        """A day as the tables have it."""
        return value.isoformat()


class Server:
    """The floor on PostgreSQL."""

    engine = "postgresql"

    def __init__(self, database_url: str) -> None:
        self._url = database_url

    async def open(self) -> None:
        """A few connections."""
        settings = {"search_path": SCHEMA, "jit": "off"}
        self._pool = await asyncpg.create_pool(self._url, min_size=4, max_size=8, server_settings=settings)

    async def row(self, statement: str, *values: Any) -> Any:
        """One row."""
        return await self._pool.fetchrow(statement, *values)

    async def close(self) -> None:
        """Close the connections."""
        await self._pool.close()

    day = staticmethod(File.day)


def create_app(base: Any) -> Starlette:
    """The three routes; the day is that of the start."""
    today = base.day(datetime.date.today())  # noqa: DTZ011  a day is enough
    tree, page, search = (make(base.engine) for make in (dialects.tree, dialects.page, dialects.search))

    async def one(request: Request) -> Response:
        given = orjson.loads(await request.body())
        row = await base.row(tree, today, given["formation"])
        text = (
            f'{{"data":{{"offre":{{"formation":{row[0]},"action":{{"numero":{given["action"]}}},'
            f'"session":{{"numero":{given["session"]}}}}}}}}}'
        )
        return Response(text.encode(), headers=_HEADERS)

    async def many(request: Request) -> Response:
        given = orjson.loads(await request.body())
        nodes, last = await base.row(page, today, given["after"], given["size"])
        cursor = f'"{last}"' if last else "null"
        more = f',"pageInfo":{{"endCursor":{cursor}}}' if given.get("cursor") else ""
        return Response(f'{{"data":{{"formations":{{"nodes":{nodes}{more}}}}}}}'.encode(), headers=_HEADERS)

    async def slim(request: Request) -> Response:
        given = orjson.loads(await request.body())
        total, nodes = await base.row(search, given["commune"], given["niveau"], given["fin"])
        return Response(
            f'{{"data":{{"sessions":{{"totalCount":{total},"nodes":{nodes}}}}}}}'.encode(), headers=_HEADERS
        )

    async def ready(_request: Request) -> Response:
        return Response()

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        await base.open()
        gc.freeze()
        gc.set_threshold(50_000, 20, 100)
        yield
        await base.close()

    routes = [
        Route(path, call, methods=["POST"]) for path, call in (("/arbre", one), ("/page", many), ("/liste", slim))
    ]
    return Starlette(routes=[*routes, Route("/health/ready", ready)], lifespan=lifespan)


def main() -> None:
    """Serve until a signal."""
    url, port = sys.argv[1], int(sys.argv[2])
    base = File(url) if url.startswith("sqlite:") else Server(url)
    uvicorn.run(create_app(base), host="127.0.0.1", port=port, log_level="error", access_log=False)


if __name__ == "__main__":
    main()
