"""A projection: from a stored node straight to the part of the answer that a selection asks of it.

Whatever a plan does not expect in a node (a missing key, a null where none may be, a wrong type) raises Unusual, and
the normal execution completes the node and tells what is wrong.
"""

import datetime
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import msgspec
import orjson

from api.reading.shapes import Shape

_serials = count(1)
_encode = msgspec.json.Encoder().encode


class Unusual(Exception):
    """A node that is not as its type says; not an error yet."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is done with each node for one selection.

    `shape` holds the fields that can be taken from the document, `opened` are those that the normal execution must
    complete (links that load), `order` is the order of both in the answer. `daily`: values depend on the day. `whole`:
    a formation's actions are part of it. `numbered`: nothing is asked but the number, which who asks knows already.
    """

    shape: Shape
    opened: dict[str, Any]
    order: tuple[str, ...]
    daily: bool
    whole: bool
    numbered: bool = False
    serial: int = field(default_factory=lambda: next(_serials))
    decoder: msgspec.json.Decoder[Any] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "decoder", msgspec.json.Decoder(self.shape.type))

    def encode(self, document: bytes, today: datetime.date) -> bytes:
        """The encoded part of the answer for a node, without what is opened. Raises Unusual."""
        try:
            node = self.decoder.decode(document)
            return _encode(node if self.shape.finish is None else self.shape.finish(node, today))
        except (msgspec.MsgspecError, ValueError, RecursionError):
            raise Unusual from None

    def project(self, node: Any, today: datetime.date) -> dict[str, Any]:
        """The same for a node that was parsed already, as values. Raises Unusual."""
        told: dict[str, Any] = orjson.loads(self.encode(orjson.dumps(node), today))
        return told
