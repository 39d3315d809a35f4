"""Who asks: the token of a request, seen from HTTP."""

from datetime import timedelta

import pytest

from catalogue import clock
from catalogue.models import Compte, Jeton, Organisme
from catalogue.transaction import transaction
from catalogue.vocabulary import Role
from tests import factories
from tests.conftest import Client
from workflows.accounts import tokens

ASK = '{ workspace(siret: "13000511900032") { organisme { numero } } }'
REFUSED = ("UNAUTHENTICATED", "Ce jeton n'est pas ou plus valable : reconnectez-vous par `signIn`.")


async def reader() -> str:
    """A token that may read the procedure's body."""
    body = await Organisme.get(siret="13000511900032")
    return await transaction(lambda: factories.token(Role.LECTEUR_OF, body.numero))


@pytest.fixture
async def token(procedure_database: object) -> str:
    """A token that may read the procedure's body."""
    return await reader()


async def test_a_token_opens_the_workspace_of_its_body(client: Client, token: str) -> None:
    data = await client.signed(token).data(ASK)
    assert data["workspace"]["organisme"]["numero"] > 0


@pytest.mark.parametrize("header", ["Basic eDp5", "Bearer", "Bearer  ", ""])
async def test_another_scheme_is_refused(client: Client, token: str, header: str) -> None:
    response = await client.http.post("/graphql", json={"query": "{ __typename }"}, headers={"Authorization": header})
    assert (response.status_code, response.headers["www-authenticate"]) == (401, "Bearer")
    assert response.json()["errors"][0]["message"] == "L'en-tête Authorization attendu est « Bearer JETON »."


async def test_an_unknown_token_is_refused(client: Client, token: str) -> None:
    assert await client.signed("inconnu").refusal(ASK) == REFUSED


async def test_a_token_dies_when_idle_or_old(client: Client, token: str) -> None:
    row, now = await Jeton.get(), clock.now()

    async def aged(idle: timedelta, left: timedelta) -> None:
        await Jeton.filter(id=row.id).update(vu_le=now - idle, expire_le=now + left)

    await transaction(lambda: aged(tokens.IDLE - timedelta(minutes=1), timedelta(minutes=1)))
    await client.signed(token).data(ASK)
    assert (await Jeton.get()).vu_le >= now
    await transaction(lambda: aged(tokens.IDLE, timedelta(days=1)))
    assert await client.signed(token).refusal(ASK) == REFUSED
    await transaction(lambda: aged(timedelta(0), timedelta(0)))
    assert await client.signed(token).refusal(ASK) == REFUSED


async def test_a_deactivated_account_is_refused(client: Client, token: str) -> None:
    await transaction(lambda: Compte.all().update(actif=False))
    assert await client.signed(token).refusal(ASK) == REFUSED


async def test_only_the_hash_of_a_token_is_kept(token: str) -> None:
    assert (await Jeton.get()).empreinte == tokens.digest(token) != token
