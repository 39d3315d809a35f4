"""Whether anybody, in any process, has committed to a SQLite file: told from the header of its WAL index, without the
system calls that a statement costs.

It is what SQLite itself looks at when a reader begins: 48 bytes, written twice at each commit, in the file `-shm` that
all processes map (https://www.sqlite.org/walformat.html#walidxfmt).
"""

import mmap
from pathlib import Path

_HEADER = 48
_INITIALIZED = 12
"""Where the header says that it holds something."""


class WalIndex:
    """The index of one file. Only sound while this process has a connection to it, which keeps the index in place."""

    def __init__(self, path: str) -> None:
        self._path = Path(f"{path}-shm")
        self._map: mmap.mmap | None = None

    def state(self) -> bytes | None:
        """What changes with every commit and every checkpoint; none, where it cannot be told at this moment."""
        if self._map is None and not self._open():
            return None
        found = self._map[: 2 * _HEADER] if self._map is not None else b""
        first = found[:_HEADER]
        # Two unlike copies: somebody is writing them.
        return first if first == found[_HEADER:] and first[_INITIALIZED] else None

    def close(self) -> None:
        """Let go of the index, before the last connection closes."""
        if self._map is not None:
            self._map.close()
            self._map = None

    def _open(self) -> bool:
        try:
            with self._path.open("rb") as file:
                self._map = mmap.mmap(file.fileno(), 2 * _HEADER, access=mmap.ACCESS_READ)
        except (OSError, ValueError):  # not made yet, or empty
            return False
        return True
