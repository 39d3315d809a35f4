"""« Appuyez sur le bouton pour voir l'état de la saisie » (procedure p. 10 and 11): the report, in the workspace."""

from datetime import date
from typing import Any

import pytest

from catalogue import clock
from catalogue.rules.completeness import CODES
from catalogue.transaction import transaction
from seeds.procedure import ACTION, FORMATION, SESSION, SIRET
from tests.api.mutations.desk import Desk
from tests.api.mutations.drafts_spoilt import SPOILT
from tests.api.mutations.drafts_wanting import ENTERED, NEVER_STORED, OF_AN_EMPTY_FORMATION, OF_THE_EXAMPLE, Draft

DRAFTS = [*ENTERED, *SPOILT]
POINTS = (
    "bloquants { noeud path champ code gravite message source } conseils { path champ code gravite message source }"
)
REPORT = f"""query ($siret: Siret!, $numero: Int!) {{ workspace(siret: $siret) {{ action(numero: $numero) {{ completude {{
  pourcentage complet requis presents {POINTS} manques {{ code }}
  recapitulatif {{ noeud path fiche libelle pourcentage bloquants conseils }} }} }} }} }}"""
PARTS = """query ($siret: Siret!, $numero: Int!) { workspace(siret: $siret) { formation(numero: $numero) {
  completude { ...part } actions { completude { ...part } sessions { completude { ...part }
    dispositifs { completude { ...part } } } } } } }
  fragment part on Completude { pourcentage complet requis presents bloquants { code } recapitulatif { fiche } }"""


@pytest.fixture(autouse=True)
def _a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2026, 3, 1))


async def report(desk: Desk, numero: int = ACTION) -> Any:
    """The report of an action's draft."""
    return (await desk.client.data(REPORT, siret=SIRET, numero=numero))["workspace"]["action"]["completude"]


async def test_the_example_of_the_procedure_may_be_sent(desk: Desk) -> None:
    found = await report(desk)
    assert (found["complet"], found["pourcentage"], found["bloquants"]) == (True, 100, [])
    assert (found["requis"], found["presents"]) == (29, 29)
    assert [point["code"] for point in found["conseils"]] == OF_THE_EXAMPLE
    assert [point["code"] for point in found["manques"]] == OF_THE_EXAMPLE
    lines = [(line["fiche"], line["libelle"], line["path"], line["conseils"]) for line in found["recapitulatif"]]
    assert lines == [
        ("Formation", "Titre professionnel assistant ressources humaines", ["formation"], 0),
        ("Action", "CARIFOREF DES PAYS DE LA LOIRE", [], 2),
        ("Session", "du 01/09/2021 au 31/12/2021", ["sessions", str(SESSION)], 4),
        ("Dispositif", "Apprentissage - contrat d'apprentissage", ["sessions", str(SESSION), "dispositifs", "1"], 0),
    ]
    assert {(line["pourcentage"], line["bloquants"]) for line in found["recapitulatif"]} == {(100, 0)}


async def test_a_point_says_where_it_is_what_to_do_and_why(desk: Desk) -> None:
    await desk.done("updateDispositif", numero=1, expectedVersion=1, dispositif={"effectifMinimal": None})
    found = await report(desk)
    dispositif = (await desk.read("session", SESSION))["dispositifs"][0]["id"]
    assert found["bloquants"] == [
        {
            "noeud": dispositif,
            "path": ["sessions", str(SESSION), "dispositifs", "1", "effectifMinimal"],
            "champ": "effectifMinimal",
            "code": "EFFECTIF_MINIMAL_REQUIS",
            "gravite": "BLOQUANT",
            "message": "« Effectif minimal » est obligatoire pour « Apprentissage - contrat d'apprentissage » : indiquez "
            "combien de personnes il faut pour que la session débute.",
            "source": "R7, procédure p. 10",
        }
    ]
    assert (found["complet"], found["presents"], found["requis"], found["pourcentage"]) == (False, 28, 29, 96)
    assert (found["recapitulatif"][3]["pourcentage"], found["recapitulatif"][3]["bloquants"]) == (75, 1)


