"""Webhooks to a real receiver: signed, tried again, paused when dead, never sent where they may not go."""

import json
from pathlib import Path

import httpx
import pytest
from standardwebhooks.webhooks import Webhook

from catalogue import clock
from catalogue.models import Abonnement, Evenement, Historique, Livraison
from catalogue.transaction import transaction
from tests import factories
from tests.workflows.webhooks.conftest import Receiver
from tests.workflows.webhooks.told import REFUSED, SUBMITTED, due_now, subscribe, tell
from workflows.actor import SYSTEM
from workflows.events.distribution import distribute
from workflows.webhooks import retries, sending, subscriptions
from workflows.webhooks.targets import client


async def test_an_event_arrives_signed_as_the_standard_says(
    database: Path, receiver: Receiver, http: httpx.AsyncClient
) -> None:
    hook = await subscribe(receiver)
    event = await tell()
    assert await sending.send_due(http) == 1
    [(headers, body)] = receiver.requests
    verified = Webhook(hook.secret).verify(body, headers)
    assert (
        verified
        == json.loads(body)
        == {
            "id": event.identifiant,
            "type": "action.submitted",
            "version": 1,
            "sequence": event.id,
            "timestamp": (await Evenement.get(id=event.id)).le.isoformat(),
            "data": SUBMITTED,
        }
    )
    assert headers["webhook-id"] == event.identifiant
    row = await Livraison.get()
    assert (row.essais, row.statut, row.erreur, row.prochain_le) == (1, 200, None, None)
    assert row.livree_le is not None
    assert await sending.send_due(http) == 0


async def test_only_the_types_and_the_body_asked_for_are_sent(
    database: Path, receiver: Receiver, http: httpx.AsyncClient
) -> None:
    async def two_bodies() -> tuple[int, int]:
        await factories.territory()
        return (await factories.organisme())[0], (await factories.organisme())[0]

    mine, other = await transaction(two_bodies)
    await subscribe(receiver, "action.refused", organisme=mine)
    for kind, body in (("action.submitted", mine), ("action.refused", other), ("action.refused", mine)):
        await tell(kind, body)
    assert await sending.send_due(http) == 1
    assert json.loads(receiver.requests[0][1])["data"] == REFUSED


@pytest.mark.parametrize(
    ("answer", "status", "error"),
    [(500, 500, None), (302, 302, None), ("drop", None, "RemoteProtocolError"), ("lie", 500, None)],
)
async def test_a_failure_is_tried_again_with_the_same_id(
    database: Path,
    receiver: Receiver,
    http: httpx.AsyncClient,
    answer: int | str,
    status: int | None,
    error: str | None,
) -> None:
    await subscribe(receiver)
    await tell()
    receiver.answers = [answer]
    await sending.send_due(http)
    row = await Livraison.get()
    assert (row.essais, row.statut, row.livree_le) == (1, status, None)
    assert (row.erreur or "").startswith(error or "") and bool(row.erreur) is bool(error)
    assert row.prochain_le is not None and row.prochain_le > clock.now()
    assert await sending.send_due(http) == 0
    await due_now()
    await sending.send_due(http)
    assert (await Livraison.get()).livree_le is not None
    first, second = receiver.requests
    assert first[0]["webhook-id"] == second[0]["webhook-id"] and first[1] == second[1]


async def test_a_target_that_hangs_holds_nobody_for_long(
    database: Path, receiver: Receiver, http: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "SECONDS", 0.2)
    await subscribe(receiver)
    await tell()
    receiver.answers = ["hang"]
    await sending.send_due(http)
    row = await Livraison.get()
    assert (row.statut, row.erreur, row.livree_le) == (None, "Pas de réponse en 0.2 secondes.", None)


async def test_a_target_that_is_dead_for_a_day_is_paused_until_its_owner_says_so(
    database: Path, receiver: Receiver, http: httpx.AsyncClient
) -> None:
    hook = await subscribe(receiver)
    await tell()
    tries = len(retries.WAITS) + 1
    receiver.answers = [500] * tries
    for _ in range(tries):
        await due_now()
        await sending.send_due(http)
    row, paused = await Livraison.get(), await Abonnement.get()
    assert (row.essais, row.prochain_le) == (tries, None)
    assert paused.suspendu_le is not None
    await tell()
    assert await sending.send_due(http) == 0
    await transaction(lambda: subscriptions.update_webhook(SYSTEM, hook.id, hook.version, actif=True))
    assert await sending.send_due(http) == 1
    await transaction(lambda: subscriptions.replay(SYSTEM, row.id))
    assert await sending.send_due(http) == 1
    assert await Livraison.filter(livree_le=None).count() == 0


async def test_gone_stops_at_once(database: Path, receiver: Receiver, http: httpx.AsyncClient) -> None:
    await subscribe(receiver)
    await tell()
    receiver.answers = [410]
    await sending.send_due(http)
    assert (await Abonnement.get()).suspendu_le is not None
    assert (await Livraison.get()).prochain_le is None


async def test_during_a_rotation_both_secrets_sign(database: Path, receiver: Receiver, http: httpx.AsyncClient) -> None:
    before = await subscribe(receiver)
    after = await transaction(lambda: subscriptions.rotate_secret(SYSTEM, before.id, before.version))
    assert after.secret != before.secret == after.ancien_secret
    await tell()
    await sending.send_due(http)
    [(headers, body)] = receiver.requests
    for secret in (before.secret, after.secret):
        Webhook(secret).verify(body, headers)
    kept = json.dumps([[row.avant, row.apres] async for row in Historique.all()])
    assert before.secret not in kept and after.secret not in kept
    assert after.ancien_secret_jusqu_a is not None
    assert sending.secrets_of(after, after.ancien_secret_jusqu_a) == [after.secret]


async def test_a_ping_goes_to_one_webhook_alone(database: Path, receiver: Receiver, http: httpx.AsyncClient) -> None:
    hook = await subscribe(receiver, "action.refused")
    await subscribe(receiver)
    await transaction(lambda: subscriptions.ping(SYSTEM, hook.id))
    await distribute()
    assert await sending.send_due(http) == 1
    assert json.loads(receiver.requests[0][1])["type"] == "webhook.ping"


async def test_a_target_that_turned_private_is_not_connected_to(database: Path, receiver: Receiver) -> None:
    await subscribe(receiver)
    await tell()
    async with client(allow_private=False, timeout=5) as guarded:
        await sending.send_due(guarded)
    assert receiver.requests == []
    assert (await Livraison.get()).erreur == "127.0.0.1 mène à 127.0.0.1, qui n'est pas une adresse publique."
