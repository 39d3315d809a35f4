"""Dossiers as both sides see them over HTTP: submit, decide, what is refused, and that a refusal leaves no trace."""

import asyncio
from typing import Any

import pytest

from catalogue.models import Action, Depot, Evenement, Historique, Organisme, Publication, Session
from catalogue.transaction import transaction
from catalogue.vocabulary import Diffusion, EtatDossier
from tests.api.mutations.scene import (
    BULK,
    RECALL,
    REFUSE,
    RELEASE,
    SUBMIT,
    TAKE,
    UPDATE,
    Scene,
    approve,
    submit,
    traces,
)
from tests.conftest import Client
from tests.workflows.dossiers import offers
from workflows import drafting


async def test_what_is_submitted_is_frozen_and_what_is_approved_is_online(scene: Scene) -> None:
    answer = await submit(scene)
    assert answer["dossier"] == {
        "etat": "SOUMISE",
        "diffusion": "JAMAIS_PUBLIEE",
        "version": 2,
        "depot": {"revision": {"rang": 1}, "decision": None, "assigne": None},
    }
    assert await Publication.all().count() == 0
    answer = await approve(scene.first, scene.action)
    assert answer["dossier"]["etat"] == "VALIDEE"
    assert answer["dossier"]["diffusion"] == "PUBLIEE"
    assert answer["dossier"]["depot"]["decision"] == "VALIDE"
    row = await Publication.get(numero=scene.action).select_related("revision")
    assert (row.revision.rang, row.etat) == (1, Diffusion.PUBLIEE)
    events = [event.type for event in await Evenement.all().order_by("id")]
    assert events == ["action.submitted", "action.approved", "action.published"]
    verbs = [line.verbe for line in await Historique.filter(objet="Action").order_by("id")]
    assert verbs == ["soumettre", "valider"]


async def test_while_submitted_the_body_cannot_edit_but_recall(scene: Scene) -> None:
    await submit(scene)
    before = await traces()
    change = {"numero": scene.action, "expectedVersion": 2, "action": {"plus": "Neuf"}}
    answer = (await scene.editor.data(UPDATE, i=change))["updateAction"]
    assert answer["code"] == "TRANSITION_REFUSED"
    assert "rappeler" in answer["message"]
    assert await traces() == before
    answer = (await scene.editor.data(RECALL, i={"numero": scene.action, "expectedVersion": 2}))["recallAction"]
    assert (answer["dossier"]["etat"], answer["dossier"]["depot"]["decision"]) == ("EN_SAISIE", "RAPPELE")
    answer = (await scene.editor.data(UPDATE, i={**change, "expectedVersion": 3}))["updateAction"]
    assert answer["action"]["version"] == 4


async def test_an_incomplete_action_answers_its_report(scene: Scene) -> None:
    await Action.filter(numero=scene.action).update(site_dispensateur_id=None)
    before = await traces()
    answer = await submit(scene)
    assert answer["__typename"] == "IncompleteDossier"
    assert {"code": "SITE_DISPENSATEUR_REQUIS"} in answer["completude"]["bloquants"]
    assert await traces() == before
    assert (await Action.get(numero=scene.action)).dossier is EtatDossier.EN_SAISIE


async def test_a_body_without_declaration_number_is_not_compliant(scene: Scene) -> None:
    await Organisme.filter(numero=scene.organisme).update(numero_activite=None)
    before = await traces()
    answer = await submit(scene)
    assert (answer["code"], answer["manques"]) == ("NON_COMPLIANT", [{"code": "RESPONSABLE_SANS_NDA"}])
    assert await traces() == before


async def test_the_same_offer_twice_is_a_duplicate_unless_it_is_justified(scene: Scene) -> None:
    await submit(scene)
    await approve(scene.first, scene.action)
    twin = await transaction(lambda: _twin(scene.action))
    before = await traces()
    order: dict[str, Any] = {"numero": twin, "expectedVersion": 1}
    answer = (await scene.editor.data(SUBMIT, i=order))["submitAction"]
    assert answer["__typename"] == "Duplicate"
    assert answer["twin"].startswith(f"1-{scene.action}-")
    assert await traces() == before
    order["justification"] = "Deux groupes en parallèle."
    answer = (await scene.editor.data(SUBMIT, i=order))["submitAction"]
    assert answer["dossier"]["etat"] == "SOUMISE"
    assert (await Depot.get(action_id=twin)).justification == "Deux groupes en parallèle."


