"""The Dispositif card (procedure p. 10)."""

from typing import Any

import pytest

from seeds.procedure import SESSION
from tests.api.conftest import Unchanged
from tests.api.mutations.desk import Desk

CARD: dict[str, Any] = {
    "publics": ["interimaire", "80006", "81050"],
    "codesExternes": ["CARIF-2030-17", "AF 44"],
    "nombrePlaces": 16,
    "placesRestantes": 4,
    "effectifMinimal": 8,
    "capaciteSimultanee": 16,
    "fraisPedagogiques": {"ht": "4500.00", "tauxTva": "20.00", "ttc": "5400.00"},
    "fraisAdditionnels": {"montant": "120.50", "detail": "La tenue de travail."},
    "fraisCertification": True,
    "priseEnCharge": True,
}
SHOWN: dict[str, Any] = {**CARD, "publics": [{"code": code} for code in CARD["publics"]]}
EMPTY: dict[str, Any] = dict.fromkeys(CARD) | {
    "publics": [],
    "codesExternes": [],
    "fraisCertification": False,
    "priseEnCharge": False,
}


async def add(desk: Desk, **card: Any) -> dict[str, Any]:
    """A new dispositif of the kind 8 under the procedure's session."""
    answer = await desk.done("addDispositif", session=SESSION, type="8", dispositif=card)
    assert answer["session"] == {"numero": SESSION}
    dispositif: dict[str, Any] = answer["dispositif"]
    return dispositif


async def read(desk: Desk, numero: int) -> Any:
    """A dispositif as its session shows it."""
    session = await desk.read("session", SESSION)
    return next((one for one in session["dispositifs"] if one["numero"] == numero), None)


async def test_every_field_of_the_card_is_kept_as_it_was_given(desk: Desk) -> None:
    dispositif = await add(desk, **CARD)
    told = {"id": dispositif["id"], "numero": dispositif["numero"], "version": 1, "type": {"code": "8"}}
    assert dispositif == {**SHOWN, **told}
    assert await read(desk, dispositif["numero"]) == dispositif


async def test_each_field_is_changed_alone(desk: Desk) -> None:
    dispositif = await add(desk)
    shown, version = {**dispositif, **EMPTY}, 1
    assert dispositif == shown
    for name, value in CARD.items():
        answer = await desk.done(
            "updateDispositif", numero=dispositif["numero"], expectedVersion=version, dispositif={name: value}
        )
        version += 1
        shown |= {name: SHOWN[name], "version": version}
        assert (answer["changed"], answer["dispositif"]) == (True, shown)


async def test_null_empties_a_field_and_leaves_the_others(desk: Desk) -> None:
    for name in [name for name in CARD if name != "nombrePlaces"]:
        dispositif = await add(desk, **CARD)
        answer = await desk.done(
            "updateDispositif", numero=dispositif["numero"], expectedVersion=1, dispositif={name: None}
        )
        assert answer["dispositif"] == {**dispositif, name: EMPTY[name], "version": 2}


@pytest.mark.parametrize(
    "given",
    [
        {"ht": "4500", "tauxTva": "20"},
        {"ht": "4500.00", "ttc": 5400},
        {"tauxTva": 20, "ttc": "5400.0"},
        {"ht": 4500, "tauxTva": 20, "ttc": 5400},
    ],
)
async def test_any_two_of_the_fees_give_the_third(desk: Desk, given: dict[str, Any]) -> None:
    dispositif = await add(desk, fraisPedagogiques=given)
    assert dispositif["fraisPedagogiques"] == {"ht": "4500.00", "tauxTva": "20.00", "ttc": "5400.00"}
    other = await desk.done(
        "updateDispositif",
        numero=dispositif["numero"],
        expectedVersion=1,
        dispositif={"fraisPedagogiques": {"ht": "1000", "tauxTva": "5.5"}},
    )
    assert other["dispositif"]["fraisPedagogiques"] == {"ht": "1000.00", "tauxTva": "5.50", "ttc": "1055.00"}


