"""Renewals: one session, or many at once, each for itself and never twice (R21 to R23)."""

import asyncio
from typing import Any

import pytest

from catalogue.models import Action, Dispositif, Reconduction, Session
from catalogue.transaction import transaction
from catalogue.vocabulary import Diffusion, Recrutement
from seeds.procedure import ACTION, FORMATION, SESSION, SIRET
from seeds.region import bodies
from tests.api.conftest import Unchanged
from tests.api.mutations.conftest import Neighbour
from tests.api.mutations.desk import Desk

MANY = """mutation($input: RenewSessionsInput!) { renewSessions(input: $input) { __typename
  ... on RenewSessionsSuccess { lignes { source issue dateDebut dateFin code message } }
  ... on Error { code message } ... on InvalidInput { problems { path code message } } } }"""
CODE = f"{FORMATION}-{ACTION}-{SESSION}"


async def many(desk: Desk, **changed: Any) -> dict[str, Any]:
    """What `renewSessions` answers."""
    given = {"siret": desk.siret, "criteres": {}, "decalage": {"mois": 12}, **changed}
    answer: dict[str, Any] = (await desk.client.data(MANY, input=given))["renewSessions"]
    return answer


async def test_a_session_is_renewed_for_as_long_as_its_source(desk: Desk) -> None:
    answer = await desk.done("renewSession", session=SESSION, dateDebut="2027-09-01")
    made = await Session.get(numero=answer["session"]["numero"])
    source = await Session.get(numero=SESSION)
    assert (str(made.date_debut), str(made.date_fin), made.action_id) == ("2027-09-01", "2027-12-31", ACTION)
    assert (made.source_id, made.recrutement, source.recrutement) == (SESSION, Recrutement.SUSPENDU, Recrutement.OUVERT)
    assert (made.cycle_unite, made.duree_centre, made.referent_handicap_id) == (
        source.cycle_unite,
        source.duree_centre,
        source.referent_handicap_id,
    )
    [dispositif] = await Dispositif.filter(session_id=made.numero)
    assert (dispositif.type_id, dispositif.nombre_places, dispositif.places_restantes) == ("8", 16, None)
    assert dispositif.frais_ttc == 4500


async def test_what_was_renewed_for_a_day_is_not_again_even_when_its_dates_moved(
    desk: Desk, unchanged: Unchanged
) -> None:
    first = (await desk.done("renewSession", session=SESSION, dateDebut="2027-09-01"))["session"]
    await desk.done("updateSession", numero=first["numero"], expectedVersion=1, session={"dateDebut": "2027-10-01"})
    async with unchanged():
        answer = await desk.send("renewSession", session=SESSION, dateDebut="2027-09-01")
    assert (answer["__typename"], answer["twin"]) == ("Duplicate", f"{FORMATION}-{ACTION}-{first['numero']}")
    await desk.done("renewSession", session=SESSION, dateDebut="2028-09-01")
    version = (await Session.get(numero=first["numero"])).version
    await desk.done("removeSession", numero=first["numero"], expectedVersion=version)
    await desk.done("renewSession", session=SESSION, dateDebut="2027-09-01")


async def test_a_key_gives_the_first_renewal_back(desk: Desk, unchanged: Unchanged) -> None:
    ask = {"session": SESSION, "dateDebut": "2027-09-01", "clientMutationId": "r"}
    first = await desk.done("renewSession", **ask)
    async with unchanged():
        assert (await desk.done("renewSession", **ask))["session"]["numero"] == first["session"]["numero"]


async def test_a_renewal_that_cannot_be(desk: Desk, neighbour: Neighbour, unchanged: Unchanged) -> None:
    _, foreign = await neighbour()
    [theirs] = await Session.filter(action_id=foreign)
    async with unchanged():
        order = await desk.send("renewSession", session=SESSION, dateDebut="2027-09-01", dateFin="2027-08-01")
        hidden = await desk.send("renewSession", session=theirs.numero, dateDebut="2027-09-01")
    assert (order["__typename"], order["problems"][0]["path"]) == ("InvalidInput", ["dateFin"])
    assert hidden["__typename"] == "NotFound"
    await transaction(lambda: Action.filter(numero=ACTION).update(diffusion=Diffusion.ARCHIVEE))
    assert (await desk.send("renewSession", session=SESSION, dateDebut="2027-09-01"))["__typename"] == "Gone"


