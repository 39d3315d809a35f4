"""Choices without chance: each list is gone through in turn, so that every term is seen and every run is the same."""

from collections.abc import Sequence
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


class Picker:
    """Gives the terms of lists in turn; each list, known by its name, has its own place."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}

    def one(self, name: str, terms: Sequence[T]) -> T:
        """The next term."""
        place = self._places.get(name, 0)
        self._places[name] = place + 1
        return terms[place % len(terms)]

    def some(self, name: str, terms: Sequence[T], count: int) -> list[T]:
        """The next `count` terms, fewer when the list has not as many."""
        return [self.one(name, terms) for _ in islice(terms, count)]

    def every(self, name: str, period: int) -> bool:
        """True once in `period` times."""
        return self.one(name, range(period)) == period - 1
