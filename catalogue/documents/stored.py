"""A document as it was stored: plain JSON, checked when it was made."""

import msgspec
import orjson

from catalogue.documents.nodes import Stored


def stored(document: bytes) -> Stored:
    """The node of a document."""
    return Stored(orjson.loads(document))


class _Numbered(msgspec.Struct, gc=False):
    numero: int


class _Sessions(msgspec.Struct, gc=False):
    sessions: list[msgspec.Raw]


class _Numbers(msgspec.Struct, gc=False):
    sessions: list[_Numbered]


_numbered = msgspec.json.Decoder(_Numbered)
_sessions = msgspec.json.Decoder(_Sessions)
_numbers = msgspec.json.Decoder(_Numbers)


def has_session(action: bytes, numero: int) -> bool:
    """Whether a session is in the document of an action."""
    return any(session.numero == numero for session in _numbers.decode(action).sessions)


def session_of(action: bytes, numero: int) -> bytes | None:
    """The document of a session, out of that of its action; None when it is not there."""
    sign = b'"numero":%d' % numero  # what lacks it need not be read
    for session in map(bytes, _sessions.decode(action).sessions):
        if sign in session and _numbered.decode(session).numero == numero:
            return session
    return None
