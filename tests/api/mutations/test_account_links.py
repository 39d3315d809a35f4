"""Passwords chosen by a mailed link: it works once, not for long, and tells strangers nothing."""

import asyncio
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from catalogue import clock
from catalogue.models import Compte, Courriel, Historique, Jeton, LienUnique
from catalogue.transaction import transaction
from catalogue.vocabulary import Role
from tests import factories
from tests.api.mutations.test_account_administration import GUEST, INVITE, ask
from tests.api.mutations.test_accounts import WRONG, sign_in
from tests.conftest import Client
from workflows.accounts import links

FORGOTTEN = """mutation ($email: String!) { requestPasswordReset(input: {email: $email}) {
  __typename ... on PasswordResetRequested { message } ... on Error { code } } }"""
FIELDS = """__typename ... on PasswordChosen { email nom } ... on Error { code message }
  ... on InvalidInput { problems { path code } }"""
ACCEPT = f"mutation ($input: AcceptInvitationInput!) {{ acceptInvitation(input: $input) {{ {FIELDS} }} }}"
RESET = f"mutation ($input: ResetPasswordInput!) {{ resetPassword(input: $input) {{ {FIELDS} }} }}"
ANSWER = {
    "__typename": "PasswordResetRequested",
    "message": "Si cette adresse a un compte, un lien vient de lui être envoyé.",
}
DEAD = {
    "__typename": "AuthenticationFailed",
    "code": "AUTHENTICATION_FAILED",
    "message": "Ce lien a déjà servi, ou il est périmé : demandez-en un autre par `requestPasswordReset`.",
}
NEW = "la girafe aime le thé"


async def forget(client: Client, email: str = "saisie@exemple.fr") -> Any:
    return (await client.data(FORGOTTEN, email=email))["requestPasswordReset"]


async def mailed_secret() -> str:
    """The secret of the link in the last mail."""
    mail = await Courriel.all().order_by("-id").first()
    assert mail is not None
    found = re.search(r"/mot-de-passe#(\S+)", mail.texte)
    assert found
    return found[1]


async def test_an_invitation_is_accepted_once(client: Client, procedure_database: Path) -> None:
    manager = await transaction(lambda: factories.token(Role.GESTIONNAIRE_OF, 1))
    await ask(client, manager, INVITE, **GUEST)
    secret = await mailed_secret()
    short = await ask(client, None, ACCEPT, token=secret, password="court")
    assert short["problems"] == [{"path": ["password"], "code": "MOT_DE_PASSE"}]
    accepted = await ask(client, None, ACCEPT, token=secret, password=NEW, nom="Accueil et inscriptions")
    assert accepted == {"__typename": "PasswordChosen", "email": GUEST["email"], "nom": "Accueil et inscriptions"}
    assert await ask(client, None, ACCEPT, token=secret, password=NEW + "!") == DEAD
    answer = await sign_in(client, "collegue@exemple.fr", NEW)
    assert answer["compte"]["enAttente"] is False and answer["compte"]["nom"] == "Accueil et inscriptions"
    assert await Courriel.all().count() == 1  # nobody is told of a first password


async def test_a_forgotten_password_is_replaced_and_every_session_ends(client: Client, database: Path) -> None:
    numero = await factories.compte()
    token = (await sign_in(client))["token"]
    assert await forget(client, "SAISIE@exemple.fr") == ANSWER
    secret = await mailed_secret()
    mail = await Courriel.get()
    assert (mail.destinataire, mail.confidentiel) == ("saisie@exemple.fr", True)
    assert mail.perime_le is not None and mail.perime_le - clock.now() > timedelta(hours=23)
    assert (await sign_in(client))["__typename"] == "SignInSuccess"  # asking changes nothing yet
    answer = await ask(client, None, RESET, token=secret, password=NEW)
    assert answer == {"__typename": "PasswordChosen", "email": "saisie@exemple.fr", "nom": "Service saisie"}
    assert (await client.signed(token).refusal("{ me { nom } }"))[0] == "UNAUTHENTICATED"
    assert await sign_in(client) == WRONG
    assert (await sign_in(client, password=NEW))["__typename"] == "SignInSuccess"
    assert (await Courriel.all().order_by("-id").first()).sujet == "Votre mot de passe SOFI a changé"  # type: ignore[union-attr]
    line = await Historique.get()
    assert (line.verbe, line.cle, line.compte_id, line.apres) == ("changer le mot de passe", str(numero), numero, {})


