"""A document as it was stored: plain JSON, checked when it was made."""

from contextlib import suppress

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


_whole = msgspec.json.Decoder(msgspec.Raw)
_numbered = msgspec.json.Decoder(_Numbered)
_sessions = msgspec.json.Decoder(_Sessions)
_BEGINS = b'{"code":"'
_CODE_ENDS = b'-%d","commentaireDuree":'
_LAST_ENDS = b'}],"siteDispensateur":'


def has_session(action: bytes, numero: int) -> bool:
    """Whether a session is in the document of an action."""
    return _CODE_ENDS % numero in action or _found(action, numero) is not None


def session_of(action: bytes, numero: int) -> bytes | None:
    """The document of a session, out of that of its action; None when it is not there."""
    return _cut(action, numero) or _found(action, numero)


def _cut(action: bytes, numero: int) -> bytes | None:
    """By the signs around it, without reading what is beside it: in the order of its keys (`canonical`) a session
    begins with its code, and the site comes after the sessions. A text has none of these signs, since its quotes are
    escaped.
    What was cut is read once: None where it is not whole.
    """
    code_ends = action.find(_CODE_ENDS % numero)
    if code_ends < 0:
        return None
    begins = action.rfind(_BEGINS, 0, code_ends)
    # Before its number the code is that of the action, which all its sessions share.
    next_begins = action.find(b"}," + action[begins : code_ends + 1], code_ends)
    session = action[begins : (next_begins if next_begins > 0 else action.rfind(_LAST_ENDS)) + 1]
    with suppress(msgspec.DecodeError):
        _whole.decode(session)
        return session
    return None


def _found(action: bytes, numero: int) -> bytes | None:
    sign = b'"numero":%d' % numero  # what lacks it need not be read
    for session in map(bytes, _sessions.decode(action).sessions):
        if sign in session and _numbered.decode(session).numero == numero:
            return session
    return None
