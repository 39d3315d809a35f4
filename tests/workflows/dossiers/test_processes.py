"""Two processes at one desk: of two decisions on one submission one holds, the other is refused in words."""

import asyncio
import sys
from pathlib import Path

import pytest

from catalogue.models import Action, Depot, Evenement, Historique, Publication
from catalogue.transaction import transaction
from catalogue.vocabulary import DecisionDepot, Diffusion, EtatDossier, Role
from tests import factories
from tests.workflows.dossiers import offers, worlds
from workflows.dossiers import submitting

NUMBER = 8


async def _submitted() -> tuple[list[int], list[int]]:
    """Actions that wait for a decision, and two accounts that may decide."""
    await factories.territory()
    body = await offers.body()
    editor = await worlds.person("saisisseur", Role.SAISISSEUR_OF, body[0])
    staff = [await worlds.person(name, Role.VALIDATEUR) for name in ("un", "deux")]
    actions = [await offers.offer(body) for _ in range(NUMBER)]
    for action in actions:
        await submitting.submit(editor, action, 1)
    return actions, [actor.compte or 0 for actor in staff]


async def _process(path: Path, compte: int, verb: str, actions: list[int]) -> asyncio.subprocess.Process:
    """A process that is ready to decide."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.workflows.dossiers.decide",
        str(path),
        str(compte),
        verb,
        *map(str, actions),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    assert (await process.stdout.readline()).decode().strip() == "prêt"
    return process


@pytest.mark.parametrize("verbs", [("approve", "refuse"), ("approve", "approve")])
async def test_two_processes_never_both_decide(database: Path, verbs: tuple[str, str]) -> None:
    actions, staff = await transaction(_submitted)
    pair = [await _process(database, compte, verb, actions) for compte, verb in zip(staff, verbs, strict=True)]
    outputs = await asyncio.gather(*(process.communicate(b"\n") for process in pair))
    said = [output.decode().split() for output, _ in outputs]
    assert [sorted(both) for both in zip(*said, strict=True)] == [["TransitionRefused", "fait"]] * NUMBER
    for rank, action in enumerate(actions):
        won = verbs[0 if said[0][rank] == "fait" else 1]
        row, depot = await Action.get(numero=action), await Depot.get(action_id=action)
        kinds = [event.type for event in await Evenement.filter(action=action).order_by("id")]
        lines = [line.verbe for line in await Historique.filter(objet="Action", cle=str(action)).order_by("id")]
        if won == "approve":
            assert (row.dossier, row.diffusion, depot.decision) == (
                EtatDossier.VALIDEE,
                Diffusion.PUBLIEE,
                DecisionDepot.VALIDE,
            )
            assert (kinds[1:], lines[1:]) == (["action.approved", "action.published"], ["valider"])
        else:
            assert (row.dossier, depot.decision) == (EtatDossier.REFUSEE, DecisionDepot.REFUSE)
            assert (kinds[1:], lines[1:]) == (["action.refused"], ["refuser"])
        assert await Publication.filter(numero=action).exists() is (won == "approve")
