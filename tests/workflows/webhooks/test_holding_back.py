"""Targets that ask for time, hang or refuse: they hold back neither each other nor, when we die, what is to be sent."""

import asyncio
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from catalogue import clock
from catalogue.models import Livraison
from catalogue.transaction import transaction
from tests.project import ROOT
from tests.served import environment
from tests.workflows.webhooks.conftest import Receiver
from tests.workflows.webhooks.told import due_now, subscribe, tell
from workflows.actor import SYSTEM
from workflows.webhooks import sending, subscriptions


async def test_a_target_that_asks_for_time_gets_it_and_so_does_what_waits_behind(
    database: Path, receiver: Receiver, http: httpx.AsyncClient
) -> None:
    await subscribe(receiver)
    for _ in range(7):
        await tell()
    receiver.answers, receiver.head = [429] * 5, "Retry-After: 3600\r\n"
    before = clock.now()
    assert await sending.send_due(http) == 5
    assert await sending.send_due(http) == 0
    hour = timedelta(hours=1)
    assert len(receiver.requests) == 5
    assert {row.essais: row.statut async for row in Livraison.all()} == {1: 429, 0: None}
    waiting = [row.prochain_le for row in await Livraison.all()]
    assert all(due is not None and before + hour <= due <= clock.now() + hour for due in waiting)
    await due_now()
    assert [await sending.send_due(http) for _ in range(3)] == [5, 2, 0]
    assert await Livraison.filter(livree_le=None).count() == 0


async def test_a_target_that_hangs_leaves_room_for_the_others(
    database: Path, receiver: Receiver, http: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "SECONDS", 0.2)
    monkeypatch.setattr(sending, "_BATCH", 6)
    hanging = Receiver()
    server = await asyncio.start_server(hanging.serve, "127.0.0.1", 0)
    hanging.url, hanging.answers = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/", ["hang"] * 20
    await subscribe(hanging)
    await subscribe(receiver)
    for _ in range(8):
        await tell()
    assert await sending.send_due(http) == 10
    assert (len(hanging.requests), len(receiver.requests)) == (5, 5)
    assert await sending.send_due(http) == 3
    assert (len(hanging.requests), len(receiver.requests)) == (5, 8)
    server.close()


async def test_a_turn_takes_so_many_whatever_the_number_of_webhooks(
    database: Path, receiver: Receiver, http: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "_BATCH", 6)
    for _ in range(3):
        await subscribe(receiver)
    for _ in range(5):
        await tell()
    assert [await sending.send_due(http) for _ in range(3)] == [10, 5, 0]


async def test_the_webhook_that_has_waited_longest_comes_first(
    database: Path, receiver: Receiver, http: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "_BATCH", 1)
    late, early = await subscribe(receiver), await subscribe(receiver)
    await tell()
    hour_ago = clock.now() - timedelta(hours=1)
    await transaction(lambda: Livraison.filter(abonnement_id=early.id).update(prochain_le=hour_ago))
    for sent in ([early.id], sorted([early.id, late.id])):
        assert await sending.send_due(http) == 1
        assert sorted([row.abonnement_id async for row in Livraison.exclude(livree_le=None)]) == sent


async def test_a_webhook_that_its_owner_stopped_is_sent_nothing_until_it_goes_on(
    database: Path, receiver: Receiver, http: httpx.AsyncClient
) -> None:
    hook = await subscribe(receiver)
    await tell()
    hook = await transaction(lambda: subscriptions.update_webhook(SYSTEM, hook.id, hook.version, actif=False))
    assert (await sending.send_due(http), receiver.requests) == (0, [])
    await transaction(lambda: subscriptions.update_webhook(SYSTEM, hook.id, hook.version, actif=True))
    assert (await sending.send_due(http), len(receiver.requests)) == (1, 1)


async def test_killed_between_sending_and_noting_the_same_id_is_sent_once_more(
    database: Path, receiver: Receiver, http: httpx.AsyncClient
) -> None:
    await subscribe(receiver)
    events = [await tell() for _ in range(3)]
    receiver.answers = ["hang"] * 3
    command = [sys.executable, "-m", "cli", "worker"]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment(database, SOFI_WEBHOOKS_PRIVES="true"), stderr=subprocess.DEVNULL
    ) as process:
        for _ in range(200):
            if len(receiver.requests) == 3:
                break
            await asyncio.sleep(0.1)
        process.kill()
    assert await Livraison.filter(livree_le=None).count() == 3
    assert await sending.send_due(http) == 0  # another process does not send what this one may still be sending
    await due_now()
    assert await sending.send_due(http) == 3
    assert await Livraison.filter(livree_le=None).count() == 0
    ids = sorted(headers["webhook-id"] for headers, _ in receiver.requests)
    assert ids == sorted([event.identifiant for event in events] * 2)


async def test_one_event_that_a_target_refuses_holds_none_of_the_others(
    database: Path, receiver: Receiver, http: httpx.AsyncClient
) -> None:
    await subscribe(receiver)
    for _ in range(7):
        await tell()
    receiver.answers = [400]
    assert [await sending.send_due(http) for _ in range(3)] == [5, 2, 0]
    assert await Livraison.filter(livree_le=None).count() == 1
