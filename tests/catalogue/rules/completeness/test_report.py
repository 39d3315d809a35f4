"""The report as a whole: complete, empty, spoiled anywhere; its percentage and its parts."""

import copy
from collections.abc import Iterator
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.reads.working import build_documents
from catalogue.rules.completeness import CODES, EXIGENCES, Bilan, Manque, Rapport, completeness
from catalogue.vocabulary import Gravite
from seeds import procedure
from tests.catalogue.rules.completeness import example

SESSION = ("sessions", "143842")
DISPOSITIF = (*SESSION, "dispositifs", "1")


def test_a_complete_offer_has_nothing_to_say() -> None:
    report = completeness(example.document(), example.contexte())
    assert report.manques == ()
    assert (report.requis, report.presents, report.pourcentage, report.complet) == (29, 29, 100, True)


def test_a_point_says_where_what_and_why() -> None:
    document = example.document()
    document["action"]["sessions"][0]["dispositifs"][0]["nombrePlaces"] = None
    report = completeness(document, example.contexte())
    assert report.manques == (
        Manque(
            noeud="dispositif-1",
            path=(*DISPOSITIF, "nombrePlaces"),
            champ="nombrePlaces",
            code="NOMBRE_PLACES_REQUIS",
            gravite=Gravite.BLOQUANT,
            message="« Nombre de places dispositif » est obligatoire : saisissez un nombre, 1 au moins.",
            source="procédure p. 10",
        ),
    )
    assert report.pourcentage == 28 * 100 // 29


def test_the_paths_of_the_formation_begin_with_its_name() -> None:
    document = example.document()
    document["formation"]["intitule"] = None
    document["action"]["niveauEntree"] = None
    assert [point.path for point in completeness(document, example.contexte()).manques] == [
        ("formation", "intitule"),
        ("niveauEntree",),
    ]


def test_the_report_of_a_card_takes_in_the_cards_below_it() -> None:
    document = example.document()
    document["formation"]["intitule"] = None
    session = document["action"]["sessions"][0]
    session["dateFin"] = None
    session["dispositifs"][0]["nombrePlaces"] = None
    document["action"]["sessions"].append(copy.deepcopy(example.document()["action"]["sessions"][0]))
    document["action"]["sessions"][1] |= {"id": "session-2", "numero": 2, "dispositifs": []}
    by_node = completeness(document, example.contexte()).par_noeud
    assert {key: [point.code for point in part.bloquants] for key, part in by_node.items()} == {
        "formation-19482": ["INTITULE_REQUIS"],
        "action-89393": ["DATE_FIN_REQUISE", "NOMBRE_PLACES_REQUIS", "DISPOSITIF_REQUIS"],
        "session-143842": ["DATE_FIN_REQUISE", "NOMBRE_PLACES_REQUIS"],
        "dispositif-1": ["NOMBRE_PLACES_REQUIS"],
        "session-2": ["DISPOSITIF_REQUIS"],
    }
    assert (by_node["dispositif-1"].presents, by_node["dispositif-1"].requis) == (3, 4)
    assert (by_node["session-2"].presents, by_node["session-2"].requis) == (16, 17)


def test_an_empty_document_lacks_what_its_two_cards_ask() -> None:
    report = completeness({}, example.contexte())
    assert [point.code for point in report.bloquants] == [
        "INTITULE_REQUIS",
        "OBJECTIF_GENERAL_REQUIS",
        "INDIVIDUALISATION_REQUISE",
        "VALIDATION_REQUISE",
        "SITE_DISPENSATEUR_REQUIS",
        "NIVEAU_ENTREE_REQUIS",
        "SESSION_REQUISE",
    ]
    assert (report.pourcentage, report.par_noeud) == (0, {})


def test_a_hundred_is_only_for_what_may_be_submitted() -> None:
    document = example.document()
    document["action"]["sessions"][0]["dateFin"] = "2026-08-31"
    report = completeness(document, example.contexte())
    assert [point.code for point in report.bloquants] == ["DATES_INVERSEES"]
    assert (report.presents, report.requis, report.pourcentage) == (29, 29, 99)
    assert Bilan().pourcentage == 100
    assert Bilan(report.manques, 1000, 999).pourcentage == 99
    assert Bilan((), 3, 3).pourcentage == 100


