"""What tests of the API ask for besides: proof that nothing was written."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest
from tortoise import Tortoise

from tests import bases

Unchanged = Callable[[], AbstractAsyncContextManager[None]]


async def contents() -> dict[str, str]:
    """Every table with its number of rows and the sum of all it holds."""
    connection = Tortoise.get_connection("default")
    tables = await connection.execute_query_dict(bases.TABLES)
    return {
        table["name"]: repr(await connection.execute_query_dict(f'SELECT * FROM "{table["name"]}"')) for table in tables
    }


@pytest.fixture
def unchanged() -> Unchanged:
    """`async with unchanged():` fails when a row of any table was added, changed or removed meanwhile."""

    @asynccontextmanager
    async def watch() -> AsyncIterator[None]:
        before = await contents()
        yield
        after = await contents()
        assert {name for name in after if after[name] != before[name]} == set()

    return watch
