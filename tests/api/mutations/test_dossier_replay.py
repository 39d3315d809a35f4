"""A gesture on a dossier asked twice with one key is carried out once, and answers the same; another demand is refused."""

from typing import Any

from catalogue.models import Depot, Evenement
from tests.api.mutations.scene import APPROVE, REFUSE, SUBMIT, Scene, traces


def submission(scene: Scene, key: str | None = "cle-1", **more: Any) -> dict[str, Any]:
    return {"numero": scene.action, "expectedVersion": 1, "clientMutationId": key, **more}


async def test_a_submission_that_comes_again_is_the_same_submission(scene: Scene) -> None:
    first = (await scene.editor.data(SUBMIT, i=submission(scene)))["submitAction"]
    assert first["dossier"]["etat"] == "SOUMISE"
    before = await traces()
    again = (await scene.editor.data(SUBMIT, i=submission(scene)))["submitAction"]
    assert again == first
    assert await traces() == before
    assert await Depot.all().count() == 1


async def test_without_a_key_the_second_meets_the_new_version(scene: Scene) -> None:
    await scene.editor.data(SUBMIT, i=submission(scene, key=None))
    again = (await scene.editor.data(SUBMIT, i=submission(scene, key=None)))["submitAction"]
    assert again["code"] == "TRANSITION_REFUSED"


async def test_a_key_with_another_demand_is_refused(scene: Scene) -> None:
    await scene.editor.data(SUBMIT, i=submission(scene))
    before = await traces()
    answer = (await scene.editor.data(SUBMIT, i=submission(scene, justification="Autre")))["submitAction"]
    assert answer["code"] == "INVALID_INPUT"
    assert await traces() == before


async def test_an_approval_that_comes_again_publishes_once(scene: Scene) -> None:
    await scene.editor.data(SUBMIT, i=submission(scene))
    asked = {"numero": scene.action, "expectedRevision": 1, "clientMutationId": "decision-1"}
    first = (await scene.first.data(APPROVE, i=asked))["approveAction"]
    again = (await scene.first.data(APPROVE, i=asked))["approveAction"]
    assert first == again
    assert first["dossier"]["etat"] == "VALIDEE"
    assert await Evenement.filter(type="action.published").count() == 1
    # Somebody else's key is another key.
    answer = (await scene.second.data(APPROVE, i=asked))["approveAction"]
    assert answer["code"] == "TRANSITION_REFUSED"


async def test_a_refused_gesture_leaves_its_key_free(scene: Scene) -> None:
    await scene.editor.data(SUBMIT, i=submission(scene))
    wrong = {"numero": scene.action, "expectedRevision": 1, "motif": "AUCUN", "clientMutationId": "refus-1"}
    assert (await scene.first.data(REFUSE, i=wrong))["refuseAction"]["code"] == "INVALID_INPUT"
    right = {**wrong, "motif": "HORS_CHAMP"}
    for _ in range(2):
        answer = (await scene.first.data(REFUSE, i=right))["refuseAction"]
        assert answer["dossier"]["etat"] == "REFUSEE"
    assert await Evenement.filter(type="action.refused").count() == 1
