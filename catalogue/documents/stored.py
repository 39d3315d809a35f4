"""A document as it was stored: plain JSON, checked when it was made. The read path goes fast where it meets one."""

from typing import Any

import msgspec
import orjson


class Stored(dict[str, Any]):
    """A node that came out of a stored document, with everything below it. Never changed."""


def marked(parent: object, value: Any) -> Any:
    """A value out of a node: nodes of a stored document's node are such nodes too."""
    if type(parent) is not Stored:
        return value
    if type(value) is dict:
        return Stored(value)
    if type(value) is list and value and type(value[0]) is dict:
        return [Stored(item) for item in value]
    return value


def stored(document: bytes) -> Stored:
    """The node of a document."""
    return Stored(orjson.loads(document))


class _Numbered(msgspec.Struct, gc=False):
    numero: int


class _Sessions(msgspec.Struct, gc=False):
    sessions: list[msgspec.Raw]


_numbered = msgspec.json.Decoder(_Numbered)
_sessions = msgspec.json.Decoder(_Sessions)


def session_of(action: bytes, numero: int) -> bytes | None:
    """The document of a session, out of that of its action; None when it is not there."""
    sign = b'"numero":%d' % numero  # what lacks it need not be read
    for session in map(bytes, _sessions.decode(action).sessions):
        if sign in session and _numbered.decode(session).numero == numero:
            return session
    return None