def test_advice_leaves_the_percentage_alone() -> None:
    document = example.document()
    document["action"]["urlAction"] = None
    report = completeness(document, example.contexte())
    assert [point.code for point in report.conseils] == ["URL_ACTION_ABSENTE"]
    assert (report.pourcentage, report.complet, report.bloquants) == (100, True, ())


def test_codes_are_each_of_one_rule() -> None:
    assert len(CODES) == len(set(CODES))
    assert all(code == code.upper() for code in CODES)


def places(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Every place of a document."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in items:
        yield (*path, key)
        yield from places(child, (*path, key))


def put(document: Any, path: tuple[str | int, ...], value: Any) -> None:
    """Replace what stands at a place."""
    for key in path[:-1]:
        document = document[key]
    document[path[-1]] = value


PLACES = list(places(example.document()))
REQUIRED_PLACES = {
    "Formation": ("formation",),
    "Action": ("action",),
    "Session": ("action", "sessions", 0),
    "Dispositif": ("action", "sessions", 0, "dispositifs", 0),
}
ALWAYS = [row for row in EXIGENCES if not row.selon_dispositif] + [
    row for row in EXIGENCES if row.champ in example.APPRENTISSAGE.champs_requis
]


@given(st.sampled_from(ALWAYS), st.sampled_from([None, "", " ", "-", [], {}, "absent"]))
def test_a_required_field_that_goes_is_the_one_thing_that_blocks(row: Any, nothing: Any) -> None:
    document = example.document()
    path = (*REQUIRED_PLACES[row.fiche], row.champ)
    put(document, path, nothing)
    if nothing == "absent":
        card = document
        for key in path[:-1]:
            card = card[key]
        del card[row.champ]
    report = completeness(document, example.contexte())
    assert [(point.code, point.champ) for point in report.bloquants] == [(row.code, row.champ)]
    assert report.pourcentage < 100


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["9999-12-31", "NaN"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@given(st.lists(st.tuples(st.sampled_from(PLACES), json_values), min_size=1, max_size=6))
def test_the_report_stands_whatever_the_document_holds(spoils: list[tuple[tuple[str | int, ...], Any]]) -> None:
    document = orjson.loads(orjson.dumps(example.document()))  # two places never are one object
    for path, value in sorted(spoils, key=lambda spoil: -len(spoil[0])):
        put(document, path, value)
    report = completeness(document, example.contexte())
    assert isinstance(report, Rapport)
    assert 0 <= report.presents <= report.requis
    assert (report.pourcentage == 100) == report.complet
    assert all(point.code in CODES and point.message.strip() for point in report.manques)


@given(json_values)
def test_the_report_stands_on_anything_at_all(value: Any) -> None:
    assert not completeness({"formation": value, "action": value}, example.contexte()).complet


@pytest.mark.usefixtures("procedure_database")
async def test_the_example_has_the_shape_of_the_documents_we_build() -> None:
    built = (await build_documents([procedure.ACTION]))[procedure.ACTION]
    ours = example.document()
    for path in REQUIRED_PLACES.values():
        there: Any = built
        here: Any = ours
        for key in path:
            there, here = there[key], here[key]
        assert here.keys() == there.keys()
    session = built["action"]["sessions"][0]
    assert session["siteLieu"].keys() == example.SITE.keys()
    assert session["organismeResponsable"].keys() == example.ORGANISME.keys()
    assert session["referentHandicap"].keys() == example.REFERENT.keys()
    certification = built["formation"]["certification"]
    assert ours["formation"]["certification"].keys() <= certification.keys()


@pytest.mark.usefixtures("procedure_database")
async def test_the_example_of_the_procedure_may_be_submitted() -> None:
    document = (await build_documents([procedure.ACTION]))[procedure.ACTION]
    report = completeness(document, example.contexte())
    assert report.bloquants == ()
    assert [point.code for point in report.conseils] == [
        "URL_ACTION_ABSENTE",
        "PREREQUIS_ABSENTS",
        "SESSION_TERMINEE",
        "PARCOURS_INCONNU",
        "INSCRIPTION_ABSENTE",
        "ADRESSE_LIEU_ABSENTE",
    ]
