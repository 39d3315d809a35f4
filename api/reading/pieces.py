"""Encoded parts of answers, kept in a bounded memory: what is online under one place in the feed never changes."""

from collections import OrderedDict
from datetime import date
from typing import NamedTuple


class PieceKey(NamedTuple):
    """A node as one plan shows it."""

    plan: int
    kind: str
    numero: int


class State(NamedTuple):
    """What a part was made of: the node at one place in the feed, on a day where the day matters."""

    sequence: int
    day: date | None


class Pieces:
    """The parts used last, up to `size` bytes, the latest of each node; 0 keeps nothing."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.used = 0
        self._kept: OrderedDict[PieceKey, tuple[State, bytes]] = OrderedDict()

    def __contains__(self, key: PieceKey) -> bool:
        """Whether some state of the node is kept."""
        return key in self._kept

    def get(self, key: PieceKey, state: State) -> bytes | None:
        """The part of a node in that state, if it is still kept."""
        kept = self._kept.get(key)
        if kept is None or kept[0] != state:
            return None
        self._kept.move_to_end(key)
        return kept[1]

    def keep(self, key: PieceKey, state: State, piece: bytes) -> None:
        """Keep a part in the place of the one of another state; the ones unused for longest go. A part larger than an
        eighth of the memory is not worth it.
        """
        if len(piece) > self.size // 8:
            return
        former = self._kept.pop(key, None)
        self.used += len(piece) + _OVERHEAD - (len(former[1]) + _OVERHEAD if former is not None else 0)
        self._kept[key] = state, piece
        while self.used > self.size:
            _, (_, dropped) = self._kept.popitem(last=False)
            self.used -= len(dropped) + _OVERHEAD


_OVERHEAD = 300
"""Bytes of a key and its place, beside the part itself."""
NOTHING = Pieces(0)
