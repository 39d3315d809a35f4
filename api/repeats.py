"""A public question that comes again in the same bytes is answered before it is read: the answer is there, and one
statement tells that nothing has been published since.

Most of what a portal asks was asked a moment ago. What is the same for everybody is known by the endpoint, which leaves
a word (`Repeatable`) with the request; everything else passes by.
"""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import date
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api import incoming
from api.answers import JSON
from api.deadline import within
from api.logs import note_operation
from api.responses import refused
from catalogue import clock
from catalogue.reads.feed import last_place

WORD = "sofi.repeatable"
_TELLING = (b"content-type", b"accept", b"accept-encoding")
"""Headers that decide how an answer is told."""
_PERSONAL = frozenset((b"authorization", b"cookie", b"content-encoding", b"transfer-encoding", b"expect"))
"""Headers of a question that is not everybody's, or not whole."""
_OVERHEAD = 600
_LONGEST = 16 * 1024
"""Bytes of a question that is worth being remembered."""

Key = tuple[bytes, ...]


@dataclass(slots=True)
class Repeatable:
    """What the endpoint says of an answer: at which place of the feed, on which day, under which name it may be given
    again; nothing, for one that may not.
    """

    place: int | None = None
    day: date | None = None
    operation: str | None = None


@dataclass(slots=True)
class _Kept:
    day: date
    operation: str | None
    start: Message
    body: Message
    size: int


class Repeats:
    """The questions asked last at the present place of the feed, with their answers as they were sent, up to `size`
    bytes; 0 keeps nothing. An ASGI middleware.
    """

    def __init__(self, app: ASGIApp, size: int, path: str = "/graphql") -> None:
        self._app = app
        self._path = path
        self.size = size
        self.used = 0
        self._place = -1
        self._kept: OrderedDict[Key, _Kept] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a repeated question; pass any other on, and see what becomes of it."""
        told = _told(scope) if self.size and _is_question(scope, self._path) else None
        if told is None:
            await self._app(scope, receive, send)
            return
        try:
            received, body = await within(incoming.BODY_SECONDS, _received(receive))
        except TimeoutError:
            await refused(incoming.late(), JSON)(scope, receive, send)
            return
        key = (body, *told) if body is not None else None
        kept = await self._again(key) if key is not None else None
        if kept is not None:
            note_operation(kept.operation)
            await send(kept.start)
            await send(kept.body)
            return
        await self._pass_on(scope, _replayed(received, receive), send, key)

    async def _again(self, key: Key) -> _Kept | None:
        """The answer to a question, if nothing was published since."""
        if key not in self._kept:
            return None
        place = await last_place()
        # Looked up only now: meanwhile others may have kept the answers of another place, or taken this one's room.
        kept = self._kept.get(key) if place == self._place else None
        if kept is None or kept.day != clock.today():
            return None
        self._kept.move_to_end(key)
        return kept

    async def _pass_on(self, scope: Scope, receive: Receive, send: Send, key: Key | None) -> None:
        word, sent = Repeatable(), list[Message]()

        async def noting(message: Message) -> None:
            if word.place is not None:
                sent.append(message)
            await send(message)

        await self._app({**scope, WORD: word} if key is not None else scope, receive, noting)
        if key is not None and word.place is not None and word.day is not None and len(sent) == 2:
            start, body = sent
            size = len(key[0]) + len(body["body"]) + _OVERHEAD
            self._keep(key, word.place, _Kept(word.day, word.operation, start, body, size))

    def _keep(self, key: Key, place: int, answer: _Kept) -> None:
        """Keep an answer, unless the feed has moved on since; the ones unused for longest go."""
        if place > self._place:
            self._kept.clear()
            self.used, self._place = 0, place
        if place < self._place or answer.size > self.size // 4:
            return
        former = self._kept.pop(key, None)
        self.used += answer.size - (former.size if former is not None else 0)
        self._kept[key] = answer
        while self.used > self.size:
            self.used -= self._kept.popitem(last=False)[1].size


def _is_question(scope: Scope, path: str) -> bool:
    return bool(scope["type"] == "http" and scope["method"] == "POST" and scope["path"] == path)


def _told(scope: Scope) -> tuple[bytes, ...] | None:
    """The headers that decide how the answer is told; none for a question that is somebody's own."""
    found = dict.fromkeys(_TELLING, b"")
    for name, value in scope["headers"]:
        if name in found:
            found[name] = value if not found[name] else found[name] + b"," + value
        elif name in _PERSONAL:
            return None
    return tuple(found.values())


async def _received(receive: Receive) -> tuple[list[Message], bytes | None]:
    """The messages of a body, and the body; none, for one that is not whole or too long to be remembered."""
    received: list[Message] = []
    size, more = 0, True
    while more and size <= _LONGEST:
        message = await receive()
        received.append(message)
        if message["type"] != "http.request":
            return received, None
        size += len(message.get("body", b""))
        more = message.get("more_body", False)
    if more or size > _LONGEST:
        return received, None
    return received, b"".join(message.get("body", b"") for message in received)


def _replayed(received: list[Message], receive: Receive) -> Receive:
    """What gives the messages that were received already, then the others."""
    waiting = iter(received)

    async def give() -> Message:
        return next(waiting, None) or await receive()

    return give


def may_be_repeated(scope: Any, repeatable: Repeatable) -> None:
    """Leave word that the answer to a request may be given again as it is."""
    word: Repeatable | None = scope.get(WORD)
    if word is not None:
        word.place, word.day, word.operation = repeatable.place, repeatable.day, repeatable.operation
