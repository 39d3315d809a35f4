"""Several processes that serve one base: on a server each does its part; a file has but one."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest

from catalogue.database import open_database
from catalogue.migrating import migrate
from catalogue.models import Canal, Courriel, Livraison
from catalogue.settings import Settings
from catalogue.transaction import transaction
from tests import bases
from tests import postgresql_server as server
from tests.cli.test_serve import refused
from tests.project import ROOT
from tests.served import environment, served
from tests.workflows.mail.conftest import Mailbox, mailbox  # noqa: F401  (a fixture)
from tests.workflows.webhooks.conftest import Receiver, receiver  # noqa: F401  (a fixture)
from workflows.actor import SYSTEM
from workflows.events.emitting import emit
from workflows.events.kinds import KINDS
from workflows.mail import outbox
from workflows.starting_references import install_starting_references
from workflows.webhooks import subscriptions

NAME = "processus"
EVENTS = 200


@pytest.fixture
def base(migrated_file: Path, tmp_path: Path) -> Path:
    """A base of the engine of the day."""
    return bases.copy(migrated_file, tmp_path / "sofi.db")


@pytest.fixture
def address() -> Iterator[str]:
    """The address of an empty base on a server, whatever the engine of the day."""
    server.create(NAME)
    yield server.url(NAME)
    server.drop(NAME)


def children(parent: int) -> list[int]:
    """The processes that a process started and that run Python."""
    found = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    return [child for child in map(int, found) if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]


@pytest.mark.sqlite
def test_a_file_is_not_served_by_several_processes(base: Path) -> None:
    expected = (
        "Erreur : Une base SQLite n'est servie que par un processus : retirez --workers (SOFI_WORKERS) ou allez à PostgreSQL"
        " par « sofi db copy »."
    )
    assert refused(base, "--workers", "2") == expected
    assert refused(base, SOFI_WORKERS="2") == expected


@pytest.mark.sqlite
def test_a_second_service_on_a_file_is_refused_until_the_first_is_gone_even_killed(base: Path) -> None:
    command = [sys.executable, "-m", "cli", "serve", "--port", "0"]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment(base), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as first:
        assert first.stdout is not None and first.stdout.readline().startswith("SOFI répond".encode())
        assert refused(base, "--port", "0") == (
            f"Erreur : La base {base} est déjà servie par le processus {first.pid} :"
            " arrêtez-le d'abord, ou servez une autre base."
        )
        first.kill()
    with served(base) as url:
        assert httpx.post(url, json={"query": "{ __typename }"}).json() == {"data": {"__typename": "Query"}}


async def told(url: str, events: int = EVENTS) -> None:
    """A webhook, then events that nobody has been told of."""
    settings = Settings(_env_file=None, database_url=server.url(NAME))
    await migrate(settings, lambda _line: None)
    kind = KINDS["action.archived"]

    async def unit() -> None:
        await install_starting_references()
        await subscriptions.create_webhook(SYSTEM, url, [], None)
        await Canal.create(nom="distribution", dernier=0)
        for _ in range(events):
            await emit(SYSTEM, kind.nom, dict.fromkeys(kind.donnees, "x"))

    async with open_database(settings):
        await transaction(unit)


async def left() -> int:
    """The deliveries that are not made yet, or all the events."""
    async with open_database(Settings(_env_file=None, database_url=server.url(NAME))):
        if await Livraison.all().count() < EVENTS:
            return EVENTS
        return await Livraison.filter(livree_le=None).count()


@pytest.mark.slow
async def test_two_processes_send_every_event_once_and_one_that_dies_is_replaced(
    address: str,
    tmp_path: Path,
    receiver: Receiver,  # noqa: F811
) -> None:
    await told(receiver.url)
    env = {**environment(tmp_path), "SOFI_DATABASE_URL": address, "SOFI_WEBHOOKS_PRIVES": "true"}
    command = [sys.executable, "-m", "cli", "serve", "--port", "0", "--workers", "2"]
    with subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as parent:
        try:
            assert parent.stdout is not None
            url = (await asyncio.to_thread(parent.stdout.readline)).decode().split()[3]
            deadline = time.monotonic() + 60
            while await left() and time.monotonic() < deadline:
                await asyncio.sleep(0.3)
            ids = [headers["webhook-id"] for headers, _ in receiver.requests]
            assert len(ids) == len(set(ids)) == EVENTS

            first = children(parent.pid)
            assert len(first) == 2
            os.kill(first[0], signal.SIGKILL)
            while len(children(parent.pid)) < 2 or first[0] in children(parent.pid):
                assert time.monotonic() < deadline
                await asyncio.sleep(0.1)
            async with httpx.AsyncClient(timeout=30) as http:
                answers = [await http.post(url, json={"query": "{ __typename }"}) for _ in range(20)]
            assert {answer.status_code for answer in answers} == {200}
        finally:
            parent.send_signal(signal.SIGTERM)
            assert parent.wait(timeout=30) == 0


@pytest.mark.slow
async def test_two_workers_share_the_work_and_one_that_waits_for_an_answer_holds_nobody(
    address: str,
    tmp_path: Path,
    receiver: Receiver,  # noqa: F811
) -> None:
    few = 40
    await told(receiver.url, few)
    receiver.answers = ["hang"]
    env = {**environment(tmp_path), "SOFI_DATABASE_URL": address, "SOFI_WEBHOOKS_PRIVES": "true"}
    command = [sys.executable, "-m", "cli", "worker"]
    with ExitStack() as started:
        pair = [
            started.enter_context(
                subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
            )
            for _ in range(2)
        ]
        try:
            deadline = time.monotonic() + 60
            async with open_database(Settings(_env_file=None, database_url=address)):
                while await Livraison.exclude(livree_le=None).count() < few - 1 and time.monotonic() < deadline:
                    await asyncio.sleep(0.1)
                # One worker still waits for the answer: what is noted of the others went past it, and this does too.
                [hung] = await Livraison.filter(livree_le=None)
                assert (hung.essais, hung.statut, hung.erreur) == (0, None, None)
                await transaction(lambda: Canal.create(nom="essai", dernier=0))
            ids = [headers["webhook-id"] for headers, _ in receiver.requests]
            assert len(ids) == len(set(ids)) == few
        finally:
            for worker in pair:
                worker.send_signal(signal.SIGTERM)
            said = [worker.communicate(timeout=30)[0].decode().splitlines()[-1] for worker in pair]
    assert said == ["Travail de fond arrêté."] * 2
    assert [worker.returncode for worker in pair] == [0, 0]


@pytest.mark.slow
async def test_two_workers_share_the_mails_and_none_is_sent_twice(
    address: str,
    tmp_path: Path,
    mailbox: Mailbox,  # noqa: F811
) -> None:
    many = 120
    settings = Settings(_env_file=None, database_url=address)
    await migrate(settings, lambda _line: None)

    async def unit() -> None:
        await install_starting_references()
        for number in range(many):
            await outbox.write(f"personne{number}@exemple.fr", f"Sujet {number}", "Texte")

    env = {**environment(tmp_path), "SOFI_DATABASE_URL": address, "SOFI_SMTP_URL": mailbox.url}
    command = [sys.executable, "-m", "cli", "worker"]
    async with open_database(settings):
        await transaction(unit)
        with ExitStack() as started:
            pair = [
                started.enter_context(subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL))
                for _ in range(2)
            ]
            try:
                deadline = time.monotonic() + 60
                while await Courriel.filter(envoye_le=None).exists() and time.monotonic() < deadline:
                    await asyncio.sleep(0.1)
            finally:
                for worker in pair:
                    worker.send_signal(signal.SIGTERM)
                    worker.wait(timeout=30)
        assert {row.essais async for row in Courriel.all()} == {1}
    sent = sorted(int(message["Subject"].split()[1]) for message in mailbox.messages)
    assert sent == list(range(many))
