"""Many rows written a part at a time, so that whoever else writes the same file gets its turn."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from typing import TypeVar

T = TypeVar("T")

# A writer that finds SQLite locked asks again every tenth of a second: a shorter pause might always fall between.
_PAUSE = 0.12


async def in_turns(items: Sequence[T], size: int) -> AsyncIterator[Sequence[T]]:
    """The items, `size` at a time, each part to be written in one transaction, with a pause between two."""
    for start in range(0, len(items), size):
        if start:
            await asyncio.sleep(_PAUSE)
        yield items[start : start + size]
