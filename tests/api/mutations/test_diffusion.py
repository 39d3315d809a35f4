"""Offline and back over HTTP: withdrawn, suspended, archived; revisions restored."""

from datetime import timedelta
from typing import Any

import pytest

from catalogue import clock
from catalogue.models import (
    Action,
    Depot,
    Dispositif,
    Evenement,
    Historique,
    Organisme,
    Publication,
    Revision,
    Session,
    Site,
)
from catalogue.transaction import transaction
from catalogue.vocabulary import Diffusion, EtatDossier, Role
from tests import factories
from tests.api.conftest import Unchanged
from tests.api.mutations.scene import UPDATE, Scene, approve, submit
from tests.conftest import Client
from workflows import directory

_ANSWER = """{ __typename ... on Error { code message } ... on InvalidInput { problems { path code } }
  ... on DossierSuccess { dossier { etat diffusion version } } }"""
OFFLINE = "mutation($i: TakeOfflineInput!) {{ {0}(input: $i) {1} }}"
BACK = "mutation($i: ActionInput!) {{ {0}(input: $i) {1} }}"
RESTORE = "mutation($i: RestoreRevisionInput!) {{ {0}(input: $i) {1} }}"
OFFRE = """query($code: CodeFas!) { offre(code: $code) { __typename ... on OffreRetiree { etat motif code } } }"""


@pytest.fixture
async def manager(scene: Scene) -> Client:
    """A manager of the body, whose action is online."""
    await submit(scene)
    await approve(scene.first, scene.action)
    token = await transaction(lambda: factories.token(Role.GESTIONNAIRE_OF, scene.organisme))
    return scene.editor.signed(token)


async def do(who: Client, mutation: str, scene: Scene, **more: Any) -> dict[str, Any]:
    """What a gesture on the action as it is answers."""
    version = (await Action.get(numero=scene.action)).version
    shape = RESTORE if "rang" in more else OFFLINE if "motif" in more else BACK
    given = {"numero": scene.action, "expectedVersion": version, **more}
    answer: dict[str, Any] = (await who.data(shape.format(mutation, _ANSWER), i=given))[mutation]
    return answer


async def shown(scene: Scene) -> dict[str, Any]:
    """What anybody is answered for its code."""
    answer: dict[str, Any] = (await scene.stranger.data(OFFRE, code=f"1-{scene.action}"))["offre"]
    return answer


async def test_a_withdrawn_action_is_gone_and_comes_back_as_it_was(scene: Scene, manager: Client) -> None:
    revision = (await Publication.get(numero=scene.action)).revision_id
    answer = await do(manager, "withdrawAction", scene, motif="COMPLETE")
    assert answer["dossier"]["diffusion"] == "RETIREE"
    assert await shown(scene) == {
        "__typename": "OffreRetiree",
        "etat": "RETIREE",
        "motif": "action complète",
        "code": "GONE",
    }
    answer = await do(manager, "republishAction", scene)
    assert (answer["dossier"]["etat"], answer["dossier"]["diffusion"]) == ("VALIDEE", "PUBLIEE")
    assert (await shown(scene))["__typename"] == "Offre"
    assert (await Publication.get(numero=scene.action)).revision_id == revision


async def test_what_was_withdrawn_long_ago_is_validated_again(
    scene: Scene, manager: Client, unchanged: Unchanged
) -> None:
    await do(manager, "withdrawAction", scene, motif="ANNULEE")
    await Publication.all().update(hors_ligne_le=clock.now() - timedelta(days=91))
    async with unchanged():
        answer = await do(manager, "republishAction", scene)
        assert answer["code"] == "TRANSITION_REFUSED"
        assert "soumettez-la" in answer["message"]
    await Action.filter(numero=scene.action).update(dossier=EtatDossier.EN_SAISIE)
    version = (await Action.get(numero=scene.action)).version
    assert (await submit(scene, version))["dossier"]["etat"] == "SOUMISE"


async def test_a_body_that_may_not_publish_comes_not_back(scene: Scene, manager: Client, unchanged: Unchanged) -> None:
    await do(manager, "withdrawAction", scene, motif="ANNULEE")
    await Organisme.filter(numero=scene.organisme).update(qualiopi_fin=clock.today() - timedelta(days=1))
    await Organisme.filter(numero=scene.organisme).update(numero_activite=None)
    async with unchanged():
        assert (await do(manager, "republishAction", scene))["code"] == "NON_COMPLIANT"


