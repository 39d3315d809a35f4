"""A whole offer in one demand: all or nothing, each problem with its path into the input."""

from collections.abc import Callable
from typing import Any

import pytest

from catalogue.models import Action, Dispositif, Formation, Historique, Session
from seeds.procedure import SIRET
from seeds.region import bodies
from tests.api.conftest import Unchanged
from tests.api.mutations.desk import Desk

DISPOSITIF = {"type": "8", "fiche": {"nombrePlaces": 16, "effectifMinimal": 8, "capaciteSimultanee": 16}}
SESSION = {"dateDebut": "2027-09-01", "dateFin": "2028-06-30", "dureeCentre": 200}


def offer(**changed: Any) -> dict[str, Any]:
    """A formation without reference, with an action of two sessions and three dispositifs."""
    given: dict[str, Any] = {
        "siret": SIRET,
        "formation": {"intitule": "Accueillir en langue des signes", "objectifGeneral": "PERFECTIONNEMENT"},
        "actions": [
            {
                "fiche": {"siteDispensateur": 36364, "niveauEntree": "1"},
                "sessions": [
                    {"fiche": SESSION, "dispositifs": [DISPOSITIF, {**DISPOSITIF, "type": "1"}]},
                    {"fiche": {**SESSION, "dateDebut": "2028-01-03"}, "dispositifs": [DISPOSITIF]},
                ],
            }
        ],
    }
    return {**given, **changed}


async def test_a_whole_offer_is_created_with_every_card(desk: Desk) -> None:
    answer = await desk.done("createOffre", **offer())
    assert answer["changed"] is True
    formation = await Formation.get(numero=answer["formation"]["numero"])
    assert formation.intitule == "Accueillir en langue des signes"
    [action] = await Action.filter(formation_id=formation.numero)
    assert action.site_dispensateur_id == 36364
    sessions = await Session.filter(action_id=action.numero).order_by("numero")
    assert [(str(row.date_debut), row.site_lieu_id, row.duree_centre) for row in sessions] == [
        ("2027-09-01", 36364, 200),
        ("2028-01-03", 36364, 200),
    ]
    kinds = [
        (row.session_id, row.type_id, row.nombre_places)
        async for row in Dispositif.filter(session_id__in=[row.numero for row in sessions]).order_by("numero")
    ]
    first, second = (row.numero for row in sessions)
    assert kinds == [(first, "8", 16), (first, "1", 16), (second, "8", 16)]
    assert await Historique.filter(verbe="créer").count() == 7


async def test_the_same_key_creates_once(desk: Desk, unchanged: Unchanged) -> None:
    first = await desk.done("createOffre", **offer(), clientMutationId="offre-1")
    async with unchanged():
        again = await desk.done("createOffre", **offer(), clientMutationId="offre-1")
        other = await desk.send("createOffre", **offer(certification="109049"), clientMutationId="offre-1")
    assert again["formation"] == first["formation"]
    assert other["problems"][0]["code"] == "KEY_REUSED"


async def test_every_problem_is_told_at_its_place_and_nothing_is_kept(desk: Desk, unchanged: Unchanged) -> None:
    wrong = offer()
    [action] = wrong["actions"]
    action["fiche"] = {"siteDispensateur": 999999, "prerequis": ["absent"]}
    action["sessions"] = [
        {
            "fiche": {**SESSION, "dateFin": "2020-01-01"},
            "dispositifs": [
                {"type": "8", "fiche": {"nombrePlaces": 0}},
                {"type": "8", "fiche": {"fraisPedagogiques": {"ht": "100", "tauxTva": "20", "ttc": "100"}}},
            ],
        },
        {"fiche": {"cycleAlternance": {"unite": "SEMAINE", "entreprise": 0, "centre": 1}}},
    ]
    async with unchanged():
        answer = await desk.send("createOffre", **wrong)
    assert answer["__typename"] == "InvalidInput"
    assert {".".join(problem["path"]) for problem in answer["problems"]} == {
        "actions.0.fiche.prerequis",
        "actions.0.sessions.0.fiche.dateFin",
        "actions.0.sessions.0.dispositifs.0.fiche.nombrePlaces",
        "actions.0.sessions.0.dispositifs.1.fiche.fraisPedagogiques",
        "actions.0.sessions.1.fiche.cycleAlternance.entreprise",
    }


async def test_a_foreign_site_is_told_at_its_place(desk: Desk, unchanged: Unchanged) -> None:
    wrong = offer()
    wrong["actions"][0]["sessions"][1]["fiche"] = {**SESSION, "siteLieu": 999999}
    async with unchanged():
        answer = await desk.send("createOffre", **wrong)
    [problem] = answer["problems"]
    assert (problem["path"], problem["code"]) == (
        ["actions", "0", "sessions", "1", "fiche", "siteLieu"],
        "SITE_INCONNU",
    )


@pytest.mark.parametrize(
    ("changed", "typename"),
    [
        ({"siret": bodies.siret(0)}, "NotFound"),
        ({"certification": "000000"}, "NotFound"),
        ({"certification": "109049"}, "LockedField"),
        ({"certification": "109049", "formation": {"objectifGeneral": "CERTIFICATION"}}, "Duplicate"),
    ],
)
async def test_other_refusals_keep_nothing_either(
    desk: Desk, unchanged: Unchanged, changed: dict[str, Any], typename: str
) -> None:
    async with unchanged():
        answer = await desk.send("createOffre", **offer(**changed))
    assert answer["__typename"] == typename


async def test_a_kind_of_dispositif_that_is_not_there_undoes_everything(desk: Desk, unchanged: Unchanged) -> None:
    wrong = offer()
    wrong["actions"][0]["sessions"][1]["dispositifs"] = [{**DISPOSITIF, "type": "absent"}]
    async with unchanged():
        answer = await desk.send("createOffre", **wrong)
    assert answer["__typename"] == "NotFound"


async def test_too_many_are_refused_before_anything_is_written(
    desk: Desk, unchanged: Unchanged, statements: Callable[[], Any]
) -> None:
    wrong = offer()
    wrong["actions"][0]["sessions"] = [{"fiche": {}}] * 51
    wrong["actions"] += [{"fiche": {}, "sessions": [{"fiche": {}, "dispositifs": [DISPOSITIF] * 11}]}]
    async with unchanged():
        answer = await desk.send("createOffre", **wrong)
    assert [(".".join(problem["path"]), problem["message"]) for problem in answer["problems"]] == [
        ("actions.0.sessions", "51 donnés : 50 sessions par action au plus en une demande."),
        ("actions.1.sessions.0.dispositifs", "11 donnés : 10 dispositifs au plus en une demande."),
    ]
