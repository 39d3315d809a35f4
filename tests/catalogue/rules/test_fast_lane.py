"""What may take the fast lane, what kind of submission it is, how urgent (B6.4)."""

import copy
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from catalogue.rules.fast_lane import Dossiers, Seuils, nature, obstacles, priorite
from catalogue.vocabulary import NatureDepot, Priorite
from tests.catalogue.rules.completeness.example import document

GOOD = Dossiers(qualiopi=True, validees=3, refus=0)
Change = Callable[[dict[str, Any]], Any]


def changed(change: Change) -> dict[str, Any]:
    """The example after a change of its document."""
    other = copy.deepcopy(document())
    change(other)
    return other


def session(other: dict[str, Any]) -> dict[str, Any]:
    """Its session."""
    found: dict[str, Any] = other["action"]["sessions"][0]
    return found


def renewed(other: dict[str, Any]) -> None:
    """A further session like the first, later."""
    further = copy.deepcopy(session(other)) | {"numero": 999, "id": "x", "code": "y", "dateDebut": "2022-01-03"}
    for lot in further["dispositifs"]:
        lot |= {"numero": 998, "id": "z", "nombrePlaces": 3}
    other["action"]["sessions"].append(further)


CHANGES: list[tuple[Change, NatureDepot, bool]] = [
    (lambda other: session(other).update(dateDebut="2021-09-02"), NatureDepot.RENOUVELLEMENT, True),
    (lambda other: session(other)["dispositifs"][0].update(nombrePlaces=20), NatureDepot.RENOUVELLEMENT, True),
    (renewed, NatureDepot.RENOUVELLEMENT, True),
    (lambda other: session(other).update(dureeCentre=220), NatureDepot.MODIFICATION, True),
    (lambda other: session(other).update(dureeCentre=400), NatureDepot.MODIFICATION, False),
    (lambda other: session(other).update(siteLieu=None), NatureDepot.MODIFICATION, False),
    (lambda other: session(other)["dispositifs"].clear(), NatureDepot.MODIFICATION, False),
    (lambda other: other["action"].update(plus="Neuf"), NatureDepot.MODIFICATION, False),
    (lambda other: other["formation"].update(validation="PARTIELLE"), NatureDepot.MODIFICATION, False),
    (lambda other: other["action"]["sessions"].clear(), NatureDepot.MODIFICATION, False),
]


@pytest.mark.parametrize(("change", "kind", "fast"), CHANGES)
def test_only_dates_places_and_like_sessions_are_fast(change: Change, kind: NatureDepot, fast: bool) -> None:
    other = changed(change)
    assert nature(document(), other) is kind
    assert (obstacles(document(), other, GOOD, doublon=False) == []) is fast


def test_what_was_never_published_is_read() -> None:
    assert nature(None, document()) is NatureDepot.NOUVELLE
    assert obstacles(None, document(), GOOD, doublon=False) == ["L'action n'a jamais été publiée."]


@pytest.mark.parametrize(
    ("body", "doublon", "number"),
    [
        (Dossiers(False, 3, 0), False, 1),
        (Dossiers(True, 2, 0), False, 1),
        (Dossiers(True, 3, 1), False, 1),
        (GOOD, True, 1),
        (Dossiers(False, 0, 2), True, 4),
    ],
)
def test_the_body_must_be_in_good_standing(body: Dossiers, doublon: bool, number: int) -> None:
    assert len(obstacles(document(), document(), body, doublon=doublon)) == number


def test_the_thresholds_are_data() -> None:
    other = changed(lambda one: session(one).update(dureeCentre=400))
    seuils = Seuils(validees_min=0, tolerance_duree=100)
    assert obstacles(document(), other, Dossiers(True, 0, 0), doublon=False, seuils=seuils) == []


def test_a_certification_that_ends_before_the_session_is_read() -> None:
    other = changed(lambda one: one["formation"]["certification"].update(anneeDerniereSession=2020))
    assert obstacles(other, other, GOOD, doublon=False) == ["La certification expire avant la fin d'une session."]


@pytest.mark.parametrize(
    ("days", "expected"),
    [(0, Priorite.HAUTE), (29, Priorite.HAUTE), (30, Priorite.NORMALE), (100, Priorite.BASSE), (-5, Priorite.BASSE)],
)
def test_the_next_beginning_makes_the_priority(days: int, expected: Priorite) -> None:
    today = date(2026, 11, 23)
    start = (today + timedelta(days=days)).isoformat()
    assert priorite(changed(lambda one: session(one).update(dateDebut=start)), today) is expected


def test_without_a_date_the_priority_is_ordinary() -> None:
    other = changed(lambda one: session(one).update(dateDebut=None))
    assert priorite(other, date(2026, 11, 23)) is Priorite.NORMALE
