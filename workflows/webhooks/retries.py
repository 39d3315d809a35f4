"""When a delivery that failed is tried again: soon at first, then less and less, over a day. Pure functions."""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

WAITS = tuple(
    timedelta(seconds=seconds)
    for seconds in (5, 30, 2 * 60, 10 * 60, 30 * 60, 3600, 2 * 3600, 4 * 3600, 6 * 3600, 10 * 3600)
)
"""After the first failure, the second…; with the jitter they add up to about a day."""

_DAY = timedelta(days=1)


def wait(failures: int, chance: float) -> timedelta | None:
    """How long to wait after so many failures (1 at least); None when it was the last try.

    `chance`, from 0 to 1, spreads the tries by up to a tenth more, so that a target that comes back is not hit by all
    at once.
    """
    if failures > len(WAITS):
        return None
    return WAITS[failures - 1] * (1 + chance / 10)


def asked(retry_after: str | None, now: datetime) -> timedelta:
    """How long a target asks to be left alone, by its `Retry-After`: seconds or a date, a day at most; nothing for what
    is neither.
    """
    if not retry_after:
        return timedelta()
    try:
        if retry_after.isascii() and retry_after.isdecimal():
            wanted = timedelta(seconds=min(int(retry_after[:9]), _DAY.total_seconds()))
        else:
            until = parsedate_to_datetime(retry_after)
            wanted = (until if until.tzinfo else until.replace(tzinfo=UTC)) - now
    except (ValueError, OverflowError):
        return timedelta()  # a target that lies is tried again as if it had said nothing
    return min(max(wanted, timedelta()), _DAY)
