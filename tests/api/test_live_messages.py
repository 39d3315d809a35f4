"""What is wrong with a message over the WebSocket is told as over HTTP: in French, with a code; it is no fault, and what
else is followed goes on.
"""

import asyncio
import json
from functools import partial
from pathlib import Path
from socket import IPPROTO_TCP, TCP_CORK
from typing import Any

import pytest
import websockets

from api.incoming import MAX_BODY
from api.sizes import MAX_TOKENS
from catalogue.transaction import transaction
from catalogue.vocabulary import Role
from tests import bases, factories
from tests.api.sockets import connected
from tests.served import served
from tests.workflows.dossiers import worlds
from workflows.accounts.tokens import open_token
from workflows.actor import Actor
from workflows.events.emitting import emit

QUEUE = "subscription { queueChanged { type } }"
DOSSIER = "subscription Suivre($action: Int!) { dossierChanged(action: $action) { type } }"
HOW = 'Envoyez dans `payload` un objet JSON {"query": "…", "variables": {…}}.'

REFUSED: list[tuple[Any, str, str]] = [
    (None, "BAD_REQUEST", f"`payload` est un objet JSON. {HOW}"),
    ("x", "BAD_REQUEST", f"`payload` est un objet JSON. {HOW}"),
    ([], "BAD_REQUEST", "Les demandes groupées ne sont pas servies : une demande par requête."),
    ({}, "BAD_REQUEST", f"Il manque `query`, le document GraphQL en texte. {HOW}"),
    ({"query": 1}, "BAD_REQUEST", f"Il manque `query`, le document GraphQL en texte. {HOW}"),
    ({"query": "  "}, "BAD_REQUEST", f"Il manque `query`, le document GraphQL en texte. {HOW}"),
    ({"query": QUEUE, "variables": [1]}, "BAD_REQUEST", '`variables` est un objet JSON : {"nom": valeur}.'),
    ({"query": QUEUE, "variables": "x"}, "BAD_REQUEST", '`variables` est un objet JSON : {"nom": valeur}.'),
    (
        {"query": QUEUE, "operationName": 3},
        "BAD_REQUEST",
        "`operationName` est le nom d'une opération du document, en texte.",
    ),
    (
        {"query": DOSSIER, "operationName": "Autre"},
        "BAD_REQUEST",
        "Le document n'a pas l'opération demandée, ou en a plusieurs : nommez-la dans `operationName`.",
    ),
    (
        {"query": "fragment F on Query { __typename }"},
        "BAD_REQUEST",
        "Le document n'a pas l'opération demandée, ou en a plusieurs : nommez-la dans `operationName`.",
    ),
    ({"query": "{"}, "GRAPHQL_PARSE_FAILED", "Syntax Error: Expected Name, found <EOF>."),
    ({"query": "{ " + "é" * 300}, "GRAPHQL_PARSE_FAILED", "Syntax Error: Unexpected character: U+00E9."),
    ({"query": "subscription { inconnu }"}, "GRAPHQL_VALIDATION_FAILED", "Cannot query field 'inconnu' on type"),
    ({"query": DOSSIER}, "BAD_USER_INPUT", "Variable '$action' has invalid value"),
    ({"query": DOSSIER, "variables": {"action": "x"}}, "BAD_USER_INPUT", "Variable '$action' has invalid value"),
    ({"query": DOSSIER, "variables": {"action": 2**31}}, "BAD_USER_INPUT", "Variable '$action' has invalid value"),
    (
        {"query": "{ " + "a " * MAX_TOKENS + "}"},
        "LIMIT_EXCEEDED",
        f"Le document a plus de {MAX_TOKENS} mots et signes : découpez-le, ou mettez les valeurs dans `variables`.",
    ),
    (
        {"query": "{ a" * 300 + " }" * 300},
        "LIMIT_EXCEEDED",
        "Le document est imbriqué trop profondément : demandez moins de niveaux à la fois.",
    ),
    ({"documentId": "x"}, "BAD_REQUEST", "`documentId` est le SHA-256 du document"),
    ({"documentId": "0" * 64}, "PERSISTED_DOCUMENT_NOT_FOUND", "Ce document n'est pas enregistré"),
]


@pytest.fixture
async def validator(database: Path) -> Actor:
    return await transaction(made)


async def made() -> Actor:
    await factories.territory()
    return await worlds.person("validateur", Role.VALIDATEUR)


def faults(log: Path) -> list[Any]:
    """What the service logged as one."""
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    return [line for line in lines if line["level"] == "error"]