async def test_a_suspension_says_why_and_is_lifted(scene: Scene, manager: Client, unchanged: Unchanged) -> None:
    async with unchanged():
        for motif, precision, code in (
            ("QUALIOPI_ECHUE", None, "MOTIF_RESERVE"),
            ("SIGNALEMENT", None, "PRECISION_REQUISE"),
            ("COMPLETE", None, "MOTIF_INCONNU"),
        ):
            answer = await do(scene.first, "suspendAction", scene, motif=motif, precision=precision)
            assert [one["code"] for one in answer["problems"]] == [code]
    answer = await do(scene.first, "suspendAction", scene, motif="SIGNALEMENT", precision="Plainte reçue.")
    assert answer["dossier"]["diffusion"] == "SUSPENDUE"
    assert (await shown(scene))["motif"] == "signalement en cours d’examen"
    event = await Evenement.get(type="action.suspended")
    assert (event.donnees["motif"], event.donnees["precision"]) == ("SIGNALEMENT", "Plainte reçue.")
    assert (await do(manager, "liftSuspension", scene))["code"] == "FORBIDDEN"
    assert (await do(scene.second, "liftSuspension", scene))["dossier"]["diffusion"] == "PUBLIEE"


async def test_an_archived_action_is_out_of_reach_until_it_is_taken_out(
    scene: Scene, manager: Client, unchanged: Unchanged
) -> None:
    await do(manager, "withdrawAction", scene, motif="ANNULEE")
    assert (await do(scene.lead, "archiveAction", scene))["dossier"]["diffusion"] == "ARCHIVEE"
    assert (await shown(scene))["etat"] == "ARCHIVEE"
    async with unchanged():
        version = (await Action.get(numero=scene.action)).version
        change = {"numero": scene.action, "expectedVersion": version, "action": {"plus": "Neuf"}}
        assert (await scene.editor.data(UPDATE, i=change))["updateAction"]["code"] == "GONE"
        assert (await do(manager, "republishAction", scene))["code"] == "TRANSITION_REFUSED"
    assert (await do(scene.lead, "unarchiveAction", scene))["dossier"]["diffusion"] == "RETIREE"
    assert (await shown(scene))["etat"] == "RETIREE"
    assert (await do(manager, "republishAction", scene))["dossier"]["diffusion"] == "PUBLIEE"


async def test_a_revision_is_the_draft_again_under_its_numbers(scene: Scene, manager: Client) -> None:
    session = await Session.get(action_id=scene.action)
    remove = "mutation($i: RemoveInput!) { removeSession(input: $i) { __typename } }"
    await scene.editor.data(remove, i={"numero": session.numero, "expectedVersion": session.version})
    change = {"numero": scene.action, "expectedVersion": 3, "action": {"plus": "Neuf", "prerequis": []}}
    await scene.editor.data(UPDATE, i=change)
    answer = await do(scene.editor, "restoreRevision", scene, rang=1, commentaire="Supprimée par erreur.")
    assert (answer["dossier"]["etat"], answer["dossier"]["diffusion"]) == ("EN_SAISIE", "PUBLIEE")
    back = await Session.get(numero=session.numero)
    assert (back.date_debut, back.mail_liaison, back.duree_centre) == (
        session.date_debut,
        session.mail_liaison,
        session.duree_centre,
    )
    assert (await Action.get(numero=scene.action)).plus is None
    line = await Historique.filter(objet="Action").order_by("-id").first()
    assert line is not None
    assert (line.verbe, line.apres["commentaire"]) == ("restaurer", "Supprimée par erreur.")
    difference = "query($id: ID!) { dossier(id: $id) { difference { nombre } } }"
    found = await scene.editor.data(difference, id=str(scene.action))
    assert found["dossier"]["difference"]["nombre"] == 0


async def test_a_revision_that_no_longer_fits_is_refused(scene: Scene, manager: Client, unchanged: Unchanged) -> None:
    await Site.all().update(actif=False)
    async with unchanged():
        answer = await do(scene.editor, "restoreRevision", scene, rang=1, commentaire="Comme avant.")
        assert {one["code"] for one in answer["problems"]} == {"SITE_INCONNU"}
        answer = await do(scene.editor, "restoreRevision", scene, rang=7, commentaire="Comme avant.")
        assert answer["code"] == "NOT_FOUND"
        answer = await do(scene.editor, "restoreRevision", scene, rang=1, commentaire=" ")
        assert [one["path"] for one in answer["problems"]] == [["commentaire"]]
    assert (await Action.get(numero=scene.action)).diffusion is Diffusion.PUBLIEE


