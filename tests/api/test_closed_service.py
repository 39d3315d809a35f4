"""SOFI_DOCUMENTS=enregistres: nothing is run but what the operator registered, by HTTP and by WebSocket."""

from pathlib import Path
from typing import Any

import pytest

from api.password.routes import page_documents
from catalogue.settings import DocumentsAdmis
from tests.api.conftest import Unchanged
from tests.api.persisted import CLOSED, DATA, MUTATION, TEXT, refused, service
from tests.api.sockets import connected
from tests.served import served
from workflows import persisted
from workflows.persisted import fingerprint

CLOSED_TO_OTHERS = DocumentsAdmis.ENREGISTRES
FOLLOW = "subscription { queueChanged { type } }"


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("text", [TEXT, MUTATION, "{ __schema { types { name } } }", "{ absent", " { a }"])
async def test_a_text_is_refused_with_its_hash_or_without_and_even_registered(unchanged: Unchanged, text: str) -> None:
    await persisted.add([("un", TEXT)])
    expected = (403, "PERSISTED_DOCUMENT_REQUIRED", CLOSED)
    async with unchanged(), service(CLOSED_TO_OTHERS) as here:
        assert refused(await here.post(query=text)) == expected
        assert refused(await here.get(query=text)) == expected
        assert refused(await here.post(query=text, documentId=fingerprint(text))) == expected


@pytest.mark.usefixtures("database")
async def test_what_a_stranger_brought_before_the_service_was_closed_is_not_trusted(unchanged: Unchanged) -> None:
    await persisted.register_at_first_use(TEXT)
    async with service(CLOSED_TO_OTHERS) as here:
        async with unchanged():
            assert refused(await here.get(documentId=fingerprint(TEXT)))[1] == "PERSISTED_DOCUMENT_NOT_FOUND"
        await persisted.add([("un", TEXT)])
        assert (await here.get(documentId=fingerprint(TEXT))).json() == DATA


@pytest.mark.usefixtures("database")
async def test_the_page_of_passwords_still_works() -> None:
    async with service(CLOSED_TO_OTHERS) as here:
        sent = []
        for name in ("reset", "forgotten"):
            response = await here.http.get(f"/mot-de-passe/{name}.graphql")
            assert (response.status_code, response.headers["content-type"]) == (200, "text/plain; charset=utf-8")
            sent.append(response.text)
        assert set(sent) == page_documents()
        reset, forgotten = sent
        told = await here.post(query=reset, variables={"input": {"token": "x", "password": "une phrase de passe"}})
        assert told.json()["data"]["resetPassword"]["__typename"] == "AuthenticationFailed"
        told = await here.post(query=forgotten, variables={"input": {"email": "personne@exemple.fr"}})
        assert list(told.json()["data"]["requestPasswordReset"]) == ["message"]
        assert refused(await here.post(query=f"{reset} "))[1] == "PERSISTED_DOCUMENT_REQUIRED"


@pytest.mark.usefixtures("database")
async def test_a_browser_is_told_that_graphiql_is_closed() -> None:
    async with service(CLOSED_TO_OTHERS) as here:
        page = await here.http.get("/graphql", headers={"Accept": "text/html"})
        assert (page.status_code, page.headers["content-type"]) == (403, "text/html; charset=utf-8")
        assert "<h1>GraphiQL est fermé sur ce serveur</h1>" in page.text and "script" not in page.text
        assert page.headers["cache-control"] == "no-store"
        assert (await here.http.get("/graphql/documentation")).status_code == 200


async def test_a_subscription_is_followed_by_its_hash_and_by_its_text_only_where_that_is_open(database: Path) -> None:
    await persisted.add([("file", FOLLOW)])
    required = {"message": CLOSED, "extensions": {"code": "PERSISTED_DOCUMENT_REQUIRED"}}
    with served(database, SOFI_DOCUMENTS="enregistres") as url:
        async with connected(url) as socket:
            for payload in ({"query": FOLLOW}, {"query": FOLLOW, "documentId": fingerprint(FOLLOW)}):
                await socket.send(type="subscribe", id="1", payload=payload)
                assert await socket.told() == {"id": "1", "type": "error", "payload": [required]}
            await socket.send(type="subscribe", id="1", payload={"query": ""})
            assert (await socket.told())["payload"][0]["extensions"] == {"code": "BAD_REQUEST"}
            await socket.send(type="subscribe", id="2", payload={"documentId": "a" * 64})
            assert (await socket.told())["payload"][0]["extensions"]["code"] == "PERSISTED_DOCUMENT_NOT_FOUND"
            await socket.send(type="subscribe", id="3", payload={"documentId": "abc"})
            assert (await socket.told())["payload"][0]["extensions"]["code"] == "BAD_REQUEST"
            await socket.send(type="subscribe", id="4", payload={"documentId": f"sha256:{fingerprint(FOLLOW)}"})
            # It is run: the queue is not for a stranger.
            said = await socket.told()
            assert said["id"] == "4"
            assert _code(said) == "UNAUTHENTICATED"


async def test_an_open_service_follows_by_text_and_by_hash(database: Path) -> None:
    await persisted.add([("file", FOLLOW)])
    with served(database) as url:
        async with connected(url) as socket:
            for number, payload in enumerate(({"query": FOLLOW}, {"documentId": fingerprint(FOLLOW)})):
                await socket.send(type="subscribe", id=str(number), payload=payload)
                assert _code(await socket.told()) == "UNAUTHENTICATED"
                await socket.told()


def _code(said: Any) -> str:
    """The code of the one error of a message."""
    [error] = said["payload"] if said["type"] == "error" else said["payload"]["errors"]
    code: str = error["extensions"]["code"]
    return code
