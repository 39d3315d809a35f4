"""The scripts of the documentation, run as a new user would, against a service in a process of its own."""

import asyncio
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from standardwebhooks.webhooks import Webhook

from catalogue.database import open_database
from seeds import accounts
from tests import bases
from tests.conftest import settings_for
from tests.ports import free_port
from tests.project import ROOT
from tests.served import served

SCRIPTS = ROOT / "docs/examples"


@pytest.fixture
def demonstration(procedure_file: Path, tmp_path: Path) -> Path:
    """The procedure's example with the demonstration's accounts."""
    path = tmp_path / "sofi.db"
    bases.copy(procedure_file, path)

    async def seed() -> None:
        async with open_database(settings_for(path)):
            await accounts.seed_accounts()

    asyncio.run(seed())
    return path


class Mails:
    """What a mail server received, decoded."""

    def __init__(self) -> None:
        self.received: list[str] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Keep a message."""
        assert isinstance(envelope.content, bytes)
        message = message_from_bytes(envelope.content, policy=policy.default)
        part = message.get_body(("plain",))
        assert part is not None
        self.received.append(part.get_content())
        return "250 OK"


class Posts:
    """What a receiver of webhooks received: headers and body."""

    def __init__(self) -> None:
        self.received: list[tuple[dict[str, str], bytes]] = []


@contextmanager
def receiving(posts: Posts) -> Iterator[str]:
    """The address of a receiver that takes everything."""

    class Receiver(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            posts.received.append(({name.lower(): value for name, value in self.headers.items()}, body))
            self.send_response(204)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/sofi"
    finally:
        server.shutdown()
        server.server_close()


def until(done: Callable[[], bool]) -> None:
    """Wait for what happens behind the requests."""
    for _ in range(300):
        if done():
            return
        time.sleep(0.1)
    raise AssertionError("cela n'est pas arrivé")


def play(script: str, *arguments: str, **settings: str) -> list[str]:
    """What a script prints; it must succeed."""
    command = [sys.executable, str(SCRIPTS / script), *arguments]
    environment = {**os.environ, **settings}
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False, env=environment)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.splitlines()


def test_the_day_of_a_body_ends_with_a_complete_entry(demonstration: Path) -> None:
    with served(demonstration) as address:
        lines = play("saisie.py", address)
    assert lines[:2] == [
        "Établissement : CARIFOREF DES PAYS DE LA LOIRE, site 36364",
        "Certifinfo 109049 : Titre professionnel assistant ressources humaines (RNCP35030)",
    ]
    assert lines[2:8] == [
        "Action 19482-89394",
        "Session 19482-89394-143843 du 2021-09-01 au 2021-12-31",
        "  dispositif 2 : Apprentissage - contrat d'apprentissage",
        "  dispositif 3 : Formation avec autres financements (entreprise, individuel)",
        "Session 19482-89394-143844 du 2022-09-01 au 2022-12-31",
        "  dispositif 4 : Apprentissage - contrat d'apprentissage",
    ]
    assert not [line for line in lines if line.startswith("BLOQUANT")]
    assert lines[-1] == "Saisie complète à 100 % : elle peut être envoyée en validation."


def test_a_dossier_goes_round_both_sides_with_mails_and_signed_webhooks(demonstration: Path) -> None:
    mails, posts = Mails(), Posts()
    smtp = Controller(mails, hostname="127.0.0.1", port=free_port())
    smtp.start()
    try:
        with (
            receiving(posts) as webhook,
            served(
                demonstration, SOFI_SMTP_URL=f"smtp://127.0.0.1:{smtp.port}", SOFI_WEBHOOKS_PRIVES="true"
            ) as address,
        ):
            lines = play("validation.py", address, SOFI_WEBHOOK=webhook)
            until(lambda: sum(b"action.published" in body for _, body in posts.received) == 2)
            until(lambda: sum(b"action.approved" in body for _, body in posts.received) == 2)
            until(lambda: sum("L'action est validée." in text for text in mails.received) == 4)
    finally:
        smtp.stop()
    assert lines[1:] == [
        "Action 19483-89394 saisie",
        "Soumise : révision 1",
        "Question : À qui s'adresse cette action ?",
        "Validée : PUBLIEE, le public lit « Petits groupes »",
        "Modifiée ; le public lit toujours « Petits groupes »",
        "Différence, Fiche Action 89394 : Mon + formation : Petits groupes → Le meilleur réseau de France",
        "Refusée ; le public lit toujours « Petits groupes »",
        "Validée ; le public lit « Petits groupes, ateliers filmés »",
        "Révisions : 3, 2, 1",
        "Histoire : valider < soumettre < modifier < refuser < soumettre < modifier < valider < soumettre < répondre"
        " < demander < prendre < soumettre < créer < créer < créer < créer",
    ]
    secret = lines[0].removeprefix("Secret du webhook : ")
    events = [Webhook(secret).verify(body, headers) for headers, body in posts.received]
    ordered = sorted(events, key=lambda event: event["sequence"])
    kinds = [event["type"] for event in ordered if event["type"].startswith("action.")]
    assert kinds[:3] == ["action.submitted", "action.taken", "action.information_requested"]
    assert [kinds.count(kind) for kind in ("action.submitted", "action.refused", "action.approved")] == [4, 1, 2]
    refusal = next(text for text in mails.received if "L'action est refusée." in text)
    assert "Motif : texte publicitaire" in refusal and "Précision : Sans superlatif." in refusal
