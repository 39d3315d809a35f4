"""Requests that cannot be a card at all, and objects one cannot touch: a typed answer, and nothing is written."""

from itertools import product
from typing import Any

import pytest

from catalogue.models import Action, Dispositif, Session
from catalogue.transaction import transaction
from catalogue.vocabulary import Diffusion
from seeds.procedure import ACTION, CERTIFINFO, FORMATION, SESSION, SIRET
from tests.api.conftest import Unchanged
from tests.api.mutations.conftest import Neighbour
from tests.api.mutations.desk import Desk, document

VALID: dict[str, dict[str, Any]] = {
    "createFormation": {"siret": SIRET, "formation": {}},
    "updateFormation": {"numero": FORMATION, "expectedVersion": 1, "formation": {}},
    "removeFormation": {"numero": FORMATION, "expectedVersion": 1},
    "addAction": {"formation": FORMATION, "action": {}},
    "updateAction": {"numero": ACTION, "expectedVersion": 1, "action": {}},
    "removeAction": {"numero": ACTION, "expectedVersion": 1},
    "addSession": {"action": ACTION, "session": {}},
    "updateSession": {"numero": SESSION, "expectedVersion": 1, "session": {}},
    "removeSession": {"numero": SESSION, "expectedVersion": 1},
    "addDispositif": {"session": SESSION, "type": "8", "dispositif": {}},
    "updateDispositif": {"numero": 1, "expectedVersion": 1, "dispositif": {}},
    "removeDispositif": {"numero": 1, "expectedVersion": 1},
}
mutations = pytest.mark.parametrize("mutation", VALID)


@mutations
async def test_what_is_missing_or_null_or_of_another_kind_is_refused(
    desk: Desk, unchanged: Unchanged, mutation: str
) -> None:
    given = VALID[mutation]
    async with unchanged():
        for name in given:
            wrong: list[dict[str, Any]] = [{key: given[key] for key in given if key != name}, {**given, name: None}]
            odd: tuple[object, ...] = (1e309, [{}], 3000000000)
            wrong += [{**given, name: value} for value in odd]
            for values in wrong:
                assert await desk.unreadable(mutation, **values)
        assert "inconnu" in await desk.unreadable(mutation, **given, inconnu=1)


UNREADABLE: list[tuple[str, str, dict[str, Any], str]] = [
    ("addSession", "session", {"dateDebut": "31/12/2030"}, "« 31/12/2030 » n'est pas une date"),
    ("addSession", "session", {"dateDebut": "2030-02-30"}, "« 2030-02-30 » n'est pas une date"),
    ("addSession", "session", {"dateDebut": "-2030-02-01"}, "n'est pas une date"),
    ("addSession", "session", {"organismeResponsable": "13000511900033"}, "13000511900033"),
    ("addSession", "session", {"organismeResponsable": "1300051190003"}, "1300051190003"),
    ("addSession", "session", {"recrutement": "ENTROUVERT"}, "ENTROUVERT"),
    ("addSession", "session", {"typesParcours": ["COLLECTIF", None]}, "null"),
    ("addSession", "session", {"dureeCentre": 1e309}, "inf"),
    ("addSession", "session", {"dureeCentre": 1.5}, "1.5"),
    ("addSession", "session", {"dureeCentre": "200"}, "200"),
    ("addSession", "session", {"dureeHebdomadaire": 1e309}, "« inf » est hors limites : 15 chiffres au plus."),
    ("addSession", "session", {"informationsCollectives": [{}]}, "debut"),
    ("addSession", "session", {"informationsCollectives": [{"debut": "2030-06-15"}]}, "n'est pas un instant"),
    ("addSession", "session", {"cycleAlternance": {"unite": "SEMAINE", "centre": 1}}, "entreprise"),
    ("addDispositif", "dispositif", {"nombrePlaces": 1e309}, "inf"),
    ("addDispositif", "dispositif", {"fraisPedagogiques": {"ht": 1e309}}, "« inf » est hors limites"),
    ("addDispositif", "dispositif", {"fraisPedagogiques": {"ht": "1e309"}}, "« 1e309 » est hors limites"),
    ("addDispositif", "dispositif", {"fraisPedagogiques": {"ht": "NaN"}}, "« NaN » est hors limites"),
    ("addDispositif", "dispositif", {"fraisPedagogiques": {"ht": "mille"}}, "« mille » n'est pas un nombre"),
    ("addDispositif", "dispositif", {"fraisCertification": "non"}, "non"),
    ("addAction", "action", {"plus": ["a"]}, "a"),
    ("createFormation", "formation", {"objectifGeneral": "🙂"}, "🙂"),
]


async def test_a_value_of_no_such_type_is_refused(desk: Desk, unchanged: Unchanged) -> None:
    async with unchanged():
        for mutation, card, values, sentence in UNREADABLE:
            for name in (mutation, f"update{card.capitalize()}"):
                assert sentence in await desk.unreadable(name, **{**VALID[name], card: values})


