"""When a job runs: every so often, or each day at an hour of Paris. Pure functions."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from catalogue.clock import PARIS


@dataclass(frozen=True, slots=True)
class Every:
    """Again and again, this long after the last time."""

    interval: timedelta

    def after(self, moment: datetime) -> datetime:
        """The first time after a moment."""
        return moment + self.interval


@dataclass(frozen=True, slots=True)
class Daily:
    """Each day at this hour of Paris, summer and winter."""

    at: time

    def after(self, moment: datetime) -> datetime:
        """The first time after a moment, in UTC. An hour that the change to summer time leaves out is the next one."""
        local = moment.astimezone(PARIS)
        today = datetime.combine(local.date(), self.at, PARIS)
        if today.astimezone(UTC) > moment:
            return today.astimezone(UTC)
        return datetime.combine(local.date() + timedelta(days=1), self.at, PARIS).astimezone(UTC)
