"""A piece of hand-written SQL with its values."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition of SQL with its values; empty: whatever."""

    sql: str = ""
    values: Sequence[Any] = ()

    def __and__(self, other: "Condition") -> "Condition":
        """Both."""
        parts = [part for part in (self.sql, other.sql) if part]
        return Condition(" AND ".join(parts), [*self.values, *other.values])

    @property
    def where(self) -> str:
        """The clause, with a blank before; nothing for whatever."""
        return f" WHERE {self.sql}" if self.sql else ""
