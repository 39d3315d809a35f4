"""While something is online it stays online: libre fields go there at once, structurant ones say the way to go."""

from typing import Any

import pytest

from catalogue.models import Action, Depot, Dispositif, Evenement, Organisme, Publication, Revision, Session
from catalogue.transaction import transaction
from catalogue.vocabulary import EtatDossier, OrigineRevision, Role
from tests import factories
from tests.api.conftest import Unchanged
from tests.api.mutations.scene import SUBMIT, UPDATE, Scene, approve, submit, traces
from workflows import directory

SESSION = """mutation($i: UpdateSessionInput!) { updateSession(input: $i) { __typename
  ... on SessionSuccess { session { version } } ... on Error { code message } ... on LockedField { field } } }"""
DISPOSITIF = """mutation($i: UpdateDispositifInput!) { updateDispositif(input: $i) { __typename
  ... on DispositifSuccess { dispositif { version } } ... on Error { code message } } }"""
PUBLIC = """query($code: CodeFas!) { offre(code: $code) { action { plus urlAction
  sessions { recrutement dureeCentre dispositifs { placesRestantes nombrePlaces } } } } }"""


@pytest.fixture
async def online(scene: Scene) -> Scene:
    """The scene with its action online."""
    await submit(scene)
    await approve(scene.first, scene.action)
    return scene


async def public(scene: Scene) -> dict[str, Any]:
    """What anybody reads."""
    answer = await scene.stranger.data(PUBLIC, code=f"1-{scene.action}")
    action: dict[str, Any] = answer["offre"]["action"]
    return action


async def change_session(scene: Scene, **card: Any) -> dict[str, Any]:
    """What a change of its one session answers."""
    row = await Session.get(action_id=scene.action)
    given = {"numero": row.numero, "expectedVersion": row.version, "session": card}
    answer: dict[str, Any] = (await scene.editor.data(SESSION, i=given))["updateSession"]
    return answer


async def change_action(scene: Scene, **card: Any) -> dict[str, Any]:
    """What a change of the action answers."""
    row = await Action.get(numero=scene.action)
    given = {"numero": row.numero, "expectedVersion": row.version, "action": card}
    answer: dict[str, Any] = (await scene.editor.data(UPDATE, i=given))["updateAction"]
    return answer


async def origins(scene: Scene) -> list[OrigineRevision]:
    """Where the revisions come from, in order."""
    return [row.origine for row in await Revision.filter(action_id=scene.action).order_by("rang")]


async def test_a_controlled_change_waits_while_the_former_version_stays_online(online: Scene) -> None:
    before = await public(online)
    assert (await change_action(online, plus="Plateau technique neuf"))["__typename"] == "ActionSuccess"
    assert await public(online) == before
    row = await Action.get(numero=online.action)
    assert row.dossier is EtatDossier.EN_SAISIE
    assert (await submit(online, row.version))["dossier"]["etat"] == "SOUMISE"
    assert await public(online) == before
    assert (await approve(online.first, online.action, 2))["__typename"] == "DossierSuccess"
    assert (await public(online))["plus"] == "Plateau technique neuf"


async def test_a_libre_change_is_online_at_once_as_a_revision_of_its_own(online: Scene) -> None:
    assert (await change_session(online, recrutement="FERME"))["__typename"] == "SessionSuccess"
    assert (await change_action(online, urlAction="https://exemple.fr/action"))["__typename"] == "ActionSuccess"
    shown = await public(online)
    assert (shown["sessions"][0]["recrutement"], shown["urlAction"]) == ("FERME", "https://exemple.fr/action")
    assert (await Action.get(numero=online.action)).dossier is EtatDossier.VALIDEE
    assert await origins(online) == [OrigineRevision.SAISIE, OrigineRevision.LIBRE, OrigineRevision.LIBRE]
    published = await Evenement.filter(type="action.published").order_by("id")
    assert [event.donnees["revision"] for event in published] == [1, 2, 3]


async def test_a_change_of_both_kinds_publishes_the_libre_part_alone(online: Scene) -> None:
    await change_session(online, recrutement="SUSPENDU", dureeCentre=210)
    [session] = (await public(online))["sessions"]
    assert (session["recrutement"], session["dureeCentre"]) == ("SUSPENDU", 200)
    assert (await Action.get(numero=online.action)).dossier is EtatDossier.EN_SAISIE


