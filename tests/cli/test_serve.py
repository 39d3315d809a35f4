"""The server as a process: it starts with one line, ends in order, and says in one line why it cannot start."""

import asyncio
import json
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import websockets

from tests import bases
from tests.ports import free_port
from tests.project import ROOT
from tests.served import environment, served


@pytest.fixture
def base(migrated_file: Path, tmp_path: Path) -> Path:
    """A database to serve."""
    path = tmp_path / "sofi.db"
    bases.copy(migrated_file, path)
    return path


@pytest.fixture(scope="module")
def served_base(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a service that several tests ask."""
    path = tmp_path_factory.mktemp("servie") / "sofi.db"
    bases.copy(migrated_file, path)
    with served(path, SOFI_WORKER="false") as address:
        yield address


def refused(database: Path, *arguments: str, **settings: str) -> str:
    """The one line in which a process that cannot serve says why."""
    done = subprocess.run(
        [sys.executable, "-m", "cli", "serve", *arguments],
        cwd=ROOT,
        env=environment(database, **settings),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    assert done.stdout == ""
    [line] = done.stderr.splitlines()
    return line


def test_it_says_where_it_answers_and_ends_in_order(base: Path) -> None:
    command = [sys.executable, "-m", "cli", "serve", "--port", "0"]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment(base), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout is not None
        line = process.stdout.readline().strip()
        assert line.startswith("SOFI répond sur http://127.0.0.1:") and line.endswith("(GraphiQL dans un navigateur)")
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=20)


def test_it_finishes_a_request_that_is_running_when_it_is_told_to_stop(base: Path) -> None:
    port = free_port()
    command = [sys.executable, "-m", "cli", "serve", "--port", str(port)]
    with subprocess.Popen(command, cwd=ROOT, env=environment(base), stderr=subprocess.DEVNULL) as process:
        _until_ready(port)
        body = b'{"query": "{ __typename }"}'
        head = f"POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        with socket.create_connection(("127.0.0.1", port)) as connection:
            connection.sendall(head.encode() + body[:5])
            time.sleep(0.3)
            process.send_signal(signal.SIGTERM)
            time.sleep(0.3)
            connection.sendall(body[5:])
            assert b"200 OK" in connection.recv(4096)
        process.wait(timeout=20)


def test_a_client_that_asks_at_the_moment_at_which_it_stops_is_answered(base: Path) -> None:
    port = free_port()
    command = [sys.executable, "-m", "cli", "serve", "--port", str(port)]
    with subprocess.Popen(command, cwd=ROOT, env=environment(base), stderr=subprocess.DEVNULL) as process:
        _until_ready(port)
        with socket.create_connection(("127.0.0.1", port)) as connection:
            time.sleep(0.3)
            process.send_signal(signal.SIGTERM)
            time.sleep(0.3)
            connection.sendall(b"GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n")
            answer = connection.recv(4096).lower()
            assert answer.startswith(b"http/1.1 200 ok") and b"connection: close" in answer
        process.wait(timeout=20)


def _until_ready(port: int) -> None:
    for _ in range(200):
        try:
            httpx.get(f"http://127.0.0.1:{port}/health/live", timeout=2)
            return
        except httpx.TransportError:
            time.sleep(0.05)
    raise AssertionError("le serveur n'a pas répondu")


def test_a_connection_that_says_nothing_is_cut(base: Path) -> None:
    with served(base, SOFI_HEADER_SECONDS="1") as address:
        port = int(address.split(":")[2].split("/")[0])
        with socket.create_connection(("127.0.0.1", port), timeout=10) as silent:
            silent.sendall(b"POST /graphql HTTP/1.1\r\nHost:")
            assert silent.recv(100) == b""


def test_a_connection_that_was_answered_and_does_not_end_its_next_question_is_cut(base: Path) -> None:
    with served(base, SOFI_HEADER_SECONDS="1") as address:
        port = int(address.split(":")[2].split("/")[0])
        with socket.create_connection(("127.0.0.1", port), timeout=10) as slow:
            for _ in range(2):
                slow.sendall(b"GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n")
                time.sleep(1.5)
                assert slow.recv(4096).startswith(b"HTTP/1.1 200 OK"), "elle n'attendait rien : elle reste ouverte"
            slow.sendall(b"GET /health/live HTTP/1.1\r\nHost:")
            assert slow.recv(100) == b""


def test_a_connection_that_has_become_a_websocket_waits_as_long_as_it_likes(base: Path) -> None:
    async def wait(address: str) -> None:
        protocol = websockets.Subprotocol("graphql-transport-ws")
        async with websockets.connect(address.replace("http://", "ws://"), subprotocols=[protocol]) as live:
            await live.send('{"type": "connection_init"}')
            assert await live.recv() == '{"type":"connection_ack"}'
            await asyncio.sleep(2)
            await live.send('{"type": "ping"}')
            assert await live.recv() == '{"type":"pong"}'

    with served(base, SOFI_HEADER_SECONDS="1") as address:
        asyncio.run(wait(address))


@pytest.mark.parametrize(
    "question",
    [
        b"GET /graphql?query=" + b"a" * 70_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /graphql?query=\xe9 HTTP/1.1\r\nHost: x\r\n\r\n",
        b"POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        b"\x16\x03\x01\r\n\r\n",
    ],
    ids=["adresse trop longue", "adresse en latin-1", "longueur fausse", "TLS"],
)
def test_what_is_no_http_is_told_so_in_french(served_base: str, question: bytes) -> None:
    port = int(served_base.split(":")[2].split("/")[0])
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(question)
        head, _, body = connection.makefile("rb").read().partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 400 Bad Request")
    assert b"content-type: application/json" in head.lower()
    [error] = json.loads(body)["errors"]
    assert error["extensions"] == {"code": "BAD_REQUEST"}
    assert error["message"].startswith("La demande ne se lit pas comme du HTTP : ")
    assert httpx.post(served_base, json={"query": "{ __typename }"}).status_code == 200


def test_it_serves_many_clients_at_once(base: Path) -> None:
    async def ask(address: str) -> list[int]:
        async with httpx.AsyncClient() as http:
            answers = [http.post(address, json={"query": "{ __typename }"}) for _ in range(100)]
            return [answer.status_code for answer in await asyncio.gather(*answers)]

    with served(base) as address:
        assert asyncio.run(ask(address)) == [200] * 100


def test_a_port_in_use(base: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert refused(base, "--port", str(port)) == (
            f"Erreur : le port {port} est déjà pris : choisissez-en un autre par SOFI_PORT ou --port."
        )


def test_an_address_that_is_not_this_machine_s(base: Path) -> None:
    assert refused(base, SOFI_HOST="192.0.2.1").startswith("Erreur : l'adresse 192.0.2.1 ne peut être écoutée ici (")


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("SOFI_PORT", "quatre-vingts", "attendu : Port d'écoute ; 0 laisse le système choisir."),
        ("SOFI_PORT", "70000", "attendu : Port d'écoute ; 0 laisse le système choisir."),
        ("SOFI_LOG_FORMAT", "xml", "attendu : humain ou json."),
        ("SOFI_LOG_LEVEL", "bavard", "attendu : debug, info, warning ou error."),
        ("SOFI_GRACE", "-1", "attendu : Secondes laissées aux requêtes en cours à l'arrêt."),
        ("SOFI_GRAPHIQL", "peut-être", "attendu : Sert l'explorateur GraphiQL aux navigateurs."),
    ],
)
def test_a_wrong_setting(base: Path, name: str, value: str, expected: str) -> None:
    assert refused(base, **{name: value}) == f"Erreur : {name} vaut « {value} » : {expected}"


@pytest.mark.sqlite
def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert "n'existe pas" in refused(tmp_path / "absent" / "sofi.db")


def test_a_database_that_lacks_migrations(tmp_path: Path) -> None:
    line = refused(tmp_path / "vide.db")
    assert line.startswith("Erreur : La base n'est pas à jour (") and line.endswith(": lancez « sofi migrate ».")


def test_a_database_newer_than_the_program(base: Path) -> None:
    bases.rows(
        base,
        "INSERT INTO tortoise_migrations (app, name, applied_at) VALUES ('catalogue', '9999_future', '2030-01-01')",
    )
    assert "9999_future" in refused(base)


@pytest.mark.sqlite
def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "sofi.db"
    path.write_text("ceci n'est pas une base\n" * 100)
    assert refused(path).startswith("Erreur : ")