@pytest.mark.parametrize("email", ["personne@exemple.fr", "parti@exemple.fr", "pas une adresse", "", "x" * 10_000])
async def test_whoever_asks_is_answered_alike_and_strangers_get_no_mail(
    client: Client, database: Path, email: str
) -> None:
    await factories.compte("parti@exemple.fr", actif=False)
    assert await forget(client, email) == ANSWER
    assert not await Courriel.exists() and not await LienUnique.exists()


async def test_nobody_can_flood_a_mailbox(client: Client, database: Path) -> None:
    await factories.compte()
    kinds = [(await forget(client))["__typename"] for _ in range(8)]
    assert kinds == ["PasswordResetRequested"] * 6 + ["TooManyAttempts"] * 2
    assert await Courriel.all().count() == 6


async def test_a_new_link_replaces_the_former(client: Client, database: Path) -> None:
    await factories.compte()
    await forget(client)
    former = await mailed_secret()
    await forget(client)
    assert await ask(client, None, RESET, token=former, password=NEW) == DEAD
    assert (await ask(client, None, RESET, token=await mailed_secret(), password=NEW))["__typename"] == "PasswordChosen"


@pytest.mark.parametrize("how", ["late", "closed", "unknown", "empty", "password changed"])
async def test_a_link_that_is_not_good_changes_nothing(client: Client, database: Path, how: str) -> None:
    await factories.compte()
    await forget(client)
    secret = await mailed_secret()
    if how == "late":
        await transaction(lambda: LienUnique.all().update(expire_le=clock.now()))
    elif how == "closed":
        await transaction(lambda: Compte.all().update(actif=False))
    elif how == "password changed":
        token = (await sign_in(client))["token"]
        change = "mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { __typename } }"
        await ask(client, token, change, password=factories.PASSWORD, newPassword="un autre que voici")
    kept = (await Compte.get()).mot_de_passe
    given = {"unknown": "x" * 43, "empty": ""}.get(how, secret)
    lines = await Historique.all().count()
    assert await ask(client, None, RESET, token=given, password=NEW) == DEAD
    assert (await Compte.get()).mot_de_passe == kept and await Historique.all().count() == lines


async def test_of_two_who_use_a_link_at_once_one_succeeds(client: Client, database: Path) -> None:
    await factories.compte()
    await forget(client)
    secret = await mailed_secret()
    answers = await asyncio.gather(
        *(ask(client, None, RESET, token=secret, password=f"{NEW} numéro {rank}") for rank in range(4))
    )
    kinds = [answer["__typename"] for answer in answers]
    assert sorted(kinds) == ["AuthenticationFailed"] * 3 + ["PasswordChosen"]
    winner = f"{NEW} numéro {kinds.index('PasswordChosen')}"
    assert (await sign_in(client, password=winner))["__typename"] == "SignInSuccess"


async def test_who_reads_the_mail_is_let_in_at_once_after_failures(client: Client, database: Path) -> None:
    await factories.compte()
    for _ in range(7):
        await sign_in(client, password="faux")
    assert (await sign_in(client))["__typename"] == "TooManyAttempts"
    await forget(client)
    await ask(client, None, RESET, token=await mailed_secret(), password=NEW)
    assert (await sign_in(client, password=NEW))["__typename"] == "SignInSuccess"


async def test_a_secret_is_kept_as_a_hash_and_dies_in_its_time(client: Client, database: Path) -> None:
    await factories.compte()
    await forget(client)
    secret, link = await mailed_secret(), await LienUnique.get()
    assert secret not in (link.empreinte, "") and len(secret) == 43
    assert timedelta(hours=23) < link.expire_le - clock.now() <= links.RESET_LIFE
    assert not await Jeton.exists()
