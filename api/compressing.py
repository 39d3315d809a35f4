"""An answer in fewer bytes, at levels that cost less than the answer itself: see docs/decisions/0042."""

import asyncio
import sys
from collections.abc import Callable
from enum import StrEnum

import brotli
from isal import igzip

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

WORTH = 1400
"""Fewer bytes than that fit in one packet anyway: they are sent as they are."""
LONG = 128 * 1024
"""From so many bytes on others get their turn meanwhile: the compressors let go of the interpreter."""


class Coding(StrEnum):
    """A content coding of HTTP, in the order in which we like them; the last is none."""

    ZSTD = "zstd"
    BROTLI = "br"
    GZIP = "gzip"
    IDENTITY = "identity"


_COMPRESS: dict[Coding, Callable[[bytes], bytes]] = {
    Coding.ZSTD: lambda body: zstd.compress(body, 1),
    Coding.BROTLI: lambda body: brotli.compress(body, quality=1),
    # Without the time: the same answer is the same bytes, whenever it was compressed.
    Coding.GZIP: lambda body: igzip.compress(body, 1, mtime=0),
    Coding.IDENTITY: lambda body: body,
}


async def compressed(body: bytes, coding: Coding) -> bytes:
    """The body in a coding."""
    compress = _COMPRESS[coding]
    if coding is Coding.IDENTITY or len(body) < LONG:
        return compress(body)
    return await asyncio.to_thread(compress, body)
