"""One spelling for one document, so that equal documents have equal bytes and equal hashes (R19)."""

import hashlib
from typing import Any

import orjson

Document = dict[str, Any]


def canonical(document: Document) -> bytes:
    """The document as JSON with sorted keys and no blanks, in UTF-8."""
    return orjson.dumps(document, option=orjson.OPT_SORT_KEYS)


def fingerprint(document: Document) -> str:
    """The SHA-256 of the canonical bytes, in 64 hexadecimal digits."""
    return hashlib.sha256(canonical(document)).hexdigest()
