"""Webhooks and inboxes as their owners manage them."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.app import create_app
from catalogue.models import Abonnement, Historique, Livraison, Organisme
from catalogue.settings import Settings
from catalogue.transaction import transaction
from catalogue.vocabulary import Role
from tests import factories
from tests.conftest import Client
from workflows.actor import SYSTEM
from workflows.events.distribution import distribute
from workflows.events.emitting import emit

SIRET = "13000511900032"
CREATE = """mutation($input: CreateWebhookInput!) { createWebhook(input: $input) { __typename
  ... on WebhookSuccess { secret webhook { numero url types actif version } }
  ... on Error { code message } ... on InvalidInput { problems { path code message } } } }"""
UPDATE = """mutation($input: UpdateWebhookInput!) { updateWebhook(input: $input) { __typename
  ... on WebhookSuccess { secret webhook { url types actif suspenduLe version } } ... on Error { code message } } }"""
ROTATE = """mutation($n: Int!, $v: Int!) { rotateWebhookSecret(numero: $n, expectedVersion: $v) { __typename
  ... on WebhookSuccess { secret webhook { version } } ... on Error { code } } }"""
PING = """mutation($n: Int!) { pingWebhook(numero: $n) { __typename
  ... on DeliverySuccess { delivery { essais evenement { type } } } ... on Error { code } } }"""
REMOVE = "mutation($n: Int!) { removeWebhook(numero: $n) { __typename ... on Error { code } } }"
LIST = "query($siret: Siret) { webhooks(siret: $siret) { totalCount nodes { numero url } } }"
LOG = "query($n: Int!) { deliveries(webhook: $n) { nodes { numero essais statut evenement { type donnees } } } }"
INBOX = "query($u: Boolean!) { notifications(nonLues: $u) { totalCount nodes { numero lueLe evenement { type } } } }"
READ = """mutation($n: [Int!]) { markRead(numeros: $n) { __typename ... on MarkReadSuccess { nombre }
  ... on Error { code message } } }"""
APPROVED = {"code": "1-2", "intitule": "Cuisine", "siret": SIRET}


@pytest.fixture
async def private() -> AsyncIterator[Client]:
    """A service whose operator lets webhooks go to this machine."""
    app = create_app(Settings(_env_file=None, webhooks_prives=True))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://sofi.test") as http:
        yield Client(http)


@pytest.fixture
async def body(procedure_database: Path) -> int:
    """The number of the procedure's body."""
    return (await Organisme.get(siret=SIRET)).numero


async def token(role: Role, organisme: int | None = None) -> str:
    """A token of a new account."""
    return await transaction(lambda: factories.token(role, organisme))


async def created(client: Client, **values: Any) -> dict[str, Any]:
    """What `createWebhook` answers."""
    data = await client.data(CREATE, input={"url": "http://127.0.0.1:9/x", **values})
    answer: dict[str, Any] = data["createWebhook"]
    return answer


async def test_a_manager_follows_their_webhook_from_creation_to_removal(private: Client, body: int) -> None:
    mine = private.signed(await token(Role.GESTIONNAIRE_OF, body))
    answer = await created(mine, siret=SIRET, types=["action.refused", "action.approved"])
    hook = answer["webhook"]
    assert answer["secret"].startswith("whsec_")
    assert (hook["types"], hook["actif"], hook["version"]) == (["action.approved", "action.refused"], True, 1)
    rotated = (await mine.data(ROTATE, n=hook["numero"], v=1))["rotateWebhookSecret"]
    assert rotated["secret"] not in (None, answer["secret"])
    change = {"numero": hook["numero"], "expectedVersion": 2, "types": [], "actif": False}
    changed = (await mine.data(UPDATE, input=change))["updateWebhook"]
    assert changed == {
        "__typename": "WebhookSuccess",
        "secret": None,
        "webhook": {"url": hook["url"], "types": [], "actif": False, "suspenduLe": None, "version": 3},
    }
    stale = (await mine.data(UPDATE, input=change))["updateWebhook"]
    assert stale["code"] == "STALE_VERSION"
    ping = (await mine.data(PING, n=hook["numero"]))["pingWebhook"]["delivery"]
    assert ping == {"essais": 0, "evenement": {"type": "webhook.ping"}}
    [line] = (await mine.data(LOG, n=hook["numero"]))["deliveries"]["nodes"]
    assert (line["statut"], line["evenement"]) == (None, {"type": "webhook.ping", "donnees": {}})
    assert (await mine.data(LIST, siret=SIRET))["webhooks"]["totalCount"] == 1
    assert (await mine.data(REMOVE, n=hook["numero"]))["removeWebhook"] == {"__typename": "RemoveSuccess"}
    assert [await Abonnement.all().count(), await Livraison.all().count()] == [0, 0]


