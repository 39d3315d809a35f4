"""When jobs run, and the thresholds of reminders: pure functions."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.clock import PARIS
from workflows.jobs.certifications import echeance
from workflows.jobs.endings import seuil
from workflows.jobs.schedule import Daily, Every


def utc(text: str) -> datetime:
    """An instant."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-01-10T04:59", "2026-01-10T05:00"),
        ("2026-01-10T05:00", "2026-01-11T05:00"),
        ("2026-07-10T03:59", "2026-07-10T04:00"),
        ("2026-10-24T12:00", "2026-10-25T05:00"),  # the night of the change to winter time
        ("2026-03-28T12:00", "2026-03-29T04:00"),  # and to summer time
    ],
)
def test_each_day_at_six_in_paris(moment: str, expected: str) -> None:
    assert Daily(time(6)).after(utc(moment)) == utc(expected)


@given(st.integers(946684800, 4102444800).map(lambda seconds: datetime.fromtimestamp(seconds, UTC)), st.times())
def test_the_next_time_is_later_and_within_two_days(moment: datetime, at: time) -> None:
    after = Daily(at.replace(tzinfo=None)).after(moment)
    assert moment < after <= moment + timedelta(days=1, hours=2)
    assert after.astimezone(PARIS).utcoffset() is not None


def test_every_so_often() -> None:
    assert Every(timedelta(minutes=5)).after(utc("2026-01-01T00:00")) == utc("2026-01-01T00:05")


@pytest.mark.parametrize(
    ("left", "expected"),
    [
        (91, None),
        (90, "90"),
        (31, "90"),
        (30, "30"),
        (8, "30"),
        (7, "7"),
        (0, "7"),
        (-1, "apres"),
        (-30, "apres"),
        (-31, None),
    ],
)
def test_the_threshold_of_an_end(left: int, expected: str | None) -> None:
    today = date(2026, 11, 23)
    assert seuil(today + timedelta(days=left), today) == expected


def test_a_certification_ends_at_its_date_or_with_the_year_of_its_last_session() -> None:
    assert echeance(date(2027, 8, 31), 2030) == date(2027, 8, 31)
    assert echeance(None, 2027) == date(2027, 12, 31)
    assert echeance(None, None) is None