async def test_fees_without_a_value_are_none(desk: Desk) -> None:
    assert (await add(desk, fraisPedagogiques={}))["fraisPedagogiques"] is None


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"ht": "4500"}, "Deux valeurs sont attendues parmi les frais HT, le taux de TVA et les frais TTC"),
        ({"tauxTva": "20"}, "Deux valeurs sont attendues"),
        ({"ht": "1000", "tauxTva": "20", "ttc": "1201"}, "soit 1200,00 € : corriger l’une des valeurs données."),
        ({"ht": "1200", "ttc": "1000"}, "ne sont pas les frais HT"),
        ({"ht": "-1", "tauxTva": "0"}, "Les frais HT doivent être un montant de 0 à 99 999 999,99 €"),
        ({"ht": "1.001", "tauxTva": "0"}, "Les frais HT doivent être un montant"),
        ({"ht": "100000000", "tauxTva": "0"}, "Les frais HT doivent être un montant"),
        ({"ht": "1", "tauxTva": "101"}, "Le taux de TVA doit être un pourcentage de 0 à 100"),
    ],
)
async def test_fees_that_cannot_be_are_refused(
    desk: Desk, unchanged: Unchanged, given: dict[str, str], sentence: str
) -> None:
    async with unchanged():
        for mutation, target in (
            ("addDispositif", {"session": SESSION, "type": "8"}),
            ("updateDispositif", {"numero": 1, "expectedVersion": 1}),
        ):
            answer = await desk.send(mutation, **target, dispositif={"fraisPedagogiques": given})
            [problem] = answer["problems"]
            assert (problem["path"], problem["code"]) == (["dispositif", "fraisPedagogiques"], "FRAIS")
            assert sentence in problem["message"]


async def test_numbers_are_compared_with_those_that_stay(desk: Desk, unchanged: Unchanged) -> None:
    cases = [
        ({"placesRestantes": 17}, "placesRestantes", "PLACES"),
        ({"nombrePlaces": 3}, "placesRestantes", "PLACES"),
        ({"nombrePlaces": None}, "placesRestantes", "PLACES"),
        ({"effectifMinimal": 17}, "capaciteSimultanee", "EFFECTIFS"),
        ({"capaciteSimultanee": 7}, "capaciteSimultanee", "EFFECTIFS"),
        ({"nombrePlaces": 0, "placesRestantes": 0}, "nombrePlaces", "HORS_LIMITES"),
        ({"placesRestantes": -1}, "placesRestantes", "HORS_LIMITES"),
    ]
    async with unchanged():
        for card, path, code in cases:
            problems = await desk.problems("updateDispositif", numero=1, expectedVersion=1, dispositif=card)
            assert problems == [(f"dispositif.{path}", code)]
    both = {"nombrePlaces": None, "placesRestantes": None}
    assert (await desk.done("updateDispositif", numero=1, expectedVersion=1, dispositif=both))["changed"]


async def test_a_dispositif_of_the_carif_is_not_for_a_body(desk: Desk, unchanged: Unchanged) -> None:
    async with unchanged():
        assert await desk.refused("addDispositif", session=SESSION, type="14", dispositif={}) == (
            "Forbidden",
            "Le dispositif « État - formation initiale sous statut scolaire » est saisi par le Carif-Oref : "
            "demandez-le-lui.",
        )
        kind, message = await desk.refused("addDispositif", session=SESSION, type="inconnu", dispositif={})
        assert (kind, message) == ("NotFound", "Le type de dispositif inconnu n'existe pas.")


async def test_a_dispositif_is_removed(desk: Desk) -> None:
    await desk.done("removeDispositif", numero=1, expectedVersion=1)
    assert await read(desk, 1) is None
    line = (await desk.history("Dispositif", 1))[0]
    assert (line["verbe"], {change["champ"]: change["avant"] for change in line["champs"]}) == (
        "supprimer",
        {"nombre_places": "16", "type": '"8"'},
    )
