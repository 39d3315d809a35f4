"""The Session card (procedure p. 9)."""

from typing import Any

import pytest

from catalogue.models import Referent, Session
from catalogue.transaction import transaction
from catalogue.vocabulary import TypeReferent
from seeds.procedure import ACTION, FORMATION, REFERENT, SESSION, SIRET, SITE
from tests.api.conftest import Unchanged
from tests.api.mutations.conftest import Neighbour
from tests.api.mutations.desk import Desk

CARD: dict[str, Any] = {
    "siteLieu": SITE,
    "dateDebut": "2030-09-01",
    "dateFin": "2030-12-31",
    "entreesSorties": "PERMANENTES",
    "rythmes": ["temps-plein", "discontinu"],
    "periodes": ["96414"],
    "typesParcours": ["COLLECTIF", "MIXTE"],
    "modalitesPedagogiques": ["96142"],
    "modaliteEnseignement": "MIXTE",
    "dureeCentre": 200,
    "dureeEntreprise": 0,
    "dureeHebdomadaire": "35.50",
    "commentaireDuree": "Entrées échelonnées de septembre à novembre.",
    "cycleAlternance": {"unite": "SEMAINE", "entreprise": 2, "centre": 1},
    "organismeResponsable": SIRET,
    "recrutement": "SUSPENDU",
    "modalitesRecrutement": ["3", "8"],
    "informationsCollectives": [
        {
            "debut": "2030-06-15T12:15:00Z",
            "fin": "2030-06-15T14:00:00Z",
            "lieu": "Salle 4",
            "commentaire": "Apportez un CV.",
        },
        {"debut": "2030-06-16T12:15:00Z", "fin": None, "lieu": None, "commentaire": None},
    ],
    "periodesInscription": [
        {"type": "INSCRIPTION", "debut": "2030-05-01", "fin": "2030-08-31"},
        {"type": "RECRUTEMENT", "debut": None, "fin": None},
    ],
    "referentHandicap": REFERENT,
    "referentMobilite": REFERENT,
    "referentPrf": REFERENT,
    "mailLiaison": "liaison@exemple.fr",
}
_TERMS = ("rythmes", "periodes", "modalitesPedagogiques", "modalitesRecrutement")
_NUMBERS = ("siteLieu", "referentHandicap", "referentMobilite", "referentPrf")
SHOWN: dict[str, Any] = {
    **CARD,
    **{name: [{"code": code} for code in CARD[name]] for name in _TERMS},
    **{name: {"numero": CARD[name]} for name in _NUMBERS},
    "organismeResponsable": {"siret": SIRET},
    "dispositifs": [],
}
EMPTY: dict[str, Any] = {name: [] if isinstance(value, list) else None for name, value in CARD.items()}


async def add(desk: Desk, **card: Any) -> dict[str, Any]:
    """A new session under the procedure's action."""
    session: dict[str, Any] = (await desk.done("addSession", action=ACTION, session=card))["session"]
    return session


async def test_every_field_of_the_card_is_kept_as_it_was_given(desk: Desk) -> None:
    session = await add(desk, **CARD)
    numero = session["numero"]
    code = f"{FORMATION}-{ACTION}-{numero}"
    assert session == {**SHOWN, "id": session["id"], "numero": numero, "code": code, "version": 1}
    assert await desk.read("session", numero) == session


async def test_what_is_absent_is_prefilled_as_the_procedure_says(desk: Desk) -> None:
    await transaction(
        lambda: Referent.create(numero=2000, organisme_id=1, type=TypeReferent.PRF, nom="PRF", par_defaut=True)
    )
    session = await add(desk)
    prefilled = {
        "siteLieu": {"numero": SITE},
        "organismeResponsable": {"siret": SIRET},
        "referentHandicap": {"numero": REFERENT},
        "referentPrf": {"numero": 2000},
    }
    assert session == {**session, **EMPTY, **prefilled}
    none = dict.fromkeys(prefilled)
    emptied = await add(desk, **none)
    assert {name: emptied[name] for name in none} == none


async def test_each_field_is_changed_alone(desk: Desk) -> None:
    session = await add(desk, **dict.fromkeys(CARD))
    shown, version = {**session, **EMPTY}, 1
    assert session == shown
    for name, value in CARD.items():
        answer = await desk.done(
            "updateSession", numero=session["numero"], expectedVersion=version, session={name: value}
        )
        version += 1
        shown |= {name: SHOWN[name], "version": version}
        assert (answer["changed"], answer["session"]) == (True, shown)


