"""Following live: a real client of `graphql-transport-ws` at a served process, while another process writes."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pytest
import websockets

from catalogue.models import Canal, Compte, Evenement
from catalogue.transaction import transaction
from catalogue.vocabulary import Role
from tests import factories
from tests.api.conftest import contents
from tests.api.sockets import connected
from tests.served import served
from tests.workflows.dossiers import offers, worlds
from workflows.accounts.tokens import open_token
from workflows.actor import Actor
from workflows.dossiers import examining, submitting
from workflows.events.emitting import emit

Unit = Callable[[], Awaitable[Any]]

SETTLED = 3
"""Seconds until what was asked to be followed is followed, also on a machine that is busy: nothing says when."""


class World:
    """Two bodies, the people, and an action that lacks nothing."""

    action: int
    other: int
    editor: Actor
    validator: Actor
    tokens: dict[str, str]

    @classmethod
    async def made(cls) -> "World":
        world = cls()
        await factories.territory()
        body, other = await offers.body(), await offers.body("Autre organisme")
        world.editor = await worlds.person("saisisseur", Role.SAISISSEUR_OF, body[0])
        world.validator = await worlds.person("validateur", Role.VALIDATEUR)
        stranger = await worlds.person("etranger", Role.GESTIONNAIRE_OF, other[0])
        world.action, world.other = await offers.offer(body), await offers.offer(other)
        people = {"saisisseur": world.editor, "validateur": world.validator, "etranger": stranger}
        world.tokens = {name: await open_token(actor.compte or 0) for name, actor in people.items()}
        return world

    async def submit(self) -> None:
        await transaction(partial(submitting.submit, self.editor, self.action, 1))

    async def take(self) -> None:
        await transaction(partial(examining.take, self.validator, self.action))


@pytest.fixture
async def world(database: Path) -> World:
    return await transaction(World.made)


QUEUE = "subscription { queueChanged { type donnees libelle } }"
DOSSIER = "subscription($action: Int!) { dossierChanged(action: $action) { type } }"
INBOX = "subscription { notificationReceived { numero lueLe evenement { identifiant type } } }"


async def test_the_desk_the_body_and_the_inbox_are_told_what_another_process_did(world: World, database: Path) -> None:
    with served(database) as url:
        async with (
            connected(url, world.tokens["validateur"]) as desk,
            connected(url, world.tokens["saisisseur"]) as body,
        ):
            await desk.follow(QUEUE)
            await body.follow(DOSSIER, action=world.action)
            await asyncio.sleep(SETTLED)
            await world.submit()
            said = await desk.told()
            event = await Evenement.get(type="action.submitted")
            assert said == {
                "id": "1",
                "type": "next",
                "payload": {
                    "data": {
                        "queueChanged": {
                            "type": "action.submitted",
                            "donnees": event.donnees,
                            "libelle": "Une action est soumise à validation.",
                        }
                    }
                },
            }
            assert (await body.told())["payload"]["data"] == {"dossierChanged": {"type": "action.submitted"}}
            # The submission is in the validator's inbox before anybody follows it.
            while not await Canal.exists(nom="distribution", dernier__gte=event.id):
                await asyncio.sleep(0.1)
            inbox = await desk.follow(INBOX)
            await body.follow(INBOX)
            await asyncio.sleep(SETTLED)
            await world.take()
            assert (await desk.told())["payload"]["data"]["queueChanged"]["type"] == "action.taken"
            taken = await Evenement.get(type="action.taken")
            # The two subscriptions are woken together: either may speak first.
            news = sorted([await body.told(), await body.told()], key=lambda one: str(one["id"]))
            assert [one["payload"]["data"] for one in news] == [
                {"dossierChanged": {"type": "action.taken"}},
                {
                    "notificationReceived": {
                        "numero": news[1]["payload"]["data"]["notificationReceived"]["numero"],
                        "lueLe": None,
                        "evenement": {"identifiant": taken.identifiant, "type": "action.taken"},
                    }
                },
            ]
            await desk.send(type="complete", id=inbox)
            assert await desk.silent(), "le validateur a agi lui-même : rien dans sa boîte"


async def test_a_burst_of_news_is_told_whole(world: World, served_once: str) -> None:
    data = {"code": f"1-{world.action}", "intitule": "Cuisine", "siret": "1" * 14}

    async def burst() -> None:
        for _ in range(230):
            await emit(world.validator, "action.released", data, action=world.action)

    async with connected(served_once, world.tokens["validateur"]) as socket:
        await socket.follow(QUEUE)
        await asyncio.sleep(SETTLED)
        await transaction(burst)
        said = [await socket.told() for _ in range(230)]
    assert {one["payload"]["data"]["queueChanged"]["type"] for one in said} == {"action.released"}


NOT_ONES_OWN = [
    (None, INBOX, "UNAUTHENTICATED"),
    (None, QUEUE, "UNAUTHENTICATED"),
    ("saisisseur", QUEUE, "FORBIDDEN"),
    (None, DOSSIER, "NOT_FOUND"),
    ("etranger", DOSSIER, "NOT_FOUND"),
    ("saisisseur", "subscription { dossierChanged(action: 999999) { type } }", "NOT_FOUND"),
    ("saisisseur", "{ __typename }", "BAD_USER_INPUT"),
    ("saisisseur", "mutation { signOut { __typename } }", "BAD_USER_INPUT"),
]


async def test_one_follows_only_what_one_may_read(world: World, served_once: str) -> None:
    before = await contents()
    for who, query, code in NOT_ONES_OWN:
        async with connected(served_once, world.tokens[who] if who else None) as socket:
            await socket.follow(query, **({"action": world.action} if "$action" in query else {}))
            said = await socket.told()
        errors = said["payload"] if said["type"] == "error" else said["payload"]["errors"]
        assert [error["extensions"]["code"] for error in errors] == [code], (who, query)
    after = await contents()
    assert {name for name in after if after[name] != before[name]} == set()


@pytest.fixture
def served_once(world: World, database: Path) -> Any:
    with served(database, SOFI_WORKER="false") as url:
        yield url


async def test_a_wrong_token_and_a_foreign_page_are_shut_out(world: World, served_once: str) -> None:
    address = served_once.replace("http://", "ws://")
    protocol = websockets.Subprotocol("graphql-transport-ws")

    async def closed_by(payload: Any, **headers: str) -> int | None:
        async with websockets.connect(address, subprotocols=[protocol], additional_headers=headers) as socket:
            await socket.send(json.dumps({"type": "connection_init", "payload": payload}))
            with pytest.raises(websockets.ConnectionClosed):
                await asyncio.wait_for(socket.recv(), 10)
            return socket.close_code

    assert await closed_by({"authorization": "Bearer inconnu"}) == 4403
    assert await closed_by({"authorization": "Basic abc"}) == 4403
    assert await closed_by({"authorization": 1}) == 4403
    cookie = f"sofi_session={world.tokens['validateur']}"
    with pytest.raises(websockets.InvalidStatus) as refused:
        await closed_by({}, Cookie=cookie, Origin="https://ailleurs.example")
    assert refused.value.response.status_code == 403
    own = served_once.removesuffix("/graphql")
    async with connected(served_once, Cookie=cookie, Origin=own) as socket:
        await socket.follow(QUEUE)
        await asyncio.sleep(SETTLED)
        await world.submit()
        assert (await socket.told())["type"] == "next"


async def test_a_closed_account_hears_nothing_more(world: World, served_once: str) -> None:
    async with connected(served_once, world.tokens["validateur"]) as socket:
        await socket.follow(QUEUE)
        await asyncio.sleep(SETTLED)
        await Compte.filter(id=world.validator.compte).update(actif=False)
        await world.submit()
        assert await socket.told() == {"id": "1", "type": "complete"}


async def test_a_connection_follows_at_most_twenty_things(world: World, served_once: str) -> None:
    async with connected(served_once, world.tokens["validateur"]) as socket:
        for _ in range(21):
            await socket.follow(QUEUE)
        said = await socket.told()
        assert (said["id"], said["type"]) == ("21", "error")
        [error] = said["payload"]
        assert error["extensions"] == {"code": "LIMIT_EXCEEDED"}
        assert error["message"].startswith("Une connexion suit 20 choses au plus : ")


async def test_a_subscription_by_post_is_told_the_way(client: Any, database: Path) -> None:
    answer: httpx.Response = await client.http.post("/graphql", json={"query": QUEUE})
    assert answer.status_code == 400
    assert "WebSocket" in answer.json()["errors"][0]["message"]
