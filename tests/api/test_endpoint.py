"""GraphQL over HTTP: methods, media types, bodies; each wrong one has its status and a sentence in French."""

import asyncio
import gzip
import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from api import incoming
from tests.conftest import Client

ASK = {"query": "{ __typename }"}
DATA = {"data": {"__typename": "Query"}}
HOW = 'Envoyez en POST un objet JSON {"query": "…", "variables": {…}}.'
NEW = "application/graphql-response+json"
OLD = "application/json"

pytestmark = pytest.mark.usefixtures("database")


def message(response: httpx.Response) -> str:
    """The one error of an answer, which is in its own media type and kept by no cache."""
    assert response.headers["cache-control"] == "no-store"
    body = response.json()
    assert "data" not in body
    [error] = body["errors"]
    text: str = error["message"]
    return text


async def post(client: Client, content: bytes | str, **headers: str) -> httpx.Response:
    """A raw body."""
    return await client.http.post("/graphql", content=content, headers={"Content-Type": OLD, **headers})


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (None, OLD),
        ("*/*", OLD),
        ("application/*", OLD),
        (OLD, OLD),
        (NEW, NEW),
        (f"{NEW}, {OLD}", NEW),
        (f"{OLD}, {NEW}", OLD),
        (f"{NEW};q=0.5, {OLD};q=0.9", OLD),
        (f"{OLD};q=0, {NEW}", NEW),
        (f"{NEW};q=abc, */*", OLD),
        ("text/html;q=0.9, application/json;q=0.8", OLD),
    ],
)
async def test_the_answer_comes_in_the_media_type_that_is_wanted(
    client: Client, accept: str | None, expected: str
) -> None:
    headers = {"Accept": accept} if accept else {}
    if accept is None:
        del client.http.headers["Accept"]
    response = await client.http.post("/graphql", json=ASK, headers=headers)
    assert (response.status_code, response.json()) == (200, DATA)
    assert response.headers["content-type"] == f"{expected}; charset=utf-8"
    assert response.headers["vary"] == "Accept, Accept-Encoding"
    assert response.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("accept", ["text/plain", "text/html", "image/*, text/csv", f"{OLD};q=0"])
async def test_what_cannot_be_written_is_told(client: Client, accept: str) -> None:
    response = await client.http.post("/graphql", json=ASK, headers={"Accept": accept})
    assert response.status_code == 406
    assert message(response) == f"Ce service répond en {NEW} ou {OLD} : demandez l'un des deux dans Accept."


@pytest.mark.parametrize("media_type", [OLD, NEW])
async def test_a_request_that_is_wrong_has_its_status_by_media_type(client: Client, media_type: str) -> None:
    response = await client.http.post("/graphql", json={"query": "{ absent }"}, headers={"Accept": media_type})
    assert response.status_code == (400 if media_type == NEW else 200)
    assert response.json()["errors"][0]["extensions"]["code"] == "GRAPHQL_VALIDATION_FAILED"


async def test_a_query_may_come_by_get_with_its_variables_and_the_name_of_its_operation(client: Client) -> None:
    query = "query A { __typename } query B($n: NomVocabulaire!) { vocabulaire(name: $n) { name } }"
    parameters = {"query": query, "operationName": "B", "variables": '{"n": "RYTHMES"}'}
    response = await client.http.get("/graphql", params=parameters)
    assert (response.status_code, response.json()) == (200, {"data": {"vocabulaire": {"name": "RYTHMES"}}})


async def test_a_mutation_by_get_is_not_done(client: Client) -> None:
    response = await client.http.get("/graphql", params={"query": "mutation { markRead { __typename } }"})
    assert (response.status_code, response.headers["allow"]) == (405, "POST")
    assert message(response) == "Par GET on ne fait que lire : envoyez les mutations en POST."


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
async def test_other_methods_are_not_served(client: Client, method: str) -> None:
    response = await client.http.request(method, "/graphql", json=ASK)
    assert (response.status_code, response.headers["allow"]) == (405, "GET, POST")
    assert message(response) == f"La méthode {method} n'est pas servie ici : GET ou POST."


async def test_a_get_without_query_says_how_to_ask(client: Client) -> None:
    response = await client.http.get("/graphql", headers={"Accept": OLD})
    assert response.status_code == 400
    assert message(response).startswith("Envoyez en POST un objet JSON")


@pytest.mark.parametrize(
    "content_type",
    ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/json; charset=latin-1"],
)
async def test_only_json_in_utf_8_is_read(client: Client, content_type: str) -> None:
    response = await post(client, json.dumps(ASK), **{"Content-Type": content_type})
    assert response.status_code == 415
    assert message(response) == f"Content-Type « {content_type} » : application/json en UTF-8 est attendu. {HOW}"


async def test_a_body_without_its_type_or_compressed_is_not_read(client: Client) -> None:
    untyped = await post(client, json.dumps(ASK), **{"Content-Type": ""})
    assert (untyped.status_code, message(untyped)) == (
        415,
        f"Il manque l'en-tête Content-Type : application/json en UTF-8 est attendu. {HOW}",
    )
    compressed = await post(client, gzip.compress(json.dumps(ASK).encode()), **{"Content-Encoding": "gzip"})
    assert (compressed.status_code, compressed.headers["accept-encoding"], message(compressed)) == (
        415,
        "identity",
        "Content-Encoding « gzip » : envoyez le corps de la demande sans compression.",
    )
    as_it_is = await post(client, json.dumps(ASK), **{"Content-Encoding": "identity"})
    assert as_it_is.json() == DATA


