"""The lists of accounts: who may read them, how far, page by page."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from catalogue.transaction import transaction
from catalogue.vocabulary import Role
from tests import factories
from tests.conftest import Client

COLLEAGUES = """query ($first: Int, $after: String) { workspace(siret: "13000511900032") { comptes(first: $first, after: $after) {
  totalCount pageInfo { hasNextPage endCursor } nodes { email habilitations { role organisme { siret } } } } } }"""
ALL = """query ($contient: String, $actif: Boolean) { comptes(contient: $contient, actif: $actif) {
  totalCount nodes { email actif habilitations { role } } } }"""


@pytest.fixture
async def tokens(procedure_database: Path) -> dict[Role, str]:
    """A token for each role, for body 1 when it is a body's."""
    return await transaction(_tokens)


async def _tokens() -> dict[Role, str]:
    return {role: await factories.token(role, 1 if role.d_organisme else None) for role in Role}


async def test_a_manager_sees_the_colleagues_of_the_establishment_only(
    client: Client, tokens: dict[Role, str], statements: Callable[[], Any]
) -> None:
    await transaction(factories.organisme)
    await factories.compte("double@exemple.fr", (Role.LECTEUR_OF, 1), (Role.GESTIONNAIRE_OF, 2), (Role.FINANCEUR, None))
    await factories.compte("ailleurs@exemple.fr", (Role.LECTEUR_OF, 2))
    manager = client.signed(tokens[Role.GESTIONNAIRE_OF])
    with statements() as sent:
        found = (await manager.data(COLLEAGUES))["workspace"]["comptes"]
    assert [node["email"] for node in found["nodes"]][3:] == ["double@exemple.fr"]
    assert found["totalCount"] == 4
    assert found["nodes"][3]["habilitations"] == [{"role": "LECTEUR_OF", "organisme": {"siret": "13000511900032"}}]
    assert len(sent) == 6  # the token with its rights, establishment, page, rights, establishments, total


async def test_colleagues_are_read_page_by_page(client: Client, tokens: dict[Role, str]) -> None:
    for rank in range(5):
        await factories.compte(f"c{rank}@exemple.fr", (Role.LECTEUR_OF, 1), password=None)
    manager, seen, after = client.signed(tokens[Role.GESTIONNAIRE_OF]), [], None
    while True:
        page = (await manager.data(COLLEAGUES, first=3, after=after))["workspace"]["comptes"]
        seen += [node["email"] for node in page["nodes"]]
        if not page["pageInfo"]["hasNextPage"]:
            break
        after = page["pageInfo"]["endCursor"]
    assert len(seen) == len(set(seen)) == page["totalCount"] == 8
    code, _ = await manager.refusal(COLLEAGUES, after="bidon")
    assert code == "BAD_USER_INPUT"


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.GESTIONNAIRE_OF, Role.ADMINISTRATEUR)])
async def test_others_see_no_colleagues(client: Client, tokens: dict[Role, str], role: Role) -> None:
    code, message = await client.signed(tokens[role]).refusal(COLLEAGUES)
    assert code == "FORBIDDEN"
    if role is not Role.FINANCEUR:
        assert message == "Seul un gestionnaire de l'établissement ou un administrateur gère les comptes."


async def test_an_administrator_sees_all_accounts(client: Client, tokens: dict[Role, str]) -> None:
    await factories.compte("parti@exemple.fr", actif=False, nom="Service Été")
    administrator = client.signed(tokens[Role.ADMINISTRATEUR])
    assert (await administrator.data(ALL))["comptes"]["totalCount"] == len(Role) + 1
    [node] = (await administrator.data(ALL, contient="PARTI"))["comptes"]["nodes"]
    assert node == {"email": "parti@exemple.fr", "actif": False, "habilitations": []}
    assert (await administrator.data(ALL, actif=True))["comptes"]["totalCount"] == len(Role)
    for nothing in ("100%_", "x" * 10_000, "🐎"):
        assert (await administrator.data(ALL, contient=nothing))["comptes"]["totalCount"] == 0


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATEUR])
async def test_others_see_no_list_of_accounts(client: Client, tokens: dict[Role, str], role: Role) -> None:
    assert await client.signed(tokens[role]).refusal(ALL) == ("FORBIDDEN", "Seul un administrateur peut le faire.")


async def test_nobody_sees_no_list_of_accounts(client: Client, procedure_database: Path) -> None:
    assert await client.refusal(ALL) == ("UNAUTHENTICATED", "Connectez-vous d'abord par `signIn`.")
