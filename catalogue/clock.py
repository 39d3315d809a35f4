"""What time it is, asked in one place.

Instants are stored in UTC; a day is a day in Europe/Paris, the zone of the procedure's users (R11).
"""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")


def now() -> datetime:
    """The present instant, aware, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """Today's date in Europe/Paris."""
    return now().astimezone(PARIS).date()
