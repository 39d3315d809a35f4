"""Copies of actions and of their fields: what goes with them and what stays behind (R21)."""

from catalogue.models import Action, Dispositif, Organisme, Session
from catalogue.transaction import transaction
from catalogue.vocabulary import Diffusion, Recrutement
from seeds.procedure import ACTION, SESSION, SITE
from tests.api.conftest import Unchanged
from tests.api.mutations.conftest import Neighbour
from tests.api.mutations.desk import Desk
from workflows import directory


async def other_site() -> int:
    """A second site of the procedure's body."""
    body = await Organisme.get(siret="13000511900032")
    return (await transaction(lambda: directory.add_site(body.numero, "Antenne", "44109"))).numero


async def test_an_action_is_copied_to_another_site_without_its_life(desk: Desk) -> None:
    site = await other_site()
    answer = await desk.done("duplicateAction", action=ACTION, siteDispensateur=site)
    made = answer["action"]
    assert (made["siteDispensateur"]["numero"], made["dossier"], made["version"]) == (site, "EN_SAISIE", 1)
    row = await Action.get(numero=made["numero"])
    source = await Action.get(numero=ACTION)
    assert row.diffusion is Diffusion.JAMAIS_PUBLIEE and row.formation_id == source.formation_id
    assert (row.resultats_attendus, row.niveau_entree) == (source.resultats_attendus, source.niveau_entree)
    assert await Session.filter(action_id=row.numero).count() == 0


async def test_with_its_sessions_they_follow_to_the_new_site_with_recruitment_suspended(desk: Desk) -> None:
    site = await other_site()
    answer = await desk.done("duplicateAction", action=ACTION, siteDispensateur=site, avecSessions=True)
    [session] = await Session.filter(action_id=answer["action"]["numero"])
    source = await Session.get(numero=SESSION)
    assert (session.site_lieu_id, session.recrutement, session.source_id) == (site, Recrutement.SUSPENDU, None)
    assert (session.date_debut, session.date_fin, session.rythmes) == (
        source.date_debut,
        source.date_fin,
        source.rythmes,
    )
    [dispositif] = await Dispositif.filter(session_id=session.numero)
    assert (dispositif.type_id, dispositif.nombre_places, dispositif.places_restantes) == ("8", 16, None)
    assert dispositif.frais_ht == 4500 and dispositif.codes_externes == []


async def test_a_copy_with_a_key_is_made_once(desk: Desk, unchanged: Unchanged) -> None:
    first = await desk.done("duplicateAction", action=ACTION, clientMutationId="copie")
    async with unchanged():
        again = await desk.done("duplicateAction", action=ACTION, clientMutationId="copie")
    assert again["action"]["numero"] == first["action"]["numero"]
    assert first["action"]["siteDispensateur"]["numero"] == SITE


async def test_an_archived_action_may_be_copied_but_not_a_neighbour_s(
    desk: Desk, neighbour: Neighbour, unchanged: Unchanged
) -> None:
    await transaction(lambda: Action.filter(numero=ACTION).update(diffusion=Diffusion.ARCHIVEE))
    await desk.done("duplicateAction", action=ACTION)
    _, foreign = await neighbour()
    async with unchanged():
        answers = [await desk.send("duplicateAction", action=number) for number in (foreign, 999999)]
        site = await desk.send("duplicateAction", action=ACTION, siteDispensateur=999999)
    assert [answer["__typename"] for answer in answers] == ["NotFound", "NotFound"]
    assert site["problems"][0]["path"] == ["siteDispensateur"]


async def test_fields_are_copied_and_nothing_else(desk: Desk, unchanged: Unchanged) -> None:
    target = (await desk.done("duplicateAction", action=ACTION))["action"]
    changed = {"plus": "Petits groupes", "objectifs": "Savoir", "prerequis": ["numerique"], "niveauEntree": "5"}
    source = await desk.done(
        "updateAction", numero=ACTION, expectedVersion=(await Action.get(numero=ACTION)).version, action=changed
    )
    assert source["changed"]
    ask = {"depuis": ACTION, "vers": target["numero"], "champs": ["PLUS", "PREREQUIS"], "expectedVersion": 1}
    answer = (await desk.done("copyFields", **ask))["action"]
    assert (answer["plus"], [code["code"] for code in answer["prerequis"]]) == ("Petits groupes", ["numerique"])
    assert (answer["objectifs"], answer["niveauEntree"]["code"], answer["version"]) == (None, "1", 2)
    async with unchanged():
        same = await desk.done("copyFields", **{**ask, "expectedVersion": 2})
        stale = await desk.send("copyFields", **ask)
        itself = await desk.send("copyFields", **{**ask, "depuis": target["numero"]})
    assert same["changed"] is False
    assert (stale["__typename"], stale["version"]) == ("StaleVersion", 2)
    assert itself["problems"][0]["code"] == "MEME_ACTION"


async def test_fields_are_never_copied_across_bodies(desk: Desk, neighbour: Neighbour, unchanged: Unchanged) -> None:
    _, foreign = await neighbour()
    version = (await Action.get(numero=ACTION)).version
    async with unchanged():
        for depuis, vers in ((foreign, ACTION), (ACTION, foreign)):
            answer = await desk.send("copyFields", depuis=depuis, vers=vers, champs=["PLUS"], expectedVersion=version)
            assert answer["__typename"] == "NotFound"
