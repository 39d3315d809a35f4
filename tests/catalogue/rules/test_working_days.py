"""Working days in France."""

from datetime import date

import pytest

from catalogue.rules.working_days import add_working_days, is_working_day, working_days_between


@pytest.mark.parametrize(
    ("day", "number", "end"),
    [
        (date(2026, 11, 23), 3, date(2026, 11, 26)),
        (date(2026, 11, 26), 3, date(2026, 12, 1)),  # over a week-end
        (date(2026, 12, 23), 3, date(2026, 12, 29)),  # over Christmas and a week-end
        (date(2027, 5, 4), 3, date(2027, 5, 10)),  # over Ascension and 8 May, a Saturday
        (date(2026, 4, 3), 1, date(2026, 4, 7)),  # Easter Monday
        (date(2026, 11, 21), 0, date(2026, 11, 21)),
    ],
)
def test_only_working_days_count(day: date, number: int, end: date) -> None:
    assert add_working_days(day, number) == end
    assert working_days_between(day, end) == number
    assert working_days_between(end, day) == -number


@pytest.mark.parametrize("day", [date(2026, 7, 14), date(2026, 11, 11), date(2026, 11, 22), date(2027, 1, 1)])
def test_holidays_and_sundays_are_not_worked(day: date) -> None:
    assert not is_working_day(day)
