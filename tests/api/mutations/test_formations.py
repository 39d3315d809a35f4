"""The Formation card (procedure p. 6 and 7)."""

from itertools import product
from typing import Any

import pytest

from seeds.procedure import ACTION, CERTIFINFO, FORMATION, SESSION, SIRET
from tests.api.conftest import Unchanged
from tests.api.mutations.desk import Desk

pytestmark = pytest.mark.usefixtures("never_published")

BLOCS = ["RNCP35030BC01", "RNCP35030BC02"]
OWN = {
    "objectifGeneral": "PROFESSIONNALISATION",
    "intitule": "Initiation à la couture",
    "objectif": "Savoir coudre un ourlet.",
    "programme": "Le fil, l'aiguille, le point.",
    "formacodes": [
        {"code": "21771", "version": "V14", "libelle": "Couture"},
        {"code": "21752", "version": "V14", "libelle": None},
    ],
    "niveauSortie": "4",
}

LABELS = {
    "intitule": "Intitulé",
    "objectif": "Objectif",
    "programme": "Programme",
    "formacodes": "Formacodes",
    "niveauSortie": "Niveau de sortie",
}


def codes(card: dict[str, Any]) -> list[str]:
    """The blocs of a formation."""
    return [bloc["code"] for bloc in card["blocs"]]


async def individualised(desk: Desk, **card: Any) -> Any:
    """The procedure's formation individualised."""
    answer = await desk.done(
        "updateFormation", numero=FORMATION, expectedVersion=1, formation={"individualisation": True, **card}
    )
    return answer["formation"]


async def test_a_formation_without_reference_is_wholly_the_bodys_own(desk: Desk) -> None:
    answer = await desk.done("createFormation", siret=SIRET, formation=OWN)
    formation = answer["formation"]
    assert (answer["changed"], answer["warnings"]) == (True, [])
    assert await desk.read("formation", formation["numero"]) == {**formation, "actions": []}
    del formation["id"]
    numero = formation.pop("numero")
    assert formation == {
        **OWN,
        "code": str(numero),
        "version": 1,
        "niveauSortie": {"code": "V", "libelle": "Niveau V (CAP, BEP)"},
        "individualisation": False,
        "validation": "TOTALE",
        "certification": None,
        "blocs": [],
        "organisme": {"siret": SIRET},
    }


async def test_a_certified_formation_copies_its_locked_fields(desk: Desk) -> None:
    card = {
        "objectifGeneral": "CERTIFICATION",
        "individualisation": True,
        "validation": "PARTIELLE",
        "blocs": BLOCS[1:],
    }
    answer = await desk.done("createFormation", siret=SIRET, certification=CERTIFINFO, formation=card)
    formation = answer["formation"]
    assert formation["intitule"] == "Titre professionnel assistant ressources humaines"
    assert formation["objectif"].startswith("Assurer les missions opérationnelles")
    assert formation["programme"].startswith("Bloc 1 :")
    assert formation["formacodes"] == [{"code": "33052", "version": "V14", "libelle": "Assistance ressources humaines"}]
    assert formation["niveauSortie"]["code"] == "III"
    assert formation["certification"] == {"codeCertifinfo": CERTIFINFO}
    assert (formation["objectifGeneral"], formation["individualisation"]) == ("CERTIFICATION", True)
    assert (formation["validation"], codes(formation)) == ("PARTIELLE", BLOCS[1:])


@pytest.mark.parametrize("field", LABELS)
async def test_a_locked_field_is_refused_with_its_source(desk: Desk, unchanged: Unchanged, field: str) -> None:
    asked: list[tuple[str, dict[str, Any]]] = [
        ("createFormation", {"siret": SIRET, "certification": CERTIFINFO}),
        ("updateFormation", {"numero": FORMATION, "expectedVersion": 1}),
    ]
    async with unchanged():
        for (mutation, target), value in product(asked, (OWN[field], None)):
            answer = await desk.send(mutation, **target, formation={field: value})
            assert (answer["__typename"], answer["field"], answer["source"]) == (
                "LockedField",
                field,
                "Certifinfo 109049",
            )
            assert answer["message"] == (
                f"Le champ « {LABELS[field]} » vient de la fiche Certifinfo 109049 et ne se saisit pas : retirez-le."
            )


async def test_without_individualisation_every_bloc_is_taught_and_validation_is_totale(desk: Desk) -> None:
    partial = await individualised(desk, validation="PARTIELLE", blocs=BLOCS[:1])
    assert (partial["validation"], codes(partial)) == ("PARTIELLE", BLOCS[:1])
    answer = await desk.done(
        "updateFormation", numero=FORMATION, expectedVersion=2, formation={"individualisation": False}
    )
    formation = answer["formation"]
    assert (formation["validation"], codes(formation)) == ("TOTALE", BLOCS)


async def test_individualisation_is_totale_by_default_and_completes_the_sessions(desk: Desk) -> None:
    formation = await individualised(desk)
    assert (formation["individualisation"], formation["validation"], codes(formation)) == (True, "TOTALE", BLOCS)
    session = await desk.read("session", SESSION)
    assert (session["typesParcours"], session["version"]) == (["MODULAIRE", "INDIVIDUALISE"], 2)
    [line] = [line for line in await desk.history("Session", SESSION) if line["verbe"] == "modifier"]
    assert line["champs"] == [
        {
            "champ": "types_parcours",
            "libelle": "Type de parcours",
            "avant": '["INCONNU"]',
            "apres": '["MODULAIRE","INDIVIDUALISE"]',
        }
    ]


