"""Answers in fewer bytes: the same answer whatever its coding, and none that costs more than it saves."""

import gzip
import sys
from collections.abc import Callable

import brotli
import httpx
import pytest

from api import compressing
from tests.conftest import Client

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

LONG = {"query": "{ vocabulaires { name libelle source termes { code libelle valeur } } }"}
SHORT = {"query": "{ __typename }"}
READ: dict[str, Callable[[bytes], bytes]] = {
    "zstd": zstd.decompress,
    "br": brotli.decompress,
    "gzip": gzip.decompress,
    "identity": bytes,
}

pytestmark = pytest.mark.usefixtures("database")


async def raw(client: Client, asked: dict[str, str], accept_encoding: str) -> tuple[httpx.Response, bytes]:
    """An answer, and its bytes as they were sent."""
    headers = {"Accept-Encoding": accept_encoding}
    async with client.http.stream("POST", "/graphql", json=asked, headers=headers) as response:
        return response, b"".join([part async for part in response.aiter_raw()])


@pytest.mark.parametrize("coding", ["zstd", "br", "gzip"])
async def test_a_long_answer_is_the_same_in_every_coding_and_a_third_as_long(client: Client, coding: str) -> None:
    plain, expected = await raw(client, LONG, "identity")
    assert "content-encoding" not in plain.headers
    assert plain.headers["content-length"] == str(len(expected))
    response, sent = await raw(client, LONG, coding)
    assert response.headers["content-encoding"] == coding
    assert response.headers["content-length"] == str(len(sent))
    assert response.headers["vary"] == "Accept, Accept-Encoding"
    assert READ[coding](sent) == expected
    assert len(sent) < len(expected) / 3


async def test_a_short_answer_is_sent_as_it_is(client: Client) -> None:
    response, sent = await raw(client, SHORT, "zstd, br, gzip")
    assert "content-encoding" not in response.headers
    assert sent == b'{"data":{"__typename":"Query"}}'


async def test_who_refuses_an_answer_as_it_is_gets_a_short_one_compressed(client: Client) -> None:
    response, sent = await raw(client, SHORT, "identity;q=0, gzip")
    assert response.headers["content-encoding"] == "gzip"
    assert gzip.decompress(sent) == b'{"data":{"__typename":"Query"}}'


async def test_who_accepts_nothing_is_told_so_before_anything_is_done(client: Client) -> None:
    mutation = {"query": 'mutation { signIn(input: {email: "a@b.fr", password: "x"}) { __typename } }'}
    response = await client.http.post("/graphql", json=mutation, headers={"Accept-Encoding": "*;q=0"})
    assert (response.status_code, response.json()["errors"][0]["message"]) == (
        406,
        "Ce service répond en zstd, br, gzip, identity : demandez l'un d'eux dans Accept-Encoding.",
    )


@pytest.mark.parametrize("coding", list(compressing.Coding))
async def test_what_is_compressed_in_a_thread_is_what_would_be_compressed_at_once(
    monkeypatch: pytest.MonkeyPatch, coding: compressing.Coding
) -> None:
    body = b"formation, action, session. " * 8000
    in_thread = await compressing.compressed(body, coding)
    monkeypatch.setattr(compressing, "LONG", 10**9)
    assert await compressing.compressed(body, coding) == in_thread
    assert READ[coding](in_thread) == body
