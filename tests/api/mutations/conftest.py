"""What tests of mutations ask for besides: a desk in the procedure's body, and proof that nothing was written."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from tortoise import Tortoise

from catalogue.models import Organisme
from catalogue.transaction import transaction
from catalogue.vocabulary import Role
from seeds.procedure import SIRET
from tests import factories
from tests.api.mutations.desk import Desk
from tests.conftest import Client

Unchanged = Callable[[], AbstractAsyncContextManager[None]]


async def contents() -> dict[str, str]:
    """Every table with its number of rows and the sum of all it holds."""
    connection = Tortoise.get_connection("default")
    tables = await connection.execute_query_dict(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name"
    )
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


@pytest.fixture
async def desk(procedure_database: Path, client: Client) -> Desk:
    """The desk of somebody who enters for the procedure's own body."""
    body = await Organisme.get(siret=SIRET)
    token = await transaction(lambda: factories.token(Role.SAISISSEUR_OF, body.numero))
    return Desk(client.signed(token), SIRET)


Neighbour = Callable[[], Awaitable[tuple[Desk, int]]]


@pytest.fixture
async def neighbour(desk: Desk) -> Neighbour:
    """Makes another body with an offer of its own; its desk and the number of its action."""

    async def make() -> tuple[Desk, int]:
        async def unit() -> tuple[str, str, int]:
            body = await factories.organisme("Voisin")
            action = await factories.offer(body=body)
            row = await Organisme.get(numero=body[0])
            return row.siret, await factories.token(Role.SAISISSEUR_OF, body[0]), action

        siret, token, action = await transaction(unit)
        return Desk(desk.client.signed(token), siret), action

    return make
