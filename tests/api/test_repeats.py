"""A public question that comes again in the same bytes: answered before it is read, never stale, never somebody's own."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import orjson
import pytest

from api import repeats as repeats_module
from api.repeats import Repeatable, Repeats, may_be_repeated
from catalogue import clock
from catalogue.models import Organisme, Publication
from catalogue.transaction import transaction
from catalogue.vocabulary import Diffusion
from seeds import procedure
from tests import factories
from tests.conftest import Client
from workflows import publication

QUESTION = orjson.dumps(
    {
        "query": "query Code($code: CodeFas!) { offre(code: $code) { __typename action { code } } }",
        "variables": {"code": "19482-89393"},
        "operationName": "Code",
    }
)
JSON = {"Content-Type": "application/json"}
ONLINE = b'{"data":{"offre":{"__typename":"Offre","action":{"code":"19482-89393"}}}}'
GONE = b'{"data":{"offre":{"__typename":"OffreRetiree","action":null}}}'

online = pytest.mark.usefixtures("procedure_database")


async def ask(client: Client, body: bytes = QUESTION, **headers: str) -> httpx.Response:
    return await client.http.post("/graphql", content=body, headers={**JSON, **headers})


@online
async def test_a_repeated_question_has_the_same_answer_for_one_statement(
    client: Client, statements: Callable[[], Any]
) -> None:
    first = await ask(client)
    with statements() as sent:
        again = await ask(client)
    assert (first.status_code, first.content) == (again.status_code, again.content) == (200, ONLINE)
    assert dict(first.headers) == dict(again.headers)
    assert sent == ["SELECT valeur FROM compteur WHERE nom = 'publication' ()"]


@online
async def test_it_is_never_given_after_something_was_published_or_withdrawn(client: Client) -> None:
    assert [(await ask(client)).content for _ in range(2)] == [ONLINE, ONLINE]
    await transaction(lambda: publication.take_offline(procedure.ACTION, Diffusion.RETIREE))
    assert [(await ask(client)).content for _ in range(2)] == [GONE, GONE]
    await transaction(lambda: publication.put_back(procedure.ACTION))
    assert [(await ask(client)).content for _ in range(2)] == [ONLINE, ONLINE]


@online
async def test_another_day_is_another_answer(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    question = orjson.dumps({"query": '{ offre(code: "19482-89393-143842") { session { etat } } }'})
    assert b"INACTIF" in (await ask(client, question)).content
    assert b"INACTIF" in (await ask(client, question)).content
    monkeypatch.setattr(clock, "today", lambda: date(2021, 10, 1))
    assert b'"ACTIF"' in (await ask(client, question)).content


@online
async def test_what_decides_how_an_answer_is_told_tells_questions_apart(client: Client) -> None:
    long = orjson.dumps(
        {
            "query": "{ formations(first: 5) { nodes { id code actions { sessions { intitule: code complet: id dispositifs { id publics { code libelle } type { code libelle famille } codesExternes nombrePlaces fraisPedagogiques { ht tauxTva ttc } } } } } } }"
        }
    )
    await factories.published(5)
    plain = await ask(client, long, **{"Accept-Encoding": "identity"})
    for _ in range(2):
        coded = await ask(client, long, **{"Accept-Encoding": "gzip"})
        assert (coded.headers["content-encoding"], coded.content) == ("gzip", plain.content)
        other = await ask(client, long, Accept="application/graphql-response+json", **{"Accept-Encoding": "identity"})
        assert other.headers["content-type"] == "application/graphql-response+json; charset=utf-8"
        assert (await ask(client, long, **{"Accept-Encoding": "identity"})).headers == plain.headers


@online
async def test_who_says_who_they_are_is_asked_each_time(client: Client) -> None:
    await ask(client)
    await ask(client)
    refused = await ask(client, Authorization="Bearer personne")
    assert (refused.status_code, refused.json()["errors"][0]["extensions"]["code"]) == (401, "UNAUTHENTICATED")


@online
async def test_what_reads_the_directory_as_it_is_is_read_each_time(client: Client) -> None:
    """Nothing is published in between: only the rows of today change."""
    body = orjson.dumps({"query": '{ offre(code: "19482") { formation { organisme { fiche { raisonSociale } } } } }'})
    for name in ("Premier nom", "Second nom"):
        await Organisme.all().update(raison_sociale=name)
        for _ in range(2):
            offre = (await ask(client, body)).json()["data"]["offre"]
            assert offre["formation"]["organisme"]["fiche"] == {"raisonSociale": name}


@online
async def test_what_went_wrong_is_asked_again(client: Client) -> None:
    """A question about what is online fails while a document is spoilt; nothing is published until it is mended."""
    document = (await Publication.get()).document
    await Publication.all().update(document="{")
    for _ in range(2):
        failed = (await ask(client)).json()
        assert [error["extensions"]["code"] for error in failed["errors"]] == ["INTERNAL"]
    await Publication.all().update(document=document)
    assert (await ask(client)).content == ONLINE


@online
async def test_a_word_in_one_question_is_no_other_question(client: Client) -> None:
    await ask(client)
    other = await ask(client, QUESTION.replace(b"19482-89393", b"19482-89394"))
    assert other.json() == {"data": {"offre": {"__typename": "OffreInconnue", "action": None}}}


async def test_what_is_kept_is_bounded_and_the_oldest_goes(database: Path) -> None:
    """Through the middleware alone, so that sizes are exact."""
    asked: list[bytes] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        asked.append((await receive())["body"])
        may_be_repeated(scope, Repeatable(0, clock.today(), None))
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"x" * 400})

    repeats = Repeats(app, size=4 * 1001 + 10)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(repeats), base_url="http://sofi.test") as http:

        async def turn(*bodies: bytes) -> list[bytes]:
            asked.clear()
            for body in bodies:
                assert (await http.post("/graphql", content=body)).content == b"x" * 400
            return list(asked)

        assert await turn(b"a", b"b", b"c", b"d", b"a", b"b", b"c", b"d") == [b"a", b"b", b"c", b"d"]
        assert repeats.used == 4 * 1001
        assert await turn(b"a", b"e", b"a", b"b") == [b"e", b"b"]
        assert repeats.used == 4 * 1001


async def test_what_moves_on_while_the_place_is_asked_is_not_given(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a server the place is awaited: meanwhile another request may have kept the answers of a later place."""
    place, told = 7, b"ancien"

    async def app(scope: Any, receive: Any, send: Any) -> None:
        await receive()
        may_be_repeated(scope, Repeatable(place, clock.today(), None))
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": told})

    repeats = Repeats(app, size=10_000)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(repeats), base_url="http://sofi.test") as http:

        async def ask_app(body: bytes) -> bytes:
            return (await http.post("/graphql", content=body)).content

        async def at_once() -> int:
            return place

        async def published_meanwhile() -> int:
            nonlocal place, told
            place, told = 8, b"neuf"
            monkeypatch.setattr(repeats_module, "last_place", at_once)
            assert await ask_app(b"autre") == b"neuf"
            return place

        monkeypatch.setattr(repeats_module, "last_place", at_once)
        assert [await ask_app(b"question") for _ in range(2)] == [b"ancien", b"ancien"]
        monkeypatch.setattr(repeats_module, "last_place", published_meanwhile)
        assert await ask_app(b"question") == b"neuf"
