"""Coming in and going out, as a program does."""

from pathlib import Path
from typing import Any

import httpx
import pytest

from catalogue.models import Compte, Historique, Jeton, Tentative
from catalogue.transaction import transaction
from catalogue.vocabulary import Role
from tests import factories
from tests.conftest import Client
from tests.factories import PASSWORD

SIGN_IN = """mutation ($email: String!, $password: String!) { signIn(input: {email: $email, password: $password}) {
  __typename
  ... on SignInSuccess { token compte { email nom actif enAttente habilitations { role libelle organisme { siret } } } }
  ... on Error { code message } ... on TooManyAttempts { retryAfter } } }"""
ME = "{ me { email version habilitations { role organisme { siret } } } }"
SIGN_OUT = "mutation { signOut { __typename ... on SignOutSuccess { fermees } ... on Error { message } } }"
EVERYWHERE = "mutation { signOutEverywhere { __typename ... on SignOutSuccess { fermees } ... on Error { message } } }"
CHANGE = """mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { __typename
  ... on Error { code message } ... on InvalidInput { problems { path code message } } } }"""
WRONG = {
    "__typename": "AuthenticationFailed",
    "code": "AUTHENTICATION_FAILED",
    "message": "Adresse ou mot de passe incorrect.",
}


async def sign_in(client: Client, email: str = "saisie@exemple.fr", password: str = PASSWORD) -> Any:
    return (await client.data(SIGN_IN, email=email, password=password))["signIn"]


async def test_an_account_comes_in_and_knows_itself(client: Client, procedure_database: Path) -> None:
    await factories.compte("saisie@exemple.fr", (Role.SAISISSEUR_OF, 1), (Role.FINANCEUR, None))
    answer = await sign_in(client, " Saisie@Exemple.FR ")
    assert answer["__typename"] == "SignInSuccess"
    region, body = answer["compte"].pop("habilitations")
    assert answer["compte"] == {
        "email": "saisie@exemple.fr",
        "nom": "Service saisie",
        "actif": True,
        "enAttente": False,
    }
    assert (region["role"], region["organisme"]) == ("FINANCEUR", None)
    assert region["libelle"].startswith("financeur")
    assert (body["role"], body["organisme"]) == ("SAISISSEUR_OF", {"siret": "13000511900032"})
    me = (await client.signed(answer["token"]).data(ME))["me"]
    assert (me["email"], me["version"]) == ("saisie@exemple.fr", 1)
    assert (await client.data(ME))["me"] is None


async def test_a_program_gets_no_cookie(client: Client, database: Path) -> None:
    await factories.compte()
    await sign_in(client)
    assert not client.http.cookies


@pytest.mark.parametrize(
    "email",
    [
        "saisie@exemple.fr",
        "personne@exemple.fr",
        "parti@exemple.fr",
        "invite@exemple.fr",
        "pas une adresse",
        "",
        "x" * 10_000,
    ],
)
async def test_the_answer_is_the_same_whether_the_account_exists_or_not(
    client: Client, database: Path, statements: Any, email: str
) -> None:
    await factories.compte()
    await factories.compte("parti@exemple.fr", actif=False)
    await factories.compte("invite@exemple.fr", password=None)
    with statements() as sent:
        password = PASSWORD if email == "parti@exemple.fr" else "un tout autre mot"
        assert await sign_in(client, email, password) == WRONG
    assert [statement.split()[0] for statement in sent] == ["SELECT", "INSERT", "INSERT", "INSERT", "SELECT"]
    assert not await Jeton.exists()


async def test_an_account_is_slowed_down_and_a_restart_does_not_forget(client: Client, database: Path) -> None:
    await factories.compte()
    for _ in range(5):
        assert await sign_in(client, password="faux") == WRONG
    assert await sign_in(client, password="faux") == WRONG  # the one that starts the delay
    refused = await sign_in(client)
    assert (refused["__typename"], refused["code"]) == ("TooManyAttempts", "TOO_MANY_ATTEMPTS")
    assert 0 < refused["retryAfter"] <= 15
    assert refused["message"] == f"Trop d'essais : attendez {refused['retryAfter']} secondes avant de recommencer."
    assert await sign_in(client, "autre@exemple.fr", "faux") == WRONG  # another account is not slowed down
    await transaction(lambda: Tentative.all().update(bloque_jusqu_a=None))
    assert (await sign_in(client))["__typename"] == "SignInSuccess"
    assert await Tentative.filter(echecs__gte=5, bloque_jusqu_a=None).count() == 1  # the address on the network


async def test_an_unknown_account_is_slowed_down_alike(client: Client, database: Path) -> None:
    answers = [(await sign_in(client, "personne@exemple.fr", "faux"))["__typename"] for _ in range(7)]
    assert answers == ["AuthenticationFailed"] * 6 + ["TooManyAttempts"]


async def test_a_hundred_attempts_at_once_are_no_way_round(client: Client, database: Path) -> None:
    import asyncio

    await factories.compte()
    answers = await asyncio.gather(*(sign_in(client, password=f"faux {rank}") for rank in range(20)))
    kinds = [answer["__typename"] for answer in answers]
    assert (kinds.count("AuthenticationFailed"), kinds.count("TooManyAttempts")) == (6, 14)