@pytest.mark.parametrize("content_type", ["application/json;charset=utf-8", 'application/json; charset="UTF-8"'])
async def test_the_charset_may_be_said(client: Client, content_type: str) -> None:
    assert (await post(client, json.dumps(ASK), **{"Content-Type": content_type})).json() == DATA


_BODY = "Le corps de la demande"
_JSON = f"{_BODY} ne se lit pas : ce n'est pas du JSON bien formé. {HOW}"
_NUL = f"{_BODY} contient un caractère nul ou une moitié de paire Unicode : retirez-le."


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", _JSON),
        (b"{", _JSON),
        (b"{'query': 1}", _JSON),
        (b'{"query": NaN}', _JSON),
        (b'{"query": "{ __typename }", "variables": {"a": Infinity}}', _JSON),
        (b'{"query": "\xff"}', f"{_BODY} ne se lit pas : il n'est pas en UTF-8. {HOW}"),
        (b"[" * 100_000, f"{_BODY} est imbriqué trop profondément."),
        (b"[]", "Les demandes groupées ne sont pas servies : une demande par requête."),
        (b'[{"query": "{ __typename }"}]', "Les demandes groupées ne sont pas servies : une demande par requête."),
        (b"null", f"Le corps de la demande est un objet JSON. {HOW}"),
        (b'"{ __typename }"', f"Le corps de la demande est un objet JSON. {HOW}"),
        (b"{}", f"Il manque `query`, le document GraphQL en texte. {HOW}"),
        (b'{"query": null}', f"Il manque `query`, le document GraphQL en texte. {HOW}"),
        (b'{"query": 12}', f"Il manque `query`, le document GraphQL en texte. {HOW}"),
        (b'{"query": "  "}', f"Il manque `query`, le document GraphQL en texte. {HOW}"),
        (b'{"query": "{a}", "variables": []}', '`variables` est un objet JSON : {"nom": valeur}.'),
        (b'{"query": "{a}", "variables": "x"}', '`variables` est un objet JSON : {"nom": valeur}.'),
        (b'{"query": "{a}", "operationName": 3}', "`operationName` est le nom d'une opération du document, en texte."),
        (b'{"query": "{a}", "extensions": 3}', "`extensions` est un objet JSON."),
        (b'{"query": "{a}", "variables": {"a": "x\\u0000"}}', _NUL),
        (b'{"query": "{a}", "variables": {"\\u0000": 1}}', _NUL),
        (b'{"query": "{a}", "variables": {"a": ["\\ud83d"]}}', _NUL),
    ],
)
async def test_a_body_that_cannot_be_read_says_why(client: Client, content: bytes, expected: str) -> None:
    response = await post(client, content)
    assert (response.status_code, message(response)) == (400, expected)
    assert (await client.answer("{ __typename }")) == DATA


@pytest.mark.parametrize("text", ["\\u0000 en toutes lettres", "😀", "l'\u202eenvers", "\\ud83d"])
async def test_a_text_that_only_looks_like_one_is_taken(client: Client, text: str) -> None:
    data = await client.data("query($t: String!) { certifications(filter: {texte: $t}) { totalCount } }", t=text)
    assert data == {"certifications": {"totalCount": 0}}


async def test_the_operation_must_be_named_when_there_are_several(client: Client) -> None:
    code, message = await client.refusal("query A { __typename } query B { __typename }")
    assert (code, message) == (
        "BAD_USER_INPUT",
        "Le document a plusieurs opérations : nommez celle à exécuter dans `operationName`.",
    )


async def test_an_operation_that_the_document_lacks(client: Client) -> None:
    response = await client.http.post("/graphql", json={"query": "query A { __typename }", "operationName": "B"})
    assert response.status_code == 400
    assert message(response) == (
        "Le document n'a pas l'opération demandée, ou en a plusieurs : nommez-la dans `operationName`."
    )


async def stream(parts: int, pause: float = 0) -> AsyncIterator[bytes]:
    """A body without a length, in parts of 64 KiB."""
    for _ in range(parts):
        await asyncio.sleep(pause)
        yield b" " * 65536


@pytest.mark.parametrize("chunked", [False, True])
async def test_a_body_that_is_too_large_is_not_read_to_its_end(client: Client, chunked: bool) -> None:
    content: Any = stream(160) if chunked else b" " * (10 * 1024 * 1024)
    response = await client.http.post("/graphql", content=content, headers={"Content-Type": OLD})
    assert response.status_code == 413
    assert message(response) == "Une demande fait 256 Kio au plus : découpez-la."


async def test_a_body_that_does_not_come_is_not_waited_for(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(incoming, "BODY_SECONDS", 0.05)
    response = await client.http.post("/graphql", content=stream(3, 0.2), headers={"Content-Type": OLD})
    assert response.status_code == 408
    assert message(response) == "Le corps de la demande n'est pas arrivé en 0.05 secondes."