async def test_null_empties_a_field_and_leaves_the_others(desk: Desk) -> None:
    for name in CARD:
        session = await add(desk, **CARD)
        answer = await desk.done("updateSession", numero=session["numero"], expectedVersion=1, session={name: None})
        assert answer["session"] == {**session, name: EMPTY[name], "version": 2}


async def test_one_date_is_compared_with_the_other_that_stays(desk: Desk, unchanged: Unchanged) -> None:
    async with unchanged():
        for card in ({"dateFin": "2021-08-31"}, {"dateDebut": "2022-01-01"}):
            answer = await desk.send("updateSession", numero=SESSION, expectedVersion=1, session=card)
            [problem] = answer["problems"]
            assert (problem["path"], problem["code"]) == (["session", "dateFin"], "DATES")
            assert "précède" in problem["message"]
    day = {"dateDebut": "2021-12-31"}
    assert (await desk.done("updateSession", numero=SESSION, expectedVersion=1, session=day))["changed"]


@pytest.mark.usefixtures("never_published")
async def test_a_new_session_of_an_individualised_formation_has_its_types_of_course(desk: Desk) -> None:
    await desk.done("updateFormation", numero=FORMATION, expectedVersion=1, formation={"individualisation": True})
    assert (await add(desk))["typesParcours"] == ["MODULAIRE", "INDIVIDUALISE"]
    session = await add(desk, typesParcours=["COLLECTIF", "INDIVIDUALISE"])
    assert session["typesParcours"] == ["COLLECTIF", "INDIVIDUALISE", "MODULAIRE"]
    fewer = {"typesParcours": ["COLLECTIF"]}
    problems = await desk.problems("updateSession", numero=session["numero"], expectedVersion=1, session=fewer)
    assert problems == [("session.typesParcours", "INDIVIDUALISATION")]


async def test_a_session_and_its_dispositifs_are_removed_unless_renewed(desk: Desk, unchanged: Unchanged) -> None:
    renewed = (await add(desk))["numero"]
    await transaction(lambda: Session.filter(numero=renewed).update(source_id=SESSION))
    async with unchanged():
        answer = await desk.send("removeSession", numero=SESSION, expectedVersion=1)
        assert (answer["__typename"], answer["usages"]) == ("InUse", [f"session {renewed} (reconduite de celle-ci)"])
    await desk.done("addDispositif", session=renewed, type="8", dispositif={})
    await desk.done("removeSession", numero=renewed, expectedVersion=1)
    assert await desk.read("session", renewed) is None
    await desk.done("removeSession", numero=SESSION, expectedVersion=1)
    line = (await desk.history("Session", SESSION))[0]
    assert (line["verbe"], {change["champ"]: change["avant"] for change in line["champs"]}) == (
        "supprimer",
        {"date_debut": '"2021-09-01"', "date_fin": '"2021-12-31"', "dispositifs": "[1]", "en_ligne": "true"},
    )
    online = '{ offre(code: "19482-89393-143842") { __typename } }'
    assert (await desk.client.data(online))["offre"]["__typename"] == "Offre"


@pytest.mark.parametrize(
    ("field", "code"),
    [("siteLieu", "SITE_INCONNU"), ("referentHandicap", "REFERENT_INCONNU"), ("referentPrf", "REFERENT_INCONNU")],
)
async def test_what_belongs_to_another_body_is_unknown(
    desk: Desk, neighbour: Neighbour, unchanged: Unchanged, field: str, code: str
) -> None:
    other, action = await neighbour()
    [session] = (await other.client.data(_SESSIONS, siret=other.siret, numero=action))["workspace"]["action"][
        "sessions"
    ]
    assert await Referent.exists(numero=1903)
    theirs = {"siteLieu": session["siteLieu"]["numero"]}.get(field, 1903)
    async with unchanged():
        for mutation, target in (
            ("addSession", {"action": ACTION}),
            ("updateSession", {"numero": SESSION, "expectedVersion": 1}),
        ):
            assert await desk.problems(mutation, **target, session={field: theirs}) == [(f"session.{field}", code)]


_SESSIONS = """query ($siret: Siret!, $numero: Int!) { workspace(siret: $siret) { action(numero: $numero) {
  sessions { siteLieu { numero } } } } }"""
