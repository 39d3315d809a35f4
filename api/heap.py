"""How the process keeps its memory flat: see docs/decisions/0048."""

import ctypes
import os
import platform

_ARENA_MAX = -8
_MMAP_THRESHOLD = -3
_TRIM_THRESHOLD = -1
"""glibc's numbers of what `MALLOC_ARENA_MAX`, `MALLOC_MMAP_THRESHOLD_` and `MALLOC_TRIM_THRESHOLD_` set, in <malloc.h>.
"""
_LARGE = 4 * 2**20
"""Bytes from which on a buffer gets pages of its own: pages of hundreds of trees, not those of fifty."""
_SPARE = 32 * 2**20
"""Bytes that may stay free at the end of the heap: glibc, which sees to this alone only while it is told nothing, would
give them back after each page of fifty trees.
"""


def keep_memory_flat() -> None:
    """Let all threads allocate from the heap of the process, before one has made a heap of its own, and large answers
    outside of it. Only glibc is told; what an operator has set himself stays.
    """
    if platform.libc_ver()[0] != "glibc":
        return
    tunables, library = os.environ.get("GLIBC_TUNABLES", ""), ctypes.CDLL(None)
    if "MALLOC_ARENA_MAX" not in os.environ and "arena_max" not in tunables:
        library.mallopt(_ARENA_MAX, 1)
    if "MALLOC_MMAP_THRESHOLD_" not in os.environ and "mmap_threshold" not in tunables:
        library.mallopt(_MMAP_THRESHOLD, _LARGE)
        library.mallopt(_TRIM_THRESHOLD, _SPARE)
