"""When two sessions are the same offer (R25)."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from catalogue.rules.doublons import Jumeau, Trait, jumeaux

ONE = Trait(
    code="1-1-1",
    action=1,
    site_lieu=10,
    modalite="PRESENTIEL",
    date_debut=date(2030, 1, 1),
    date_fin=date(2030, 6, 30),
    heures=200,
    dispositifs=frozenset({"1", "8"}),
)
OTHER = replace(ONE, code="1-2-2", action=2, date_debut=date(2030, 6, 30), date_fin=date(2030, 12, 31))


@pytest.mark.parametrize(
    ("other", "certain"),
    [
        ({}, True),
        ({"heures": 209}, False),
        ({"heures": 191}, False),
        ({"heures": 210}, None),
        ({"dispositifs": frozenset({"8"})}, True),
        ({"dispositifs": frozenset({"2"})}, None),
        ({"site_lieu": 11}, None),
        ({"modalite": "MIXTE"}, None),
        ({"date_debut": date(2030, 7, 1)}, None),
        ({"date_debut": None}, None),
    ],
)
def test_what_makes_a_twin(other: dict[str, Any], certain: bool | None) -> None:
    expected = [] if certain is None else [Jumeau("1-1-1", "1-2-2", certain)]
    assert jumeaux([ONE], [replace(OTHER, **other)]) == expected


def test_a_session_without_a_place_has_no_twin() -> None:
    assert jumeaux([replace(ONE, site_lieu=None)], [replace(OTHER, site_lieu=None)]) == []


def test_within_an_action_only_the_same_dates_make_a_twin() -> None:
    again = replace(ONE, code="1-1-2")
    assert jumeaux([ONE, again], []) == [Jumeau("1-1-2", "1-1-1", True)]
    assert jumeaux([ONE, replace(again, date_fin=date(2030, 7, 31))], []) == []


def test_certain_twins_come_first() -> None:
    others = [replace(OTHER, heures=205), replace(OTHER, code="1-3-3", action=3)]
    assert [twin.certain for twin in jumeaux([ONE], others)] == [True, False]