async def test_a_body_that_the_carif_holds_to_it_waits_for_a_validation_of_its_libre_fields_too(
    online: Scene, unchanged: Unchanged
) -> None:
    hold = """mutation($i: UpdateOrganismeInput!) { updateOrganisme(input: $i) { __typename ... on Error { code } } }"""
    body = await Organisme.get(numero=online.organisme)
    order = {"siret": body.siret, "expectedVersion": body.version, "organisme": {"champsLibres": False}}
    manager = online.editor.signed(await transaction(lambda: factories.token(Role.GESTIONNAIRE_OF, online.organisme)))
    async with unchanged():
        assert (await manager.data(hold, i=order))["updateOrganisme"]["code"] == "FORBIDDEN"
    assert (await online.lead.data(hold, i=order))["updateOrganisme"]["__typename"] == "OrganismeSuccess"
    read = "query($id: ID!) { dossier(id: $id) { champsLibres } }"
    assert (await online.editor.data(read, id=str(online.action)))["dossier"] == {"champsLibres": False}
    before = await public(online)
    assert (await change_session(online, recrutement="FERME"))["__typename"] == "SessionSuccess"
    assert await public(online) == before
    row = await Action.get(numero=online.action)
    assert row.dossier is EtatDossier.EN_SAISIE
    assert await origins(online) == [OrigineRevision.SAISIE]
    await submit(online, row.version)
    async with unchanged():
        assert (await change_session(online, recrutement="SUSPENDU"))["code"] == "TRANSITION_REFUSED"
    await approve(online.first, online.action, 2)
    assert (await public(online))["sessions"][0]["recrutement"] == "FERME"


async def test_the_same_libre_value_again_makes_no_revision(online: Scene) -> None:
    await change_session(online, recrutement="FERME")
    before = await traces()
    await change_session(online, recrutement="FERME")
    assert await traces() == before


async def test_more_places_left_than_places_online_wait_for_the_places(online: Scene) -> None:
    row = await Dispositif.get(session__action_id=online.action)
    given = {
        "numero": row.numero,
        "expectedVersion": 1,
        "dispositif": {"nombrePlaces": 20, "placesRestantes": 18},
    }
    assert "dispositif" in (await online.editor.data(DISPOSITIF, i=given))["updateDispositif"]
    [session] = (await public(online))["sessions"]
    assert session["dispositifs"] == [{"placesRestantes": 12, "nombrePlaces": 12}]


async def test_a_libre_change_of_what_is_submitted_goes_there_too(online: Scene) -> None:
    await change_action(online, plus="Plateau technique neuf")
    row = await Action.get(numero=online.action)
    await submit(online, row.version)
    await change_session(online, recrutement="FERME")
    assert (await public(online))["sessions"][0]["recrutement"] == "FERME"
    depot = await Depot.get(action_id=online.action, decision=None).select_related("revision")
    assert depot.revision.rang == 4
    stale = await approve(online.first, online.action, 2)
    assert (stale["code"], stale["version"]) == ("STALE_VERSION", 4)
    await approve(online.first, online.action, 4)
    shown = await public(online)
    assert (shown["plus"], shown["sessions"][0]["recrutement"]) == ("Plateau technique neuf", "FERME")


async def test_what_makes_the_identity_of_a_published_node_is_refused_with_the_way_to_go(online: Scene) -> None:
    async def sites() -> tuple[int, int]:
        far = await directory.add_site(online.organisme, "Antenne d'Angers", "49007")
        near = await directory.add_site(online.organisme, "Antenne de Nantes", "44109")
        return far.numero, near.numero

    far, near = await transaction(sites)
    before = await traces()
    for answer, word in (
        (await change_action(online, siteDispensateur=far), "créez une autre action"),
        (await change_session(online, siteLieu=far), "créez une autre session dans l’autre commune"),
    ):
        assert answer["code"] == "LOCKED_FIELD"
        assert word in answer["message"]
    assert await traces() == before
    assert (await change_session(online, siteLieu=near))["__typename"] == "SessionSuccess"
    assert (await Action.get(numero=online.action)).dossier is EtatDossier.EN_SAISIE


async def test_after_a_refusal_the_published_version_is_untouched(online: Scene) -> None:
    before = await public(online)
    await change_action(online, plus="Neuf")
    row = await Action.get(numero=online.action)
    await submit(online, row.version)
    order = {"numero": online.action, "expectedRevision": 2, "motif": "TEXTE_PUBLICITAIRE"}
    refuse = "mutation($i: RefuseActionInput!) { refuseAction(input: $i) { __typename } }"
    assert (await online.first.data(refuse, i=order))["refuseAction"]["__typename"] == "DossierSuccess"
    assert await public(online) == before
    assert (await Publication.get(numero=online.action)).sequence == 1
    row = await Action.get(numero=online.action)
    again = await online.editor.data(SUBMIT, i={"numero": online.action, "expectedVersion": row.version})
    assert again["submitAction"]["dossier"]["depot"]["revision"]["rang"] == 2
    depot = await Depot.get(action_id=online.action, decision=None)
    assert depot.revision_examinee_id == depot.revision_id