@pytest.mark.parametrize(
    "url", ["http://169.254.169.254/", "http://localhost", "http://[::1]:8000/", "ftp://8.8.8.8/", "pas une adresse"]
)
async def test_a_forbidden_target_is_refused_and_nothing_kept(client: Client, body: int, url: str) -> None:
    mine = client.signed(await token(Role.GESTIONNAIRE_OF, body))
    before = await Historique.all().count()
    answer = await created(mine, url=url, siret=SIRET)
    assert (answer["code"], answer["problems"][0]["path"]) == ("INVALID_INPUT", ["url"])
    assert [await Abonnement.all().count(), await Historique.all().count()] == [0, before]


async def test_an_unknown_type_of_event_is_refused(private: Client, body: int) -> None:
    mine = private.signed(await token(Role.GESTIONNAIRE_OF, body))
    answer = await created(mine, siret=SIRET, types=["action.inconnue"])
    assert answer["problems"][0]["message"].startswith("Types d'événement inconnus : action.inconnue.")


async def test_whose_webhooks_one_may_manage(private: Client, body: int) -> None:
    admin = private.signed(await token(Role.ADMINISTRATEUR))
    region = (await created(admin))["webhook"]["numero"]
    for client, siret, code in (
        (private, SIRET, "NOT_FOUND"),
        (private.signed(await token(Role.SAISISSEUR_OF, body)), SIRET, "FORBIDDEN"),
        (private.signed(await token(Role.GESTIONNAIRE_OF, body)), None, "FORBIDDEN"),
        (private.signed(await token(Role.VALIDATEUR)), None, "FORBIDDEN"),
    ):
        expected = "FORBIDDEN" if client.headers == {} else code
        assert (await created(client, siret=siret))["code"] == expected
    mine = private.signed(await token(Role.GESTIONNAIRE_OF, body))
    for query in (PING, REMOVE):
        [answer] = (await mine.data(query, n=region)).values()
        assert answer["code"] == "FORBIDDEN"
    assert (await mine.refusal(LOG, n=region))[0] == "FORBIDDEN"
    assert (await mine.refusal(LIST))[0] == "FORBIDDEN"
    assert (await private.refusal(LIST, siret=SIRET))[0] == "UNAUTHENTICATED"
    assert (await admin.refusal(LOG, n=999))[0] == "FORBIDDEN"
    assert await Abonnement.all().count() == 1


async def test_an_inbox_has_what_concerns_its_account_and_marks_only_its_own(client: Client, body: int) -> None:
    people = [client.signed(await token(role, body)) for role in (Role.GESTIONNAIRE_OF, Role.SAISISSEUR_OF)]
    reader = client.signed(await token(Role.LECTEUR_OF, body))
    await transaction(lambda: emit(SYSTEM, "action.approved", APPROVED, organisme=body))
    assert await distribute() == 1
    assert (await reader.data(INBOX, u=False))["notifications"]["totalCount"] == 0
    boxes = [(await person.data(INBOX, u=True))["notifications"]["nodes"] for person in people]
    assert [[node["evenement"]["type"] for node in box] for box in boxes] == [["action.approved"]] * 2
    assert (await people[0].data(READ, n=[boxes[1][0]["numero"]]))["markRead"] == {
        "__typename": "MarkReadSuccess",
        "nombre": 0,
    }
    assert (await people[0].data(READ))["markRead"]["nombre"] == 1
    assert [(await person.data(INBOX, u=True))["notifications"]["totalCount"] for person in people] == [0, 1]
    assert (await client.data(READ))["markRead"]["code"] == "FORBIDDEN"
    assert (await client.refusal(INBOX, u=False))[0] == "UNAUTHENTICATED"


async def test_the_catalogue_of_events_has_a_schema_for_each(client: Client) -> None:
    kinds = (await client.data("{ evenements { nom version libelle schema } }"))["evenements"]
    assert len(kinds) == 22
    assert all(kind["schema"]["properties"]["type"]["const"] == kind["nom"] for kind in kinds)