async def offer_of_four(desk: Desk) -> list[int]:
    """Three more sessions under the procedure's action."""
    made = []
    for month in (3, 5, 7):
        card = {"dateDebut": f"2026-0{month}-02", "dateFin": f"2026-0{month}-31"}
        made.append((await desk.done("addSession", action=ACTION, session=card))["session"]["numero"])
    return made


async def test_many_are_renewed_each_for_itself_and_once(desk: Desk, unchanged: Unchanged) -> None:
    numbers = await offer_of_four(desk)
    criteria = {"finDu": "2026-03-01", "finAu": "2026-06-01"}
    async with unchanged():
        dry = await many(desk, criteres=criteria, dryRun=True)
    assert [(line["source"], line["issue"], line["dateDebut"], line["dateFin"]) for line in dry["lignes"]] == [
        (f"{FORMATION}-{ACTION}-{numbers[0]}", "A_CREER", "2027-03-02", "2027-03-31"),
        (f"{FORMATION}-{ACTION}-{numbers[1]}", "A_CREER", "2027-05-02", "2027-05-31"),
    ]
    done = (await many(desk, criteres=criteria))["lignes"]
    assert [line["issue"] for line in done] == ["CREEE", "CREEE"]
    assert [str(row.date_debut) async for row in Session.filter(source_id__in=numbers).order_by("numero")] == [
        "2027-03-02",
        "2027-05-02",
    ]
    async with unchanged():
        again = (await many(desk, criteres=criteria))["lignes"]
        dry_again = (await many(desk, criteres=criteria, dryRun=True))["lignes"]
    assert [(line["issue"], line["code"]) for line in again] == [("DEJA_RECONDUITE", line["code"]) for line in done]
    assert [line["issue"] for line in dry_again] == ["DEJA_RECONDUITE"] * 2


async def test_two_requests_at_once_renew_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.turns.PATIENCE", 0)  # nobody waits for the others' end
    await offer_of_four(desk)
    those = {"finDu": "2026-01-01", "finAu": "2026-12-31"}  # what is made of them ends later
    answers = await asyncio.gather(*(many(desk, criteres=those) for _ in range(3)))
    issues = sorted(line["issue"] for answer in answers for line in answer["lignes"])
    assert issues == ["CREEE"] * 3 + ["DEJA_RECONDUITE"] * 6
    assert await Reconduction.all().count() == 3


async def test_one_that_cannot_be_is_told_and_the_others_go_on(desk: Desk) -> None:
    other = (await desk.done("duplicateAction", action=ACTION, avecSessions=True))["action"]["numero"]
    from catalogue.vocabulary import EtatDossier

    await transaction(lambda: Action.filter(numero=other).update(dossier=EtatDossier.SOUMISE))
    lines = {line["source"]: line for line in (await many(desk))["lignes"]}
    assert lines[CODE]["issue"] == "CREEE"
    [refused] = [line for code, line in lines.items() if code != CODE]
    assert (refused["issue"], refused["code"]) == ("REFUSEE", None)
    assert refused["message"]


async def test_only_the_chosen_actions_and_never_archived_ones(desk: Desk) -> None:
    other = (await desk.done("duplicateAction", action=ACTION, avecSessions=True))["action"]["numero"]
    lines = (await many(desk, criteres={"actions": [other]}, dryRun=True))["lignes"]
    assert [line["source"].split("-")[1] for line in lines] == [str(other)]
    await transaction(lambda: Action.filter(numero=other).update(diffusion=Diffusion.ARCHIVEE))
    assert (await many(desk, criteres={"actions": [other]}, dryRun=True))["lignes"] == []


@pytest.mark.parametrize(
    ("changed", "typename"),
    [
        ({"decalage": {}}, "InvalidInput"),
        ({"decalage": {"mois": -1}}, "InvalidInput"),
        ({"decalage": {"mois": 1200}}, "InvalidInput"),
        ({"siret": bodies.siret(0)}, "NotFound"),
    ],
)
async def test_what_makes_no_sense_is_refused(
    desk: Desk, unchanged: Unchanged, changed: dict[str, Any], typename: str
) -> None:
    async with unchanged():
        assert (await many(desk, **changed))["__typename"] == typename


async def test_a_neighbour_s_offer_is_not_renewed(desk: Desk, neighbour: Neighbour, unchanged: Unchanged) -> None:
    theirs, _ = await neighbour()
    async with unchanged():
        assert (await many(desk, siret=theirs.siret))["__typename"] == "NotFound"
        assert (await many(Desk(desk.client.signed(None), SIRET)))["__typename"] in ("Forbidden", "NotFound")