async def test_restoring_does_not_undo_what_the_carif_changed_of_the_identity(
    scene: Scene, manager: Client, unchanged: Unchanged
) -> None:
    far = await transaction(lambda: directory.add_site(scene.organisme, "Antenne d'Angers", "49007"))
    version = (await Action.get(numero=scene.action)).version
    session = await Session.get(action_id=scene.action)
    change = {"numero": scene.action, "expectedVersion": version, "action": {"siteDispensateur": far.numero}}
    assert (await scene.first.data(UPDATE, i=change))["updateAction"]["__typename"] == "ActionSuccess"
    place = """mutation($i: UpdateSessionInput!) { updateSession(input: $i) { __typename } }"""
    moved = {"numero": session.numero, "expectedVersion": 1, "session": {"siteLieu": far.numero}}
    assert (await scene.first.data(place, i=moved))["updateSession"]["__typename"] == "SessionSuccess"
    version = (await Action.get(numero=scene.action)).version
    assert (await submit(scene, version))["dossier"]["etat"] == "SOUMISE"
    await approve(scene.second, scene.action, 2)
    async with unchanged():
        answer = await do(scene.editor, "restoreRevision", scene, rang=1, commentaire="Comme avant.")
        assert [(one["path"], one["code"]) for one in answer["problems"]] == [
            (["siteDispensateur"], "STRUCTURANT"),
            (["sessions", str(session.numero), "siteLieu"], "STRUCTURANT"),
        ]
    assert (await do(scene.first, "restoreRevision", scene, rang=1, commentaire="À la demande de l'organisme."))[
        "dossier"
    ]["etat"] == "EN_SAISIE"


async def test_codes_that_are_no_more_are_not_restored(scene: Scene, manager: Client, unchanged: Unchanged) -> None:
    revision = await Revision.get(action_id=scene.action, rang=1)
    await Revision.filter(id=revision.id).update(document=revision.document.replace("temps-plein", "temps-jadis"))
    async with unchanged():
        answer = await do(scene.editor, "restoreRevision", scene, rang=1, commentaire="Comme avant.")
        [problem] = answer["problems"]
        assert (problem["path"][0], problem["path"][2:], problem["code"]) == (
            "sessions",
            ["rythmes"],
            "CODE_INCONNU",
        )


async def test_what_a_suspended_action_becomes_is_for_a_person_to_say(scene: Scene, manager: Client) -> None:
    lane = """mutation($i: SetFastLaneInput!) { setFastLane(input: $i) { __typename } }"""
    policy = {"automatique": True, "valideesMin": 0, "moisSansRefus": 12, "toleranceDuree": 10, "echantillon": 0}
    await scene.lead.data(lane, i=policy)
    await do(scene.first, "suspendAction", scene, motif="SIGNALEMENT", precision="Plainte reçue.")
    lot = await Dispositif.get(session__action_id=scene.action)
    change = """mutation($i: UpdateDispositifInput!) { updateDispositif(input: $i) { __typename } }"""
    card = {"numero": lot.numero, "expectedVersion": 1, "dispositif": {"nombrePlaces": 15}}
    assert (await scene.editor.data(change, i=card))["updateDispositif"]["__typename"] == "DispositifSuccess"
    version = (await Action.get(numero=scene.action)).version
    answer = await submit(scene, version)
    assert (answer["dossier"]["etat"], answer["dossier"]["diffusion"]) == ("SOUMISE", "SUSPENDUE")
    depot = await Depot.get(action_id=scene.action, decision=None)
    assert depot.obstacles == ["L'action n'est plus en ligne : une personne décide de l'y remettre."]


async def test_a_body_that_lost_what_it_needs_meanwhile_is_not_put_online(scene: Scene, unchanged: Unchanged) -> None:
    await submit(scene)
    await Organisme.filter(numero=scene.organisme).update(numero_activite=None)
    async with unchanged():
        assert (await approve(scene.first, scene.action))["code"] == "NON_COMPLIANT"
    assert (await Action.get(numero=scene.action)).dossier is EtatDossier.SOUMISE
    await Organisme.filter(numero=scene.organisme).update(numero_activite="52440000044")
    assert (await approve(scene.first, scene.action))["dossier"]["diffusion"] == "PUBLIEE"
