"""The server as a process: it starts with one line, ends in order, and says in one line why it cannot start."""

import asyncio
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

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
