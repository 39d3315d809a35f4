"""Certifications that take the place of others (R26 to R28), and the policy of the fast lane."""

from typing import Any

import orjson
import pytest

from catalogue.models import (
    Action,
    Depot,
    Dispositif,
    Evenement,
    Formation,
    Historique,
    OffrePubliee,
    Organisme,
    Publication,
    Revision,
)
from catalogue.transaction import transaction
from catalogue.vocabulary import OrigineRevision
from tests import factories
from tests.api.conftest import Unchanged
from tests.api.mutations.scene import UPDATE, Scene, approve, submit
from tests.workflows.dossiers import offers
from workflows import publication

REPLACE = """mutation($i: ReplaceCertificationInput!) { replaceCertification(input: $i) { __typename
  ... on Error { code message } ... on ReplaceCertificationSuccess { reportees aDecider { formation raison } } } }"""
ACKNOWLEDGE = """mutation($i: ActionInput!) { acknowledgeCertificationChange(input: $i) { __typename
  ... on Error { code message } ... on DossierSuccess { dossier { certificationPrecedente } } } }"""
LANE = """mutation($i: SetFastLaneInput!) { setFastLane(input: $i) { __typename ... on Error { code }
  ... on SetFastLaneSuccess { voieRapide { automatique valideesMin echantillon } } } }"""
POLICY = {"automatique": True, "valideesMin": 0, "moisSansRefus": 12, "toleranceDuree": 10, "echantillon": 100}


@pytest.fixture
async def certified(scene: Scene) -> Scene:
    """The scene with two actions of a certified formation online, and two certifications that may replace its own."""

    async def unit() -> int:
        for code, title in (("1001", "Cuisine"), ("1002", "Cuisine et service"), ("1003", "Service")):
            await factories.certification(code, title)
        row = await Action.get(numero=scene.action)
        cleared: dict[str, Any] = {"intitule": None, "objectif": None, "programme": None, "formacodes": []}
        await Formation.filter(numero=row.formation_id).update(certification_id="1001", niveau_sortie=None, **cleared)
        return row.formation_id

    await transaction(unit)
    await put_online(scene.action)
    return scene


async def put_online(action: int) -> None:
    """Put an action online as it is."""
    await transaction(lambda: publication.publish([action], OrigineRevision.DEMONSTRATION))


async def replace(scene: Scene, *nouvelles: str, **more: Any) -> dict[str, Any]:
    """What the replacement of 1001 answers."""
    given = {"ancienne": "1001", "nouvelles": list(nouvelles), **more}
    answer: dict[str, Any] = (await scene.first.data(REPLACE, i=given))["replaceCertification"]
    return answer


async def test_one_to_one_is_carried_over_online_under_the_same_numbers(certified: Scene) -> None:
    answer = await replace(certified, "1002")
    assert (answer["reportees"], answer["aDecider"]) == ([certified.action], [])
    row = await Publication.get(numero=certified.action).select_related("revision")
    document = orjson.loads(row.revision.document)
    assert document["formation"]["certification"]["codeCertifinfo"] == "1002"
    assert document["formation"]["intitule"] == "Cuisine et service"
    assert row.revision.origine is OrigineRevision.CERTIFICATION
    assert [one.certification for one in await OffrePubliee.all()] == ["1002"]
    event = await Evenement.get(type="certification.replaced")
    assert (event.donnees["ancienne"], event.donnees["nouvelle"]) == ("1001", "1002")
    action = await Action.get(numero=certified.action)
    assert action.certification_precedente == "1001"
    given = {"numero": certified.action, "expectedVersion": action.version}
    done = (await certified.editor.data(ACKNOWLEDGE, i=given))["acknowledgeCertificationChange"]
    assert done["dossier"] == {"certificationPrecedente": None}
    given["expectedVersion"] += 1
    again = (await certified.editor.data(ACKNOWLEDGE, i=given))["acknowledgeCertificationChange"]
    assert again["code"] == "TRANSITION_REFUSED"


async def test_what_is_submitted_says_the_new_certification_too(certified: Scene) -> None:
    change = {"numero": certified.action, "expectedVersion": 1, "action": {"plus": "Neuf"}}
    await certified.editor.data(UPDATE, i=change)
    await submit(certified, 2)
    await replace(certified, "1002")
    depot = await Depot.get(action_id=certified.action).select_related("revision")
    document = orjson.loads(depot.revision.document)
    assert (document["formation"]["certification"]["codeCertifinfo"], document["action"]["plus"]) == ("1002", "Neuf")
    online = await Publication.get(numero=certified.action).select_related("revision")
    assert orjson.loads(online.revision.document)["action"]["plus"] is None
    assert (await approve(certified.first, certified.action, 2))["code"] == "STALE_VERSION"
    assert (await approve(certified.first, certified.action, depot.revision.rang))["dossier"]["etat"] == "VALIDEE"


