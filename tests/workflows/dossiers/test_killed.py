"""Two hundred decisions while the process is killed five times: each is whole or absent, and what is whole is told."""

import subprocess
import sys
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from catalogue.database import open_database
from catalogue.models import (
    Action,
    Compte,
    Depot,
    Evenement,
    Historique,
    Livraison,
    OffrePubliee,
    Publication,
    Revision,
)
from catalogue.transaction import transaction
from catalogue.vocabulary import DecisionDepot, Diffusion, EtatDossier, OrigineRevision, Role
from tests import bases, factories
from tests.conftest import settings_for
from tests.project import ROOT
from tests.workflows.dossiers import offers, worlds
from tests.workflows.webhooks.conftest import Receiver, receiver  # noqa: F401  (a fixture)
from workflows.actor import SYSTEM, Actor
from workflows.background.loop import run_until_idle
from workflows.dossiers import submitting
from workflows.events.distribution import distribute
from workflows.webhooks import sending, subscriptions
from workflows.webhooks.targets import client

COUNT = 200
KILLS = 5


async def prepare(path: Path, url: str) -> tuple[list[int], int]:
    """As many submitted actions, a webhook for all events; the actions and the validator."""
    async with open_database(settings_for(path)):

        async def people() -> tuple[tuple[int, int], int]:
            await factories.territory()
            body = await offers.body()
            await subscriptions.create_webhook(SYSTEM, url, [], None)
            await worlds.person("saisisseur", Role.SAISISSEUR_OF, body[0])
            await worlds.person("validateur", Role.VALIDATEUR)
            return body, (await Compte.get(nom="validateur")).id

        body, validator = await transaction(people)
        editor = await account_of("saisisseur", body[0])

        async def submitted(rank: int) -> int:
            start = offers.SOON + timedelta(days=rank)
            action = await offers.offer(body, date_debut=start, date_fin=start + timedelta(days=60))
            await submitting.submit(editor, action, 1)
            return action

        actions = [await transaction(partial(submitted, rank)) for rank in range(COUNT)]
    return actions, validator


async def account_of(nom: str, organisme: int) -> Actor:
    """The account of this name, entering for a body."""
    row = await Compte.get(nom=nom)
    return Actor(compte=row.id, nom=nom, etablissements={organisme: Role.SAISISSEUR_OF})


def decide(path: Path, validator: int, actions: list[int], lines: int | None) -> int:
    """Approve these in a process of its own, killed once it has told so many; how many it told."""
    command = [sys.executable, "-m", "tests.workflows.dossiers.decide", str(path), str(validator), "approve"]
    with subprocess.Popen(
        [*command, *map(str, actions)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None and process.stdout is not None
        assert process.stdout.readline() == "prêt\n"
        process.stdin.write("\n")
        process.stdin.flush()
        told = 0
        while (lines is None or told < lines) and process.stdout.readline() == "fait\n":
            told += 1
        if lines is not None:
            process.kill()
        return told


async def decided(numero: int) -> bool:
    """Whether a decision is there: every part of it, or none."""
    action = await Action.get(numero=numero)
    depot = await Depot.get(action_id=numero)
    parts = [
        action.dossier is EtatDossier.VALIDEE,
        action.diffusion is Diffusion.PUBLIEE,
        depot.decision is DecisionDepot.VALIDE,
        await Publication.exists(numero=numero, etat=Diffusion.PUBLIEE),
        await OffrePubliee.filter(action=numero).count() == 1,
        await Historique.filter(objet="Action", cle=str(numero), verbe="valider").count() == 1,
        await Evenement.filter(action=numero, type="action.approved").count() == 1,
        await Evenement.filter(action=numero, type="action.published").count() == 1,
    ]
    assert len(set(parts)) == 1, (numero, parts)
    assert await Revision.filter(action_id=numero, origine=OrigineRevision.SAISIE).count() == 1
    return parts[0]


@pytest.mark.slow
async def test_killed_five_times_every_decision_is_whole_or_absent_and_every_event_is_delivered(
    migrated_file: Path,
    tmp_path: Path,
    receiver: Receiver,  # noqa: F811
) -> None:
    path = tmp_path / "sofi.db"
    bases.copy(migrated_file, path)
    actions, validator = await prepare(path, receiver.url)
    left = list(actions)
    for _ in range(KILLS):
        told = decide(path, validator, left, 30)
        async with open_database(settings_for(path)):
            done = [numero for numero in left if await decided(numero)]
        # What was acknowledged is there; the one at hand when the process died may be, too.
        assert told == 30 and done == left[: len(done)] and len(done) >= told
        left = left[len(done) :]
    assert decide(path, validator, left, None) == len(left)
    async with open_database(settings_for(path)), client(allow_private=True, timeout=5) as http:
        assert all([await decided(numero) for numero in actions])
        await run_until_idle({"distribution": distribute, "webhooks": lambda: sending.send_due(http)})
        assert await Livraison.filter(livree_le=None).count() == 0
        events = {row.identifiant async for row in Evenement.all()}
    delivered = [headers["webhook-id"] for headers, _ in receiver.requests]
    assert set(delivered) == events and len(delivered) == len(events)
    assert len(events) == COUNT * 3