async def test_what_is_wrong_with_one_subscription_is_told_and_the_others_go_on(
    validator: Actor, database: Path, tmp_path: Path
) -> None:
    log = tmp_path / "journal"
    token = await open_token(validator.compte or 0)
    with served(database, log=log, SOFI_WORKER="false", SOFI_LOG_FORMAT="json") as url:
        async with connected(url, token) as socket:
            await socket.follow(QUEUE)
            for payload, code, words in REFUSED:
                await socket.send(type="subscribe", id="faute", payload=payload)
                said = await socket.told()
                assert (said["id"], said["type"]) == ("faute", "error"), payload
                [error] = said["payload"]
                assert (error["extensions"]["code"], error["message"][: len(words)]) == (code, words)
            await asyncio.sleep(3)
            data = {"code": "1-1", "intitule": "Cuisine", "siret": "1" * 14}
            await transaction(partial(emit, validator, "action.released", data))
            said = await socket.told()
            assert said == {
                "id": "1",
                "type": "next",
                "payload": {"data": {"queueChanged": {"type": "action.released"}}},
            }
    assert faults(log) == []


NO_MESSAGES: list[str | bytes] = [
    "",
    "{",
    "[]",
    "1",
    "null",
    "{}",
    b'{"type": "ping"}',
    "[" * 50_000,
    '{"type": "ping", "payload": NaN}',
    '{"type": "ping", "payload": "\\u0000"}',
    '{"type": "subscribe", "payload": {"query": "{ __typename }"}}',
    '{"type": "subscribe", "id": 1, "payload": {"query": "{ __typename }"}}',
    '{"type": "subscribe", "id": "%s", "payload": {"query": "{ __typename }"}}' % ("x" * 65),
    '{"type": "subscribe", "id": "1"}',
    '{"type": "complete"}',
    '{"type": "%s"}' % ("x" * 500),
    '{"type": ["ping"]}',
]


async def test_what_is_no_message_ends_the_connection_with_a_word(database: Path, tmp_path: Path) -> None:
    log = tmp_path / "journal"
    with served(database, log=log, SOFI_WORKER="false", SOFI_LOG_FORMAT="json") as url:
        for message in NO_MESSAGES:
            assert await ended_by(url, message) == (
                4400,
                "Message refusé : envoyez un objet JSON du protocole graphql-transport-ws.",
            ), message
        code, _ = await ended_by(url, json.dumps({"type": "ping", "payload": "x" * MAX_BODY}))
        assert code == 1009
        assert await ended_by(url, '{"type": "connection_init"}') == (4429, "Too many initialisation requests")
        async with connected(url) as socket:
            await socket.send(type="ping")
            assert await socket.told() == {"type": "pong"}
    assert faults(log) == []


async def test_a_connection_that_ends_while_something_is_being_told_is_no_fault(database: Path, tmp_path: Path) -> None:
    log = tmp_path / "journal"
    twice = json.dumps({"type": "subscribe", "id": "1", "payload": {"query": "{ __typename }"}})
    protocol = websockets.Subprotocol("graphql-transport-ws")
    with served(database, log=log, SOFI_WORKER="false", SOFI_LOG_FORMAT="json") as url:
        for _ in range(10):
            async with websockets.connect(url.replace("http://", "ws://"), subprotocols=[protocol]) as socket:
                # In one piece: the second is there, and ends it, before the first is refused.
                wire = socket.transport.get_extra_info("socket")
                wire.setsockopt(IPPROTO_TCP, TCP_CORK, 1)
                for message in ('{"type": "connection_init"}', twice, twice):
                    await socket.send(message)
                wire.setsockopt(IPPROTO_TCP, TCP_CORK, 0)
                with pytest.raises(websockets.ConnectionClosed):
                    while True:
                        await asyncio.wait_for(socket.recv(), 10)
                assert socket.close_code == 4409
    assert faults(log) == []


async def ended_by(url: str, message: str | bytes) -> tuple[int | None, str | None]:
    """How the service ends a connection on which a message comes."""
    protocol = websockets.Subprotocol("graphql-transport-ws")
    async with websockets.connect(url.replace("http://", "ws://"), subprotocols=[protocol]) as socket:
        await socket.send('{"type": "connection_init"}')
        await socket.recv()
        await socket.send(message)
        with pytest.raises(websockets.ConnectionClosed):
            await asyncio.wait_for(socket.recv(), 10)
        return socket.close_code, socket.close_reason


async def test_a_fault_is_told_by_its_reference_and_never_by_what_happened_inside(
    validator: Actor, database: Path, tmp_path: Path
) -> None:
    log = tmp_path / "journal"
    token = await open_token(validator.compte or 0)
    with served(database, log=log, SOFI_WORKER="false", SOFI_LOG_FORMAT="json") as url:
        bases.rows(database, "ALTER TABLE evenement RENAME TO ailleurs")
        async with connected(url, token) as socket:
            await socket.follow(QUEUE)
            said = await socket.told()
        [fault] = [line for line in faults(log) if "Erreur interne" in line["event"]]
    errors = said["payload"] if said["type"] == "error" else said["payload"]["errors"]
    assert [(error["message"], error["extensions"]) for error in errors] == [
        (f"Erreur interne, notée de notre côté. Référence : {fault['request_id']}", {"code": "INTERNAL"})
    ]
    assert len(fault["request_id"]) == 32
