"""Mails as an administrator watches over them: what was given up is seen, and can be tried again."""

from pathlib import Path
from typing import Any

import pytest

from catalogue.models import Courriel, Historique
from catalogue.transaction import transaction
from catalogue.vocabulary import Role
from tests import factories
from tests.api.mutations.test_account_administration import ask
from tests.conftest import Client
from tests.workflows.mail.conftest import Mailbox, mailbox  # noqa: F401 (a fixture)
from workflows.mail import outbox, sending

LIST = """query ($etat: EtatCourriel) { courriels(etat: $etat) { totalCount nodes {
  numero destinataire sujet etat essais envoyeLe prochainEssaiLe erreur } } }"""
RETRY = """mutation ($input: RetryMailInput!) { retryMail(input: $input) { __typename
  ... on CourrielSuccess { changed courriel { etat essais erreur } } ... on Error { code message } } }"""


@pytest.fixture
async def administrator(database: Path) -> str:
    """The token of an administrator."""
    return await transaction(lambda: factories.token(Role.ADMINISTRATEUR))


async def write(sujet: str, *, confidentiel: bool = False) -> None:
    await transaction(lambda: outbox.write("saisie@exemple.fr", sujet, "Texte", confidentiel=confidentiel))


async def send(mailbox: Mailbox) -> None:  # noqa: F811
    await sending.send_due(mailbox.server.post, "SOFI <sofi@exemple.fr>", "https://sofi.exemple.fr")


async def subjects(client: Client, token: str, etat: str | None) -> list[str]:
    page = (await client.signed(token).data(LIST, etat=etat))["courriels"]
    assert page["totalCount"] == len(page["nodes"])
    return [node["sujet"] for node in page["nodes"]]


async def test_what_was_given_up_is_seen_and_tried_again(
    client: Client,
    administrator: str,
    mailbox: Mailbox,  # noqa: F811
) -> None:
    await write("Refusé")
    mailbox.to_recipients = ["550 Inconnu"]
    await send(mailbox)
    await write("Parti")
    await send(mailbox)
    await write("En attente")
    assert await subjects(client, administrator, None) == ["En attente", "Parti", "Refusé"]
    for etat, sujet in (("EN_ATTENTE", "En attente"), ("ENVOYE", "Parti"), ("ABANDONNE", "Refusé")):
        assert await subjects(client, administrator, etat) == [sujet]
    [lost] = (await client.signed(administrator).data(LIST, etat="ABANDONNE"))["courriels"]["nodes"]
    assert (lost["essais"], lost["envoyeLe"], lost["prochainEssaiLe"]) == (1, None, None)
    assert "550" in lost["erreur"]
    answer = await ask(client, administrator, RETRY, numero=lost["numero"])
    assert answer == {
        "__typename": "CourrielSuccess",
        "changed": True,
        "courriel": {"etat": "EN_ATTENTE", "essais": 0, "erreur": None},
    }
    again = await ask(client, administrator, RETRY, numero=lost["numero"])
    assert again["changed"] is False and await Historique.filter(objet="Courriel").count() == 1
    await send(mailbox)
    assert await subjects(client, administrator, "ABANDONNE") == []


async def test_a_wiped_secret_is_not_sent_again(
    client: Client,
    administrator: str,
    mailbox: Mailbox,  # noqa: F811
) -> None:
    await write("Votre compte", confidentiel=True)
    mailbox.to_recipients = ["550 Inconnu"]
    await send(mailbox)
    row = await Courriel.get()
    answer = await ask(client, administrator, RETRY, numero=row.id)
    assert (answer["__typename"], answer["code"]) == ("Gone", "GONE")
    assert answer["message"].startswith("Le texte de ce courriel portait un lien")
    assert (await Courriel.get()).prochain_essai_le is None and not await Historique.exists()
    unknown = await ask(client, administrator, RETRY, numero=4711)
    assert unknown["message"] == "Le courriel 4711 n'existe pas."


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATEUR])
async def test_others_see_and_send_none(client: Client, procedure_database: Path, role: Role) -> None:
    await write("Bonjour")
    token = await transaction(lambda: factories.token(role, 1 if role.d_organisme else None))
    told = "Seul un administrateur peut le faire."
    assert await client.signed(token).refusal(LIST) == ("FORBIDDEN", told)
    answer: Any = await ask(client, token, RETRY, numero=(await Courriel.get()).id)
    assert answer == {"__typename": "Forbidden", "code": "FORBIDDEN", "message": told}
