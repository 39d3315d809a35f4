"""What is logged: one line a request with its id, no secret, and a fault once with its traceback."""

import io
import json
import logging
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from api import logs
from api.app import create_app
from catalogue.reads import published
from catalogue.settings import LogFormat, LogLevel, Settings

ASK = {"query": "query Types { __typename }", "operationName": "Types"}


@pytest.fixture
def written() -> Iterator[Callable[[LogFormat], io.StringIO]]:
    """Configure the logs as a process does, into a text; everything is put back afterwards."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    stream = io.StringIO()

    def configure(chosen: LogFormat) -> io.StringIO:
        logs.configure(Settings(_env_file=None, log_format=chosen, log_level=LogLevel.INFO))
        root.handlers[0].setStream(stream)  # type: ignore[attr-defined]
        return stream

    yield configure
    root.handlers = handlers
    root.setLevel(level)


@pytest.fixture
async def http() -> AsyncIterator[httpx.AsyncClient]:
    """A client of the application with its logging, as it is served."""
    app = logs.LoggingMiddleware(create_app(Settings(_env_file=None)))
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://sofi.test") as http:
        yield http


def lines(stream: io.StringIO) -> list[dict[str, Any]]:
    """The lines of the application, in JSON."""
    found = [json.loads(line) for line in stream.getvalue().splitlines()]
    return [line for line in found if not line["event"].startswith("HTTP Request")]


async def test_a_request_leaves_one_line_in_json(
    database: Path, http: httpx.AsyncClient, written: Callable[[LogFormat], io.StringIO]
) -> None:
    stream = written(LogFormat.JSON)
    response = await http.post("/graphql", json=ASK, headers={"X-Request-Id": "essai-1"})
    [line] = lines(stream)
    assert response.headers["x-request-id"] == line["request_id"] == "essai-1"
    assert line.pop("timestamp").endswith("Z") and line.pop("ms") > 0
    assert line == {
        "event": "POST /graphql",
        "level": "info",
        "status": 200,
        "bytes": len(response.content),
        "operation": "Types",
        "request_id": "essai-1",
    }


async def test_a_request_leaves_one_line_for_people(
    database: Path, http: httpx.AsyncClient, written: Callable[[LogFormat], io.StringIO]
) -> None:
    stream = written(LogFormat.HUMAIN)
    await http.get("/health/live", headers={"X-Request-Id": "essai-2"})
    [line] = [line for line in stream.getvalue().splitlines() if "/health/live" in line and "http://" not in line]
    assert "[info" in line and "GET /health/live" in line and "request_id=essai-2" in line and "status=200" in line


@pytest.mark.parametrize("given", ["a" * 65, "deux mots", "x\x1b[31m", "é", ""])
async def test_an_id_that_is_not_safe_is_replaced(database: Path, http: httpx.AsyncClient, given: str) -> None:
    response = await http.post("/graphql", json=ASK, headers={b"X-Request-Id": given.encode()})
    identity = response.headers["x-request-id"]
    assert len(identity) == 32 and identity != given


async def test_neither_variables_nor_tokens_are_logged(
    database: Path, http: httpx.AsyncClient, written: Callable[[LogFormat], io.StringIO]
) -> None:
    stream = written(LogFormat.JSON)
    query = 'mutation($p: String!) { signIn(input: {email: "a@b.fr", password: $p}) { __typename } }'
    await http.post("/graphql", json={"query": query, "variables": {"p": "motdepasse-secret"}})
    await http.post("/graphql?cle=secret-adresse", json=ASK, headers={"Authorization": "Bearer jeton-secret"})
    own = "\n".join(json.dumps(line) for line in lines(stream))
    assert "secret" not in own
    assert len([line for line in lines(stream) if line["event"] == "POST /graphql"]) == 2


async def test_what_nobody_foresaw_is_logged_once_and_told_by_its_reference(
    database: Path,
    http: httpx.AsyncClient,
    written: Callable[[LogFormat], io.StringIO],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_args: object, **_kwargs: object) -> None:
        raise LookupError("détail interne")

    monkeypatch.setattr(published, "formations", broken)
    stream = written(LogFormat.JSON)
    response = await http.post("/graphql", json={"query": "{ formations { totalCount } }"})
    [error] = response.json()["errors"]
    reference = response.headers["x-request-id"]
    assert error["message"] == f"Erreur interne, notée de notre côté. Référence : {reference}"
    assert error["extensions"] == {"code": "INTERNAL"}
    assert "détail interne" not in response.text
    [fault] = [line for line in lines(stream) if line["level"] == "error"]
    assert fault["request_id"] == reference
    assert "LookupError: détail interne" in fault["exception"]
