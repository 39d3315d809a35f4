"""The dates of renewed sessions: moved as people count, never out of order."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.rules.renewal import Decalage, decaler

shifts = st.builds(Decalage, mois=st.integers(1, 120), jours=st.integers(0, 3660))
days = st.dates(datetime.date(1990, 1, 1), datetime.date(2100, 1, 1))


@pytest.mark.parametrize(
    ("day", "shift", "expected"),
    [
        ("2026-09-01", Decalage(mois=12), "2027-09-01"),
        ("2026-12-31", Decalage(mois=12), "2027-12-31"),
        ("2027-02-28", Decalage(mois=12), "2028-02-29"),
        ("2028-02-29", Decalage(mois=12), "2029-02-28"),
        ("2027-01-30", Decalage(mois=1), "2027-02-28"),
        ("2027-04-30", Decalage(mois=1), "2027-05-31"),
        ("2026-11-15", Decalage(mois=2), "2027-01-15"),
        ("2026-09-07", Decalage(jours=364), "2027-09-06"),
        ("2027-02-28", Decalage(jours=1), "2027-03-01"),
        ("2026-09-01", Decalage(mois=1, jours=3), "2026-10-04"),
    ],
)
def test_dates_move_as_people_count(day: str, shift: Decalage, expected: str) -> None:
    assert decaler(datetime.date.fromisoformat(day), shift) == datetime.date.fromisoformat(expected)


@given(days, days, shifts)
def test_order_is_kept_and_time_goes_forwards(first: datetime.date, second: datetime.date, shift: Decalage) -> None:
    early, late = sorted((first, second))
    assert early < decaler(early, shift) <= decaler(late, shift)


@given(days, st.integers(1, 3660))
def test_days_keep_the_distance(day: datetime.date, count: int) -> None:
    assert decaler(day, Decalage(jours=count)) == day + datetime.timedelta(days=count)


@pytest.mark.parametrize("values", [(0, 0), (-1, 5), (1, -5), (121, 0), (0, 3661)])
def test_a_shift_goes_forwards_and_not_too_far(values: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="décalage"):
        Decalage(*values)