async def test_a_siret_with_a_wrong_key_is_refused(desk: Desk, unchanged: Unchanged) -> None:
    async with unchanged():
        for siret in ("13000511900033", "", "1300051190003²", "13000511900032\u200e", "x" * 10000):
            assert "SIRET" in await desk.unreadable("createFormation", siret=siret, formation={"intitule": "Couture"})


@pytest.mark.parametrize("character", ["\x00", "\ud83d"])
async def test_what_no_store_can_hold_is_refused_before_it_is_read(
    desk: Desk, unchanged: Unchanged, character: str
) -> None:
    async with unchanged():
        answer = await desk.client.http.post(
            "/graphql",
            content='{"query": "{ __typename }", "variables": {"x": "' + f"\\u{ord(character):04x}" + '"}}',
            headers={**desk.client.headers, "Content-Type": "application/json"},
        )
        assert answer.status_code == 400
        assert "caractère nul ou une moitié de paire Unicode" in answer.json()["errors"][0]["message"]


async def test_ten_megabytes_are_refused_before_they_are_read(desk: Desk, unchanged: Unchanged) -> None:
    async with unchanged():
        values = {"formation": FORMATION, "action": {"objectifs": "é" * 5_000_000}}
        answer = await desk.client.http.post(
            "/graphql",
            json={"query": document("addAction"), "variables": {"input": values}},
            headers=desk.client.headers,
        )
        assert answer.status_code == 413
        assert answer.json()["errors"][0]["message"] == "Une demande fait 256 Kio au plus : découpez-la."


@mutations
async def test_what_does_not_exist_is_not_found(desk: Desk, unchanged: Unchanged, mutation: str) -> None:
    given = VALID[mutation]
    name = next((key for key in ("numero", "formation", "action", "session") if isinstance(given.get(key), int)), None)
    async with unchanged():
        if name is None:
            unknown = {"siret": "30000000700017", "formation": {"intitule": "Couture"}}
            kind, _ = await desk.refused(mutation, **unknown)
            assert kind == "NotFound"
            kind, message = await desk.refused(mutation, **given, certification="x" * 10000)
            assert (kind, len(message) < 100) == ("NotFound", True)
            return
        for numero in (0, -1, 2147483647):
            kind, message = await desk.refused(mutation, **{**given, name: numero})
            assert (kind, f" {numero} n'existe pas." in message) == ("NotFound", True)


@mutations
async def test_another_bodys_object_is_not_found_as_if_it_were_not_there(
    desk: Desk, neighbour: Neighbour, unchanged: Unchanged, mutation: str
) -> None:
    other, action = await neighbour()
    session = await Session.get(action_id=action)
    dispositif = await Dispositif.get(session_id=session.numero)
    formation = (await Action.get(numero=action)).formation_id
    theirs = {FORMATION: formation, ACTION: action, SESSION: session.numero, 1: dispositif.numero}
    given = {
        key: theirs.get(value, value) if isinstance(value, int) and key != "expectedVersion" else value
        for key, value in VALID[mutation].items()
    } | ({"siret": other.siret} if mutation == "createFormation" else {})
    async with unchanged():
        kind, message = await desk.refused(mutation, **given)
        assert (kind, message.endswith(" n'existe pas.")) == ("NotFound", True)


async def test_nothing_is_done_to_what_is_archived(desk: Desk, unchanged: Unchanged) -> None:
    await transaction(lambda: Action.filter(numero=ACTION).update(diffusion=Diffusion.ARCHIVEE))
    gone = f"L'action {ACTION} est archivée : désarchivez-la, ou copiez-la dans une nouvelle action."
    async with unchanged():
        for mutation in [name for name in VALID if "Formation" not in name and name != "addAction"]:
            assert await desk.refused(mutation, **VALID[mutation]) == ("Gone", gone)


async def test_another_version_is_stale(desk: Desk, unchanged: Unchanged) -> None:
    versioned = [name for name in VALID if "expectedVersion" in VALID[name]]
    async with unchanged():
        for mutation, version in product(versioned, (0, -1, 2, 2147483647)):
            answer = await desk.send(mutation, **{**VALID[mutation], "expectedVersion": version})
            assert (answer["__typename"], answer["version"], answer["changes"]) == ("StaleVersion", 1, [])


async def test_an_unknown_certification_is_not_found(desk: Desk, unchanged: Unchanged) -> None:
    async with unchanged():
        for code in ("", "999999", f"{CERTIFINFO} ", "🙂", "'; DROP TABLE formation; --"):
            kind, message = await desk.refused("createFormation", siret=SIRET, certification=code, formation={})
            assert (kind, message) == ("NotFound", f"La certification {code} n'existe pas.")