async def test_the_address_on_the_network_is_slowed_down_over_all_accounts(client: Client, database: Path) -> None:
    await factories.compte()
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app=client.http._transport.app, client=("2001:db8::1", 1)),  # type: ignore[attr-defined]
        base_url="http://sofi.test",
    ) as http:
        stranger = Client(http)
        kinds = [(await sign_in(stranger, f"a{rank}@exemple.fr", "faux"))["__typename"] for rank in range(32)]
    assert kinds == ["AuthenticationFailed"] * 31 + ["TooManyAttempts"]
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app=client.http._transport.app, client=("2001:db8::ffff:2", 1)),  # type: ignore[attr-defined]
        base_url="http://sofi.test",
    ) as http:
        assert (await sign_in(Client(http)))["__typename"] == "TooManyAttempts"  # the same /64
    assert (await sign_in(client))["__typename"] == "SignInSuccess"  # elsewhere


async def test_a_stranger_cannot_keep_the_owner_out(client: Client, database: Path) -> None:
    await factories.compte()
    assert (await sign_in(client))["__typename"] == "SignInSuccess"
    app = client.http._transport.app  # type: ignore[attr-defined]
    kinds = []
    for rank in range(52):
        transport = httpx.ASGITransport(app=app, client=(f"203.0.113.{rank}", 1))
        async with httpx.AsyncClient(transport=transport, base_url="http://sofi.test") as http:
            kinds.append((await sign_in(Client(http), password="faux"))["__typename"])
    assert kinds[50:] == ["AuthenticationFailed", "TooManyAttempts"]
    assert (await sign_in(client))["__typename"] == "SignInSuccess"


async def test_going_out_ends_this_session_only(client: Client, database: Path) -> None:
    await factories.compte()
    first, second = [(await sign_in(client))["token"] for _ in range(2)]
    assert (await client.signed(first).data(SIGN_OUT))["signOut"] == {"__typename": "SignOutSuccess", "fermees": 1}
    assert (await client.signed(first).refusal(ME))[0] == "UNAUTHENTICATED"
    assert (await client.signed(second).data(ME))["me"]["email"] == "saisie@exemple.fr"


async def test_going_out_everywhere_ends_all_of_them_and_no_other_account(client: Client, database: Path) -> None:
    await factories.compte()
    await factories.compte("autre@exemple.fr")
    first, second = [(await sign_in(client))["token"] for _ in range(2)]
    other = (await sign_in(client, "autre@exemple.fr"))["token"]
    answer = (await client.signed(first).data(EVERYWHERE))["signOutEverywhere"]
    assert answer == {"__typename": "SignOutSuccess", "fermees": 2}
    assert (await client.signed(second).refusal(ME))[0] == "UNAUTHENTICATED"
    assert (await client.signed(other).data(ME))["me"]["email"] == "autre@exemple.fr"


@pytest.mark.parametrize("operation", [SIGN_OUT, EVERYWHERE])
async def test_nobody_cannot_go_out(client: Client, database: Path, operation: str) -> None:
    [answer] = (await client.data(operation)).values()
    assert answer == {"__typename": "Forbidden", "message": "Connectez-vous d'abord par `signIn`."}


async def test_a_password_is_changed_and_the_other_sessions_end(client: Client, database: Path) -> None:
    compte = await factories.compte()
    first, second = [(await sign_in(client))["token"] for _ in range(2)]
    new = "la girafe aime le thé"
    values = {"password": PASSWORD, "newPassword": new}
    answer = (await client.signed(first).data(CHANGE, input=values))["changePassword"]
    assert answer == {"__typename": "PasswordSuccess"}
    assert (await client.signed(first).data(ME))["me"]["email"] == "saisie@exemple.fr"
    assert (await client.signed(second).refusal(ME))[0] == "UNAUTHENTICATED"
    assert await sign_in(client) == WRONG
    assert (await sign_in(client, password=new))["__typename"] == "SignInSuccess"
    line = await Historique.get()
    assert (line.verbe, line.objet, line.cle, line.avant, line.apres) == (
        "changer le mot de passe", "Compte", str(compte), {}, {},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("values", "kind", "told"),
    [
        ({"password": "faux", "newPassword": "la girafe aime le thé"}, "AuthenticationFailed", "incorrect"),
        ({"password": PASSWORD, "newPassword": "trop court"}, "InvalidInput", "corrigez"),
        ({"password": PASSWORD, "newPassword": "x" * 100_000}, "InvalidInput", "corrigez"),
    ],
)
async def test_a_refused_change_of_password_changes_nothing(
    client: Client, database: Path, values: dict[str, str], kind: str, told: str
) -> None:
    await factories.compte()
    token = (await sign_in(client))["token"]
    kept = (await Compte.get()).mot_de_passe
    answer = (await client.signed(token).data(CHANGE, input=values))["changePassword"]
    assert answer["__typename"] == kind and told in answer["message"]
    if kind == "InvalidInput":
        assert answer["problems"][0]["path"] == ["newPassword"]
    assert (await Compte.get()).mot_de_passe == kept
    assert not await Historique.exists() and await Jeton.all().count() == 1


async def test_nobody_cannot_change_a_password(client: Client, database: Path) -> None:
    values = {"password": PASSWORD, "newPassword": "la girafe aime le thé"}
    answer = (await client.data(CHANGE, input=values))["changePassword"]
    assert answer["code"] == "FORBIDDEN" and answer["message"] == "Connectez-vous d'abord par `signIn`."
