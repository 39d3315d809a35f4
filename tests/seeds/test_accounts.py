"""The demonstration accounts: one a role, and never beside somebody's own account."""

from pathlib import Path

from catalogue.models import Compte, Habilitation, Historique
from catalogue.vocabulary import Role
from seeds import accounts
from tests import factories
from tests.api.mutations.test_accounts import SIGN_IN
from tests.conftest import Client


async def test_each_role_has_an_account_that_may_come_in(client: Client, procedure_database: Path) -> None:
    assert await accounts.seed_accounts() == len(Role)
    assert {row.role for row in await Habilitation.all()} == set(Role)
    for account in accounts.ACCOUNTS:
        answer = (await client.data(SIGN_IN, email=account.courriel, password=accounts.PASSWORD))["signIn"]
        [right] = answer["compte"]["habilitations"]
        organisme = {"siret": "13000511900032"} if account.role.d_organisme else None
        assert (right["role"], right["organisme"]) == (account.role, organisme)


async def test_a_second_time_adds_nothing_and_tells_the_same(procedure_database: Path) -> None:
    await accounts.seed_accounts()
    told = await accounts.credentials()
    assert await accounts.seed_accounts() == 0
    assert await accounts.credentials() == told
    first, *lines = told.splitlines()
    assert first == "Comptes de démonstration, mot de passe « sofi-demonstration » :"
    assert lines[0].split() == ["gestion@demonstration.test", "GESTIONNAIRE_OF"]
    assert len(lines) == 7


async def test_a_base_with_somebody_s_account_has_none(procedure_database: Path) -> None:
    await factories.compte("direction@exemple.fr", (Role.ADMINISTRATEUR, None))
    lines = await Historique.all().count()
    assert await accounts.seed_accounts() == 0
    assert await Compte.all().count() == 1 and await Historique.all().count() == lines
    assert await accounts.credentials() == ""
