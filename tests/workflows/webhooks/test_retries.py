"""When a delivery is tried again: over a day, and as the target asks."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from workflows.webhooks import retries


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("120", timedelta(minutes=2)),
        ("Fri, 27 Nov 2026 10:30:00 GMT", timedelta(minutes=30)),
        ("Fri, 27 Nov 2026 09:00:00 GMT", timedelta()),
        ("9" * 400, timedelta(days=1)),
        ("Fri, 27 Nov 9026 10:30:00 GMT", timedelta(days=1)),
        ("-5", timedelta()),
        ("٣", timedelta()),
        ("bientôt", timedelta()),
        (None, timedelta()),
    ],
)
def test_what_a_target_asks_is_read_as_the_standard_says(said: str | None, expected: timedelta) -> None:
    assert retries.asked(said, datetime(2026, 11, 27, 10, 0, tzinfo=UTC)) == expected


def test_the_tries_are_spread_over_a_day() -> None:
    waits = [retries.wait(failures, 0) for failures in range(1, len(retries.WAITS) + 1)]
    assert all(a is not None and b is not None and a < b for a, b in pairwise(waits))
    assert timedelta(hours=23) < sum(retries.WAITS, timedelta()) < timedelta(hours=25)
    assert retries.wait(1, 1.0) == timedelta(seconds=5.5)
    assert retries.wait(len(retries.WAITS) + 1, 0) is None