async def test_an_empty_entry_lacks_what_its_two_cards_ask(desk: Desk) -> None:
    formation = (await desk.done("createFormation", siret=SIRET, formation={}))["formation"]["numero"]
    action = (await desk.done("addAction", formation=formation, action={}))["action"]["numero"]
    found = await report(desk, action)
    assert {point["code"] for point in found["manques"]} == OF_AN_EMPTY_FORMATION
    assert (found["requis"], found["presents"], found["pourcentage"]) == (7, 2, 28)
    assert [line["libelle"] for line in found["recapitulatif"]] == ["sans intitulé", "sans site dispensateur"]


@pytest.mark.usefixtures("never_published")
@pytest.mark.parametrize("draft", DRAFTS, ids=lambda draft: draft.name)
async def test_what_is_wrong_is_told_where_it_is(desk: Desk, draft: Draft) -> None:
    for mutation, values in draft.steps:
        await desk.done(mutation, **values)
    if draft.rows is not None:
        await transaction(draft.rows)
    found = await report(desk)
    blocking = {point["code"]: ".".join(point["path"]) for point in found["bloquants"]}
    assert blocking == draft.bloquants
    advice = {point["code"]: ".".join(point["path"]) for point in found["conseils"]}
    assert {code: path for code, path in advice.items() if code not in OF_THE_EXAMPLE} == draft.conseils
    assert found["complet"] == (not draft.bloquants) == (found["pourcentage"] == 100)
    for point in [*found["bloquants"], *found["conseils"]]:
        assert point["path"][-1] == point["champ"]
        assert point["message"].endswith((".", "?"))
        assert point["source"]


def test_every_code_is_told_by_some_draft() -> None:
    told = {code for draft in DRAFTS for code in (*draft.bloquants, *draft.conseils)}
    assert told | OF_AN_EMPTY_FORMATION | set(OF_THE_EXAMPLE) | NEVER_STORED == set(CODES)
    assert told & NEVER_STORED == set()


async def test_each_card_has_the_report_of_itself_and_what_is_below(desk: Desk, statements: Any) -> None:
    await desk.done("updateFormation", numero=FORMATION, expectedVersion=1, formation={"objectifGeneral": None})
    await desk.done("updateDispositif", numero=1, expectedVersion=1, dispositif={"effectifMinimal": None})
    await desk.done("addSession", action=ACTION, session={"dateDebut": "2026-09-01"})
    with statements() as sent:
        formation = (await desk.client.data(PARTS, siret=SIRET, numero=FORMATION))["workspace"]["formation"]
    [action] = formation["actions"]
    first, second = action["sessions"]
    own = formation["completude"]
    assert ([point["code"] for point in own["bloquants"]], own["requis"], own["presents"]) == (
        ["OBJECTIF_GENERAL_REQUIS"],
        4,
        3,
    )
    assert [line["fiche"] for line in own["recapitulatif"]] == ["Formation"]
    assert [point["code"] for point in first["completude"]["bloquants"]] == ["EFFECTIF_MINIMAL_REQUIS"]
    assert [line["fiche"] for line in first["completude"]["recapitulatif"]] == ["Session", "Dispositif"]
    dispositif = first["dispositifs"][0]["completude"]
    assert ([point["code"] for point in dispositif["bloquants"]], dispositif["pourcentage"]) == (
        ["EFFECTIF_MINIMAL_REQUIS"],
        75,
    )
    assert second["completude"]["bloquants"][0]["code"] == "DATE_FIN_REQUISE"
    assert [line["fiche"] for line in action["completude"]["recapitulatif"]] == [
        "Formation",
        "Action",
        "Session",
        "Dispositif",
        "Session",
    ]
    # Two reports, three statements each, whatever the number of cards.
    assert len([statement for statement in sent if '"type_dispositif"' in statement]) <= 3


async def test_what_is_online_has_no_report(desk: Desk) -> None:
    asked = """{ offre(code: "19482-89393-143842") { formation { completude { complet } }
      action { completude { complet } } session { completude { complet } dispositifs { completude { complet } } } } }"""
    offre = (await desk.client.data(asked))["offre"]
    nothing = {"completude": None}
    assert offre == {
        "formation": nothing,
        "action": nothing,
        "session": {**nothing, "dispositifs": [nothing]},
    }
