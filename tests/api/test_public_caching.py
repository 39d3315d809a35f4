"""What a cache, and a caller who asks again, may do with an answer: tags, 304, and what is kept nowhere."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.app import create_app
from catalogue.models import Jeton
from catalogue.settings import Settings
from catalogue.transaction import transaction
from catalogue.vocabulary import Diffusion, Role
from seeds import procedure
from tests import factories
from tests.api.test_offre import CONTRACT
from tests.conftest import Client
from workflows import persisted, publication

JSON = "application/json"
GRAPHQL = "application/graphql-response+json"
PUBLIC = {"query": "{ formations { totalCount nodes { code intitule } } }"}
TREE = {"query": CONTRACT, "variables": '{"code": "19482-89393-143842"}'}
VARY = "Accept, Accept-Encoding"

pytestmark = pytest.mark.usefixtures("procedure_database")


@asynccontextmanager
async def serving(**settings: Any) -> AsyncIterator[Client]:
    """A client of an application with these settings."""
    app = create_app(Settings(_env_file=None, **settings))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://sofi.test") as http:
        yield Client(http)


async def ask(client: Client, asked: dict[str, str], **headers: str) -> httpx.Response:
    """A question by GET."""
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    return await client.http.get("/graphql", params=asked, headers=client.headers | given)


async def withdraw() -> None:
    await transaction(lambda: publication.take_offline(procedure.ACTION, Diffusion.RETIREE))


async def test_a_public_answer_may_be_kept_and_is_asked_again(client: Client) -> None:
    first = await ask(client, PUBLIC)
    assert first.headers["cache-control"] == "public, no-cache"
    assert first.headers["vary"] == VARY
    again = await ask(client, PUBLIC, If_None_Match=first.headers["etag"])
    assert (again.status_code, again.content) == (304, b"")
    for name in ("etag", "cache-control", "vary"):
        assert again.headers[name] == first.headers[name]
    assert "content-length" not in again.headers and "content-type" not in again.headers


async def test_a_document_asked_by_its_hash_is_told_in_the_same_way(client: Client) -> None:
    await persisted.add([("liste", PUBLIC["query"])])
    asked = {"documentId": persisted.fingerprint(PUBLIC["query"])}
    first, by_text = await ask(client, asked), await ask(client, PUBLIC)
    assert first.headers["cache-control"] == "public, no-cache"
    assert (first.content, first.headers["etag"]) == (by_text.content, by_text.headers["etag"])
    assert (await ask(client, asked, If_None_Match=first.headers["etag"])).status_code == 304


async def test_the_same_holds_where_nothing_is_kept() -> None:
    async with serving(cache_mb=0) as client:
        first = await ask(client, PUBLIC)
        assert first.headers["cache-control"] == "public, no-cache"
        assert (await ask(client, PUBLIC, If_None_Match=first.headers["etag"])).status_code == 304


async def test_an_operator_may_let_caches_give_it_again_for_a_while() -> None:
    async with serving(public_seconds=60) as client:
        assert (await ask(client, PUBLIC)).headers["cache-control"] == "public, max-age=60"
        assert (await ask(client, {"query": "{ me { email } }"})).headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ("{tag}", 304),
        ("W/{tag}", 304),
        ('"autre", {tag} ', 304),
        ("*", 304),
        ('"autre"', 200),
        ("{bare}", 200),
        ("", 200),
    ],
)
async def test_a_tag_is_found_in_a_list_weak_or_by_a_star(client: Client, given: str, status: int) -> None:
    tag = (await ask(client, PUBLIC)).headers["etag"]
    assert tag.startswith('"') and tag.endswith('"')
    sent = given.replace("{tag}", tag).replace("{bare}", tag.strip('"'))
    assert (await ask(client, PUBLIC, If_None_Match=sent)).status_code == status


async def test_each_representation_has_its_own_tag_always_the_same(client: Client) -> None:
    tags = set()
    for coding in ("zstd", "br", "gzip", "identity"):
        for media_type in (JSON, GRAPHQL):
            answers = [await ask(client, TREE, Accept=media_type, Accept_Encoding=coding) for _ in range(2)]
            assert answers[0].headers["etag"] == answers[1].headers["etag"]
            assert answers[0].headers["content-type"] == f"{media_type}; charset=utf-8"
            assert answers[0].headers.get("content-encoding", "identity") == coding
            tags.add(answers[0].headers["etag"])
    assert len(tags) == 8


async def test_the_tag_changes_with_what_is_online(client: Client) -> None:
    before = await ask(client, PUBLIC)
    await withdraw()
    after = await ask(client, PUBLIC, If_None_Match=before.headers["etag"])
    assert (after.status_code, after.json()["data"]["formations"]["totalCount"]) == (200, 0)
    assert after.headers["etag"] != before.headers["etag"]


async def test_head_answers_as_get_without_the_body(client: Client) -> None:
    got = await ask(client, PUBLIC)
    head = await client.http.head("/graphql", params=PUBLIC)
    assert (head.status_code, head.content) == (200, b"")
    for name in ("etag", "cache-control", "vary", "content-length", "content-type"):
        assert head.headers[name] == got.headers[name]
    assert (
        await client.http.head("/graphql", params={"query": "mutation { markRead { __typename } }"})
    ).status_code == 405


@pytest.mark.parametrize(
    "query",
    [
        "{ me { email } }",
        '{ workspace(siret: "13000511900032") { formations { nodes { code } } } }',
        "{ desk { queue { totalCount } } }",
        "{ organismes { nodes { nom } } }",
        "{ formations { nodes { organisme { fiche { raisonSociale } } } } }",
        "{ formations(first: 1000) { totalCount } }",
        "{ absent }",
    ],
)
async def test_what_is_not_public_or_went_wrong_is_kept_nowhere(client: Client, query: str) -> None:
    staff = client.signed(await transaction(lambda: factories.token(Role.ADMINISTRATEUR)))
    for _ in range(2):
        response = await ask(staff, {"query": query})
        assert response.headers["cache-control"] == "no-store"
        assert "etag" not in response.headers


async def test_what_is_posted_is_kept_by_no_cache(client: Client) -> None:
    response = await client.http.post("/graphql", json=PUBLIC)
    assert response.headers["cache-control"] == "no-store"
    assert "etag" not in response.headers


async def test_who_is_signed_in_gets_the_same_public_answer_as_anybody(client: Client) -> None:
    anybody = await ask(client, TREE)
    token = await transaction(lambda: factories.token(Role.ADMINISTRATEUR))
    known = await ask(client.signed(token), TREE)
    assert known.content == anybody.content
    for name in ("etag", "cache-control", "vary"):
        assert known.headers[name] == anybody.headers[name]


async def test_a_dead_token_is_refused_before_anything_kept_is_given(client: Client) -> None:
    await ask(client, PUBLIC)
    response = await ask(client.signed("jeton-mort"), PUBLIC)
    assert (response.status_code, response.headers["cache-control"]) == (401, "no-store")


async def test_an_answer_that_takes_a_dead_cookie_back_is_for_one_browser(
    client: Client, procedure_database: Path
) -> None:
    await ask(client, PUBLIC)
    assert await Jeton.all().count() == 0
    response = await ask(client, PUBLIC, Cookie="sofi_session=mort", Sec_Fetch_Site="same-origin")
    assert response.status_code == 200
    assert response.headers["set-cookie"].startswith("sofi_session=")
    assert response.headers["cache-control"] == "no-store"
    assert "etag" not in response.headers