async def test_one_to_several_waits_for_a_person(certified: Scene) -> None:
    before = await Revision.all().count()
    answer = await replace(certified, "1002", "1003")
    formation = (await Action.get(numero=certified.action)).formation_id
    assert answer["reportees"] == []
    assert answer["aDecider"] == [
        {"formation": formation, "raison": "Plusieurs certifications remplacent 1001 : choisissez."}
    ]
    assert await Revision.all().count() == before
    assert (await Formation.get(numero=formation)).certification_id == "1001"
    answer = await replace(certified, "1003", formations=[formation])
    assert answer["reportees"] == [certified.action]
    assert (await Formation.get(numero=formation)).certification_id == "1003"


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"nouvelles": []}, "INVALID_INPUT"),
        ({"nouvelles": ["1001"]}, "INVALID_INPUT"),
        ({"nouvelles": ["9999"]}, "NOT_FOUND"),
        ({"nouvelles": ["1002"], "formations": [999]}, "NOT_FOUND"),
        ({"nouvelles": ["1002", "1003"], "formations": [1]}, "INVALID_INPUT"),
    ],
)
async def test_a_replacement_that_makes_no_sense_changes_nothing(
    certified: Scene, unchanged: Unchanged, given: dict[str, Any], code: str
) -> None:
    async with unchanged():
        answer = (await certified.first.data(REPLACE, i={"ancienne": "1001", **given}))["replaceCertification"]
        assert answer["code"] == code


async def test_what_the_automatic_fast_lane_takes_is_approved_at_once(scene: Scene) -> None:
    done = (await scene.lead.data(LANE, i=POLICY))["setFastLane"]
    assert done["voieRapide"] == {"automatique": True, "valideesMin": 0, "echantillon": 100}
    assert (await submit(scene))["dossier"]["etat"] == "SOUMISE"  # never published: read by a person
    await approve(scene.first, scene.action)
    [row] = await Action.filter(numero=scene.action).prefetch_related("sessions")
    session = row.sessions[0]  # type: ignore[attr-defined]
    later = offers.SOON.replace(year=offers.SOON.year + 4)
    change = """mutation($i: UpdateSessionInput!) { updateSession(input: $i) { __typename } }"""
    card = {"dateDebut": later.isoformat(), "dateFin": later.isoformat(), "dureeCentre": 210}
    await scene.editor.data(change, i={"numero": session.numero, "expectedVersion": 1, "session": card})
    answer = await submit(scene, 3)
    assert (answer["dossier"]["etat"], answer["dossier"]["depot"]["decision"]) == ("VALIDEE", "VALIDE")
    depot = await Depot.filter(action_id=scene.action).order_by("-id").first()
    assert depot is not None
    assert (depot.voie_rapide, depot.relecture, depot.decide_par_id, depot.nature.value) == (
        True,
        True,
        None,
        "MODIFICATION",
    )


async def test_what_chance_chose_is_listed_until_a_person_has_read_it(scene: Scene, unchanged: Unchanged) -> None:
    listed = "{ desk { relectures { totalCount nodes { action { numero } depot { relecture decidePar } } } } }"
    confirm = """mutation($n: Int!) { confirmReading(numero: $n) { __typename ... on Error { code message }
      ... on DossierSuccess { dossier { depot { relecture } } } } }"""
    await scene.lead.data(LANE, i=POLICY)
    await submit(scene)
    await approve(scene.first, scene.action)
    assert (await scene.first.data(listed))["desk"]["relectures"] == {"totalCount": 0, "nodes": []}
    lot = await Dispositif.get(session__action_id=scene.action)
    change = """mutation($i: UpdateDispositifInput!) { updateDispositif(input: $i) { __typename } }"""
    card = {"numero": lot.numero, "expectedVersion": 1, "dispositif": {"nombrePlaces": 15}}
    await scene.editor.data(change, i=card)
    assert (await submit(scene, 3))["dossier"]["etat"] == "VALIDEE"
    waiting = {"action": {"numero": scene.action}, "depot": {"relecture": True, "decidePar": "système"}}
    assert (await scene.first.data(listed))["desk"]["relectures"] == {"totalCount": 1, "nodes": [waiting]}
    async with unchanged():
        for who, code in ((scene.editor, "FORBIDDEN"), (scene.stranger, "NOT_FOUND")):
            assert (await who.data(confirm, n=scene.action))["confirmReading"]["code"] == code
    done = (await scene.second.data(confirm, n=scene.action))["confirmReading"]
    assert done["dossier"]["depot"] == {"relecture": False}
    line = await Historique.filter(objet="Action").order_by("-id").first()
    assert line is not None and line.verbe == "relire"
    async with unchanged():
        again = (await scene.second.data(confirm, n=scene.action))["confirmReading"]
        assert (again["code"], again["message"]) == (
            "NOT_FOUND",
            f"L'action {scene.action} n'attend pas de relecture : la liste est dans `desk {{ relectures }}`.",
        )
    assert (await scene.first.data(listed))["desk"]["relectures"]["totalCount"] == 0


async def test_the_desk_lists_what_waits_for_a_choice_until_it_is_made(certified: Scene) -> None:
    listed = "{ desk { remplacements { formation intitule siret ancienne nouvelles } } }"
    assert (await certified.first.data(listed))["desk"]["remplacements"] == []
    await replace(certified, "1002", "1003")
    formation = (await Action.get(numero=certified.action)).formation_id
    organisme = await Organisme.get(numero=certified.organisme)
    assert (await certified.first.data(listed))["desk"]["remplacements"] == [
        {
            "formation": formation,
            "intitule": "Cuisine",
            "siret": organisme.siret,
            "ancienne": "1001",
            "nouvelles": ["1002", "1003"],
        }
    ]
    await replace(certified, "1003", formations=[formation])
    assert (await certified.first.data(listed))["desk"]["remplacements"] == []