async def _twin(action: int) -> int:
    """A second action of the same formation with the same session."""
    row = await Action.get(numero=action)
    [session] = await row.sessions.all()  # type: ignore[attr-defined]
    copy = await drafting.add_action(row.formation_id, {**offers.ACTION, "site_dispensateur": row.site_dispensateur_id})
    values = offers.session(
        session.site_lieu_id,
        session.organisme_responsable_id,
        session.referent_handicap_id,
        date_debut=session.date_debut,
        date_fin=session.date_fin,
    )
    added = await drafting.add_session(copy.numero, values)
    await drafting.add_dispositif(added.numero, "1", offers.DISPOSITIF)
    return copy.numero


async def test_what_is_online_already_is_not_submitted_again(scene: Scene) -> None:
    await submit(scene)
    await approve(scene.first, scene.action)
    await Action.filter(numero=scene.action).update(dossier=EtatDossier.EN_SAISIE)
    before = await traces()
    answer = await submit(scene, 3)
    assert answer["message"].endswith("Rien n'y diffère de ce qui est publié.")
    assert await traces() == before


@pytest.mark.parametrize(
    ("who", "code"),
    [("reader", "FORBIDDEN"), ("stranger", "NOT_FOUND"), ("first", "FORBIDDEN"), ("lead", "FORBIDDEN")],
)
async def test_who_may_not_submit(scene: Scene, who: str, code: str) -> None:
    client: Client = getattr(scene, who)
    answer = await client.data(SUBMIT, i={"numero": scene.action, "expectedVersion": 1})
    assert answer["submitAction"]["code"] == code
    assert await traces() == (0, 0, 0, 0, 0)


async def test_a_stale_version_or_revision_is_refused(scene: Scene) -> None:
    answer = await submit(scene, 7)
    assert (answer["code"], answer["version"]) == ("STALE_VERSION", 1)
    await submit(scene)
    before = await traces()
    answer = await approve(scene.first, scene.action, 2)
    assert (answer["code"], answer["version"]) == ("STALE_VERSION", 1)
    assert await traces() == before


async def test_of_two_who_decide_at_once_one_succeeds(scene: Scene) -> None:
    await submit(scene)
    order = {"numero": scene.action, "expectedRevision": 1}
    answers = await asyncio.gather(
        approve(scene.first, scene.action),
        scene.second.data(REFUSE, i={**order, "motif": "HORS_CHAMP"}),
        scene.lead.data(REFUSE, i={**order, "motif": "HORS_CHAMP"}),
    )
    found = [next(iter(answer.values())) if len(answer) == 1 else answer for answer in answers]
    kinds = sorted(answer["__typename"] for answer in found)
    assert kinds == ["DossierSuccess", "TransitionRefused", "TransitionRefused"]
    assert await Depot.filter(action_id=scene.action, decision__isnull=False).count() == 1


async def test_a_refusal_needs_a_motif_of_the_tree_and_its_precision(scene: Scene) -> None:
    await submit(scene)
    before = await traces()
    order = {"numero": scene.action, "expectedRevision": 1}
    for motif, precision, problem in (
        ("PARCE_QUE", None, "MOTIF_INCONNU"),
        ("TEXTE_INSUFFISANT", None, "PRECISION_REQUISE"),
        ("TEXTE_INSUFFISANT", "  ", "PRECISION_REQUISE"),
        ("TEXTE_INSUFFISANT", "<b>Non</b>", "TEXTE"),
    ):
        answer = (await scene.first.data(REFUSE, i={**order, "motif": motif, "precision": precision}))["refuseAction"]
        assert [one["code"] for one in answer["problems"]] == [problem]
    assert await traces() == before
    done = {**order, "motif": "TEXTE_INSUFFISANT", "precision": "Décrivez le programme."}
    answer = (await scene.first.data(REFUSE, i=done))["refuseAction"]
    assert answer["dossier"]["etat"] == "REFUSEE"
    event = await Evenement.get(type="action.refused")
    assert (event.donnees["motif"], event.donnees["precision"]) == ("TEXTE_INSUFFISANT", "Décrivez le programme.")


