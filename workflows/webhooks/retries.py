"""When a delivery that failed is tried again: soon at first, then less and less, over a day. Pure functions."""

from datetime import timedelta

WAITS = tuple(
    timedelta(seconds=seconds)
    for seconds in (5, 30, 2 * 60, 10 * 60, 30 * 60, 3600, 2 * 3600, 4 * 3600, 6 * 3600, 10 * 3600)
)
"""After the first failure, the second…; with the jitter they add up to about a day."""


def wait(failures: int, chance: float) -> timedelta | None:
    """How long to wait after so many failures (1 at least); None when it was the last try.

    `chance`, from 0 to 1, spreads the tries by up to a tenth more, so that a target that comes back is not hit by all
    at once.
    """
    if failures > len(WAITS):
        return None
    return WAITS[failures - 1] * (1 + chance / 10)
