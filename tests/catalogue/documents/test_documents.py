"""Offer documents: built in constant statements, one spelling, compared field by field."""

import copy
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.documents import Ecart, Nature, canonical, difference, fingerprint
from catalogue.documents.identity import global_id
from catalogue.reads.working import build_documents
from tests import factories


@pytest.mark.usefixtures("database")
async def test_documents_take_the_same_statements_for_one_action_and_for_many(statements: Callable[[], Any]) -> None:
    numbers = await factories.published(12)
    for wanted in (numbers[:1], numbers):
        with statements() as sent:
            documents = await build_documents(wanted)
        assert list(documents) == wanted
        assert len(sent) == 9, sent


@pytest.mark.usefixtures("database")
async def test_an_unknown_action_is_left_out() -> None:
    assert await build_documents([1, 2]) == {}


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**31), 2**31) | st.text(st.characters(exclude_categories=["Cs"])),
    lambda children: st.lists(children) | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), children),
    max_leaves=8,
)


@given(st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), json_values))
def test_the_order_of_keys_changes_neither_bytes_nor_hash(document: dict[str, Any]) -> None:
    shuffled = dict(reversed(list(document.items())))
    assert canonical(shuffled) == canonical(document)
    assert fingerprint(shuffled) == fingerprint(document)


def a_document() -> dict[str, Any]:
    return {
        "formation": {"id": global_id("Formation", 1), "numero": 1, "intitule": "Soudage"},
        "action": {
            "id": global_id("Action", 2),
            "numero": 2,
            "plus": None,
            "sessions": [
                {
                    "id": global_id("Session", 3),
                    "numero": 3,
                    "dateDebut": "2030-09-01",
                    "rythmes": [{"code": "continu", "libelle": "continu"}],
                    "dispositifs": [{"id": global_id("Dispositif", 4), "numero": 4, "nombrePlaces": 12}],
                }
            ],
        },
    }


def test_a_document_does_not_differ_from_itself() -> None:
    assert difference(a_document(), a_document()) == []


def test_what_changed_is_told_by_node_and_field() -> None:
    before, after = a_document(), a_document()
    after["formation"]["intitule"] = "Soudage TIG"
    after["action"]["plus"] = "Plateau technique neuf"
    session = after["action"]["sessions"][0]
    session["rythmes"] = []
    session["dispositifs"][0]["nombrePlaces"] = 14
    assert difference(before, after) == [
        Ecart(Nature.CHANGEMENT, global_id("Formation", 1), "intitule", "Soudage", "Soudage TIG"),
        Ecart(Nature.CHANGEMENT, global_id("Action", 2), "plus", None, "Plateau technique neuf"),
        Ecart(Nature.CHANGEMENT, global_id("Session", 3), "rythmes", [{"code": "continu", "libelle": "continu"}], []),
        Ecart(Nature.CHANGEMENT, global_id("Dispositif", 4), "nombrePlaces", 12, 14),
    ]


def test_nodes_that_came_and_went_are_whole() -> None:
    before, after = a_document(), a_document()
    old = after["action"]["sessions"].pop()
    new = copy.deepcopy(old) | {"numero": 5, "id": global_id("Session", 5)}
    after["action"]["sessions"].append(new)
    assert difference(before, after) == [
        Ecart(Nature.AJOUT, global_id("Session", 5), None, None, new),
        Ecart(Nature.RETRAIT, global_id("Session", 3), None, old, None),
    ]