async def test_what_a_colleague_examines_is_theirs(scene: Scene) -> None:
    await submit(scene)
    await scene.first.data(TAKE, n=scene.action)
    before = await traces()
    for answer in (
        (await scene.second.data(TAKE, n=scene.action))["takeAction"],
        await approve(scene.second, scene.action),
    ):
        assert answer["code"] == "TRANSITION_REFUSED"
        assert "en cours d'examen par Compte 4" in answer["message"]
    assert (await scene.second.data(RELEASE, n=scene.action))["releaseAction"]["code"] == "FORBIDDEN"
    assert await traces() == before
    assert (await scene.first.data(TAKE, n=scene.action))["takeAction"]["dossier"]["depot"]["assigne"] == "Compte 4"
    assert await traces() == before
    released = (await scene.lead.data(RELEASE, n=scene.action))["releaseAction"]
    assert released["dossier"]["depot"]["assigne"] is None


async def test_who_entered_the_content_cannot_approve_it(scene: Scene) -> None:
    change = {"numero": scene.action, "expectedVersion": 1, "action": {"plus": "Neuf"}}
    await scene.first.data(UPDATE, i=change)
    await submit(scene, 2)
    before = await traces()
    answer = await approve(scene.first, scene.action)
    assert answer["code"] == "FORBIDDEN"
    assert await traces() == before
    assert (await approve(scene.second, scene.action))["dossier"]["etat"] == "VALIDEE"


async def test_who_removed_something_last_cannot_approve_what_is_left(scene: Scene) -> None:
    add = "mutation($i: AddSessionInput!) { addSession(input: $i) { __typename } }"
    remove = "mutation($i: RemoveInput!) { removeSession(input: $i) { __typename } }"
    await scene.editor.data(add, i={"action": scene.action, "session": {}})
    added = await Session.filter(action_id=scene.action).order_by("-numero").first()
    assert added is not None
    removed = await scene.first.data(remove, i={"numero": added.numero, "expectedVersion": 1})
    assert removed["removeSession"]["__typename"] == "RemoveSuccess"
    await submit(scene)
    before = await traces()
    assert (await approve(scene.first, scene.action))["code"] == "FORBIDDEN"
    assert await traces() == before
    read = "query($id: ID!) { dossier(id: $id) { historique { objet verbe } } }"
    lines = (await scene.second.data(read, id=str(scene.action)))["dossier"]["historique"]
    assert [(line["objet"], line["verbe"]) for line in lines] == [
        ("Action", "soumettre"),
        ("Session", "supprimer"),
        ("Session", "créer"),
    ]
    assert (await approve(scene.second, scene.action))["dossier"]["etat"] == "VALIDEE"


async def test_a_bulk_approval_tells_each_result(scene: Scene) -> None:
    await submit(scene)
    items = [{"numero": scene.action, "expectedRevision": 1}, {"numero": 999, "expectedRevision": 1}]
    answer = (await scene.first.data(BULK, i=[*items, items[0]]))["approveActions"]
    kinds = [(one["numero"], one["resultat"]["__typename"]) for one in answer]
    assert kinds == [(scene.action, "DossierSuccess"), (999, "NotFound"), (scene.action, "TransitionRefused")]


async def test_a_lot_that_is_too_long_is_refused_whole(scene: Scene) -> None:
    await submit(scene)
    before = await traces()
    items = [{"numero": scene.action, "expectedRevision": 1}] * 101
    assert await scene.first.refusal(BULK, i=items) == (
        "BAD_USER_INPUT",
        "Le lot compte 101 actions : 100 au plus par demande.",
    )
    assert await traces() == before
