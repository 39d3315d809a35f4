"""What the addresses around GraphiQL answer, and under which headers."""

import json
import re
from collections.abc import AsyncIterator
from html import escape
from importlib import resources
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api.graphiql.examples import read_examples
from api.graphiql.lock import ASSETS
from api.graphiql.routes import graphiql_page, graphiql_routes
from api.graphiql.served import served_files

POLICY = (
    "default-src 'none'; script-src 'self'; style-src {style}; font-src data:; img-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    async def page(_: Request) -> Response:
        return graphiql_page()

    app = Starlette(routes=[*graphiql_routes(), Route("/graphql", page)])
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://sofi.test") as client:
        yield client


def _guards(answer: httpx.Response) -> tuple[str, str, str]:
    names = ("content-security-policy", "x-content-type-options", "referrer-policy")
    policy, sniffing, referrer = (answer.headers[name] for name in names)
    return policy, sniffing, referrer


@pytest.mark.usefixtures("installed")
async def test_the_page_allows_only_this_server_and_one_nonce_for_styles(client: httpx.AsyncClient) -> None:
    answer = await client.get("/graphql")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    nonces = re.findall(r'nonce="([\w-]{24})"', answer.text)
    assert len(nonces) == 1
    assert _guards(answer) == (POLICY.format(style=f"'self' 'nonce-{nonces[0]}'"), "nosniff", "no-referrer")
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.usefixtures("installed")
async def test_no_two_pages_share_a_nonce(client: httpx.AsyncClient) -> None:
    pages = {(await client.get("/graphql")).headers["content-security-policy"] for _ in range(5)}
    assert len(pages) == 5


@pytest.mark.usefixtures("installed")
async def test_nothing_is_inline_and_nothing_is_elsewhere(client: httpx.AsyncClient) -> None:
    page = (await client.get("/graphql")).text
    assert re.findall(r"<script(?![^>]* src=)|<style|\sstyle=|\son\w+=|javascript:", page) == []
    addresses = re.findall(r'(?:src|href)="([^"]+)"', page)
    assert len(addresses) == 13
    for address in addresses:
        assert not re.match(r"[a-z]+:|//", address), address
        if address != "graphql/schema.graphql":
            assert (await client.get(f"/{address.partition('#')[0]}")).status_code == 200, address


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("graphiql.js", "text/javascript; charset=utf-8"),
        ("graphiql.css", "text/css; charset=utf-8"),
        ("sofi.svg", "image/svg+xml"),
        ("graphiql.LICENSE.txt", "text/plain; charset=utf-8"),
    ],
)
async def test_a_file_is_served_whole_with_its_type_for_ever(
    client: httpx.AsyncClient, name: str, media_type: str
) -> None:
    file = served_files()[name]
    answer = await client.get(f"/graphql/{file.address}")
    assert answer.content == file.path.read_bytes()
    assert answer.headers["content-type"] == media_type
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert _guards(answer) == (POLICY.format(style="'self'"), "nosniff", "no-referrer")


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize("coding", ["br", "gzip"])
async def test_a_file_is_sent_compressed_to_those_who_say_that_they_take_it(
    client: httpx.AsyncClient, coding: str
) -> None:
    file = served_files()["graphiql.js"]
    for _ in range(2):
        answer = await client.get(f"/graphql/{file.address}", headers={"Accept-Encoding": coding})
        assert (answer.headers["content-encoding"], answer.headers["vary"]) == (coding, "Accept-Encoding")
        assert int(answer.headers["content-length"]) < len(answer.content) / 2
        assert answer.content == file.path.read_bytes()
    plain = await client.get(f"/graphql/{file.address}", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert (plain.headers["vary"], plain.content) == ("Accept-Encoding", file.path.read_bytes())


async def test_any_other_address_below_is_404(client: httpx.AsyncClient) -> None:
    fingerprint = served_files()["sofi.js"].fingerprint
    for address in (
        f"{fingerprint}/absent.js",
        f"{fingerprint}/sofi.css",
        "0000000000000000/sofi.js",
        f"{fingerprint}/..%2Finstall.py",
        f"{fingerprint}/%2Fetc%2Fpasswd",
        f"{fingerprint}/..%5Cinstall.py",
        "../install.py",
        "%2e%2e/install.py",
        "",
    ):
        answer = await client.get(f"/graphql/assets/{address}")
        assert answer.status_code == 404, address
        assert "def " not in answer.text


async def test_the_examples_are_given_in_order_as_the_editor_shows_them(client: httpx.AsyncClient) -> None:
    answer = await client.get("/graphql/exemples.json")
    assert answer.headers["cache-control"] == "no-cache"
    tabs = answer.json()
    assert [tab["name"] for tab in tabs] == [example.name for example in read_examples()]
    for tab, example in zip(tabs, read_examples(), strict=True):
        assert tab["query"] == example.query
        assert json.loads(tab["variables"]) == example.variables


async def test_the_documentation_shows_every_example_without_a_script(client: httpx.AsyncClient) -> None:
    answer = await client.get("/graphql/documentation")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "<script" not in answer.text
    assert _guards(answer) == (POLICY.format(style="'self'"), "nosniff", "no-referrer")
    for example in read_examples():
        assert escape(example.query) in answer.text
        assert f'href="../graphql?exemple={example.name}"' in answer.text


async def test_the_schema_is_the_committed_one(client: httpx.AsyncClient) -> None:
    answer = await client.get("/graphql/schema.graphql")
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.text == resources.files("api").joinpath("schema.graphql").read_text(encoding="utf-8")


def test_without_its_files_the_page_says_what_to_run(tmp_path: Path) -> None:
    answer = graphiql_page(assets=tmp_path)
    text = bytes(answer.body).decode()
    assert answer.status_code == 503
    assert "est pas installé</h1>" in text
    assert "<code>python -m api.graphiql.install</code>" in text
    assert "<code>react.js, react.LICENSE.txt, react-dom.js," in text
    assert "<script" not in text


@pytest.mark.usefixtures("installed")
def test_one_file_less_is_enough_to_say_so(tmp_path: Path) -> None:
    for file in ASSETS.iterdir():
        if file.name != "explorer.js":
            (tmp_path / file.name).write_bytes(b"")
    answer = graphiql_page(assets=tmp_path)
    assert answer.status_code == 503
    assert "<code>explorer.js</code>" in bytes(answer.body).decode()
