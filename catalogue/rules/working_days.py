"""Working days in France: Monday to Friday, without the public holidays of the metropolis."""

import datetime

import holidays

_FRANCE = holidays.country_holidays("FR")


def is_working_day(day: datetime.date) -> bool:
    """Whether offices work on that day."""
    return day.weekday() < 5 and day not in _FRANCE


def add_working_days(day: datetime.date, number: int) -> datetime.date:
    """The working day that many working days after a day; the day itself does not count."""
    while number > 0:
        day += datetime.timedelta(days=1)
        number -= is_working_day(day)
    return day


def working_days_between(start: datetime.date, end: datetime.date) -> int:
    """How many working days come after `start`, up to and including `end`; negative when the end is past."""
    if end < start:
        return -working_days_between(end, start)
    days = (end - start).days
    return sum(is_working_day(start + datetime.timedelta(days=rank)) for rank in range(1, days + 1))
