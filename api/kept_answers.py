"""Whole answers that show nothing but what is online, kept in a bounded memory until the feed moves on.

They are the same for everybody, so that who asks is no part of the key: see `api.feed`.
"""

import hashlib
from collections import OrderedDict
from datetime import date

import orjson

from api.answers import Answer
from api.compressing import Coding
from api.context import Context
from api.incoming import Incoming

_OVERHEAD = 400
"""Bytes of a key and its place, beside the answer itself."""


class KeptAnswers:
    """The answers asked last at the present place of the feed, up to `size` bytes; 0 keeps nothing."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.used = 0
        self._place: int | None = None
        self._kept: OrderedDict[tuple[bytes, Coding], Answer] = OrderedDict()

    def get(self, asked: Incoming, context: Context, coding: Coding) -> Answer | None:
        """The answer in that coding, else as it is, if it is still kept."""
        place = context.feed.place
        key = None if place is None else _key(asked, context.today)
        if place is None or key is None:
            return None
        if place != self._place:
            self._start(place)
        for wanted in (coding, Coding.IDENTITY):
            found = self._kept.get((key, wanted))
            if found is not None:
                self._kept.move_to_end((key, wanted))
                return found
        return None

    def keep(self, asked: Incoming, context: Context, answer: Answer) -> None:
        """Keep an answer in which nothing went wrong, unless the feed has moved on since it was begun; the ones unused
        for longest go. One larger than a quarter of the memory is not worth it.
        """
        place = context.feed.place
        key = None if place is None else _key(asked, context.today)
        if place is None or key is None or not answer.whole or len(answer.body) > self.size // 4:
            return
        if self._place is None or place > self._place:
            self._start(place)
        if place == self._place:
            self._drop((key, answer.coding))
            self._kept[key, answer.coding] = answer
            self.used += len(answer.body) + _OVERHEAD
            while self.used > self.size:
                self._drop(next(iter(self._kept)))

    def _start(self, place: int) -> None:
        self._kept.clear()
        self.used = 0
        self._place = place

    def _drop(self, key: tuple[bytes, Coding]) -> None:
        dropped = self._kept.pop(key, None)
        if dropped is not None:
            self.used -= len(dropped.body) + _OVERHEAD


def _key(asked: Incoming, today: date) -> bytes | None:
    """What tells a question from another, on a day; none for one whose variables have no canonical form."""
    told = [asked.query, asked.operation_name, asked.variables, today]
    try:
        text = orjson.dumps(told, option=orjson.OPT_SORT_KEYS)
    except orjson.JSONEncodeError:  # an integer of more than 64 bits
        return None
    return hashlib.sha256(text).digest()
