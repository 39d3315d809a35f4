"""What tests of mutations ask for besides: a desk in the procedure's body, and a neighbour of it."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from catalogue.models import Action, Organisme
from catalogue.transaction import transaction
from catalogue.vocabulary import Diffusion, Role
from seeds.procedure import ACTION, SIRET
from tests import factories
from tests.api.mutations.desk import Desk
from tests.api.mutations.scene import Scene, make_scene
from tests.conftest import Client


@pytest.fixture
async def desk(procedure_database: Path, client: Client) -> Desk:
    """The desk of somebody who enters for the procedure's own body."""
    body = await Organisme.get(siret=SIRET)
    token = await transaction(lambda: factories.token(Role.SAISISSEUR_OF, body.numero))
    return Desk(client.signed(token), SIRET)


@pytest.fixture
async def never_published(procedure_database: Path) -> None:
    """The procedure's action as it was before its first publication: its identity may still change (B6.3)."""
    await Action.filter(numero=ACTION).update(diffusion=Diffusion.JAMAIS_PUBLIEE)


@pytest.fixture
async def scene(database: Path, client: Client) -> Scene:
    """A complete offer that was never published, and the people around it."""
    return await make_scene(client)


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
