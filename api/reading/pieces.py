"""Encoded parts of answers, kept in a bounded memory: what is online under one place in the feed never changes."""

from collections import OrderedDict
from datetime import date
from typing import NamedTuple


class PieceKey(NamedTuple):
    """A node at one place in the feed, as one plan shows it, on a day where the day matters."""

    plan: int
    kind: str
    numero: int
    sequence: int
    day: date | None


class Pieces:
    """The parts used last, up to `size` bytes; 0 keeps nothing."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.used = 0
        self._kept: OrderedDict[PieceKey, bytes] = OrderedDict()

    def get(self, key: PieceKey) -> bytes | None:
        """The part, if it is still kept."""
        piece = self._kept.get(key)
        if piece is not None:
            self._kept.move_to_end(key)
        return piece

    def keep(self, key: PieceKey, piece: bytes) -> None:
        """Keep a part; the ones unused for longest go. A part larger than an eighth of the memory is not worth it."""
        if len(piece) > self.size // 8:
            return
        former = self._kept.pop(key, None)
        self.used += len(piece) + _OVERHEAD - (len(former) + _OVERHEAD if former is not None else 0)
        self._kept[key] = piece
        while self.used > self.size:
            _, dropped = self._kept.popitem(last=False)
            self.used -= len(dropped) + _OVERHEAD


_OVERHEAD = 300
"""Bytes of a key and its place, beside the part itself."""
NOTHING = Pieces(0)
