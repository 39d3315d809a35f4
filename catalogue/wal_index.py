"""Whether anybody, in any process, has committed to a SQLite file: told from the header of its WAL index, without the
system calls that a statement costs.

It is what SQLite itself looks at when a reader begins: 48 bytes, written twice at each commit, in the file `-shm` that
all processes map (https://www.sqlite.org/walformat.html#walidxfmt). A process that closes a file gives up all the locks
that it holds on it, by whatever opening (https://www.sqlite.org/howtocorrupt.html, 2.2): the index is closed only once
SQLite has no connection left, else who opens the base next would take it for unused and make its index anew.
"""

import mmap
from pathlib import Path
from typing import BinaryIO

_HEADER = 48
_INITIALIZED = 12
"""Where the header says that it holds something."""
_held: list[BinaryIO | mmap.mmap] = []
"""What this process has opened of indexes: files, and maps, which hold theirs open too."""


class WalIndex:
    """The index of one file. Only sound while this process has a connection to it, which keeps the index in place."""

    def __init__(self, path: str) -> None:
        self._path = Path(f"{path}-shm")
        self._map: mmap.mmap | None = None

    def state(self) -> bytes | None:
        """What changes with every commit and every checkpoint; none, where it cannot be told at this moment."""
        if self._map is None and not self._look():
            return None
        found = self._map[: 2 * _HEADER] if self._map is not None else b""
        first = found[:_HEADER]
        # Two unlike copies: somebody is writing them.
        return first if first == found[_HEADER:] and first[_INITIALIZED] else None

    def _look(self) -> bool:
        try:
            if self._path.stat().st_size < 2 * _HEADER:
                return False
            file = self._path.open("rb")
            _held.append(file)
            self._map = mmap.mmap(file.fileno(), 2 * _HEADER, access=mmap.ACCESS_READ)
        except (OSError, ValueError):  # not made yet, or shortened meanwhile
            return False
        _held.append(self._map)
        return True


def close_indexes() -> None:
    """Let go of every index. To be called once the connections of this process are closed."""
    while _held:
        _held.pop().close()