async def test_a_patch_of_something_else_leaves_the_partial_validation(desk: Desk) -> None:
    await individualised(desk, validation="PARTIELLE", blocs=BLOCS[:1])
    changes: list[dict[str, Any]] = [{"objectifGeneral": "PERFECTIONNEMENT"}, {"individualisation": True}]
    for card in changes:
        version = (await desk.read("formation", FORMATION))["version"]
        answer = await desk.done("updateFormation", numero=FORMATION, expectedVersion=version, formation=card)
        assert (answer["formation"]["validation"], codes(answer["formation"])) == ("PARTIELLE", BLOCS[:1])


async def test_a_change_of_blocs_is_in_the_history_with_what_changed_beside_it(desk: Desk) -> None:
    await individualised(desk, validation="PARTIELLE", blocs=BLOCS[:1])
    [line] = await desk.history("Formation", FORMATION)
    assert (line["verbe"], line["version"]) == ("modifier", 2)
    assert [(change["champ"], change["avant"], change["apres"]) for change in line["champs"]] == [
        ("blocs", '["RNCP35030BC01","RNCP35030BC02"]', '["RNCP35030BC01"]'),
        ("individualisation", "false", "true"),
        ("validation", '"TOTALE"', '"PARTIELLE"'),
    ]
    answer = await desk.done("updateFormation", numero=FORMATION, expectedVersion=2, formation={"blocs": BLOCS[1:]})
    assert (answer["formation"]["version"], codes(answer["formation"])) == (3, BLOCS[1:])
    assert (await desk.history("Formation", FORMATION))[0]["champs"] == [
        {
            "champ": "blocs",
            "libelle": "Blocs de compétences",
            "avant": '["RNCP35030BC01"]',
            "apres": '["RNCP35030BC02"]',
        }
    ]


@pytest.mark.parametrize(
    ("card", "path", "code"),
    [
        ({"validation": "PARTIELLE"}, "formation.validation", "SANS_INDIVIDUALISATION"),
        ({"individualisation": True, "validation": "PARTIELLE"}, "formation.blocs", "BLOCS"),
        ({"individualisation": True, "validation": "PARTIELLE", "blocs": BLOCS}, "formation.blocs", "BLOCS"),
        ({"individualisation": True, "validation": "PARTIELLE", "blocs": ["autre"]}, "formation.blocs", "BLOCS"),
        ({"individualisation": True, "blocs": ["autre"]}, "formation.blocs", "BLOCS"),
        ({"individualisation": True, "blocs": BLOCS[:1]}, "formation.blocs", "BLOCS"),
        ({"blocs": BLOCS[:1]}, "formation.blocs", "BLOCS"),
    ],
)
async def test_blocs_and_validation_that_contradict_each_other_are_refused(
    desk: Desk, unchanged: Unchanged, card: dict[str, Any], path: str, code: str
) -> None:
    async with unchanged():
        if card.get("individualisation"):  # without it the formation is there already, which is told first
            created = await desk.problems("createFormation", siret=SIRET, certification=CERTIFINFO, formation=card)
            assert created == [(path, code)]
        assert await desk.problems("updateFormation", numero=FORMATION, expectedVersion=1, formation=card) == [
            (path, code)
        ]


async def test_a_second_formation_of_the_same_kind_names_the_first(desk: Desk, unchanged: Unchanged) -> None:
    async with unchanged():
        answer = await desk.send("createFormation", siret=SIRET, certification=CERTIFINFO, formation={})
        assert (answer["__typename"], answer["twin"]) == ("Duplicate", str(FORMATION))
    other = await desk.done(
        "createFormation", siret=SIRET, certification=CERTIFINFO, formation={"individualisation": True}
    )
    async with unchanged():
        answer = await desk.send(
            "updateFormation", numero=FORMATION, expectedVersion=1, formation={"individualisation": True}
        )
        assert (answer["__typename"], answer["twin"]) == ("Duplicate", str(other["formation"]["numero"]))


async def test_an_update_is_a_patch_and_null_empties(desk: Desk) -> None:
    made = (await desk.done("createFormation", siret=SIRET, formation=OWN))["formation"]
    numero = made["numero"]
    answer = await desk.done(
        "updateFormation", numero=numero, expectedVersion=1, formation={"objectif": None, "formacodes": None}
    )
    assert answer["formation"] == {**made, "version": 2, "objectif": None, "formacodes": []}
    answer = await desk.done("updateFormation", numero=numero, expectedVersion=2, formation=OWN)
    assert answer["formation"] == {**made, "version": 3}


async def test_what_is_used_is_not_removed_and_says_by_what(desk: Desk, unchanged: Unchanged) -> None:
    async with unchanged():
        answer = await desk.send("removeFormation", numero=FORMATION, expectedVersion=1)
        assert (answer["__typename"], answer["usages"]) == ("InUse", [f"action {ACTION}"])
    made = (await desk.done("createFormation", siret=SIRET, formation=OWN))["formation"]
    assert await desk.done("removeFormation", numero=made["numero"], expectedVersion=1) == {
        "__typename": "RemoveSuccess",
        "numero": made["numero"],
    }
    assert await desk.read("formation", made["numero"]) is None
    assert [line["verbe"] for line in await desk.history("Formation", made["numero"])] == ["supprimer", "créer"]
