"""What tests of mutations ask for besides: a desk in the procedure's body, and a neighbour of it."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from catalogue.models import Organisme
from catalogue.transaction import transaction
from catalogue.vocabulary import Role
from seeds.procedure import SIRET
from tests import factories
from tests.api.mutations.desk import Desk
from tests.conftest import Client


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
