"""One heap for all threads of the process: see docs/decisions/0048."""

import ctypes
import os
import platform

_ARENA_MAX = -8
"""glibc's number of what `MALLOC_ARENA_MAX` sets, from <malloc.h>."""


def share_one_heap() -> None:
    """Let all threads allocate from the heap of the process, before one has made a heap of its own. Only glibc makes
    such; what an operator has set himself stays.
    """
    told = "MALLOC_ARENA_MAX" in os.environ or "arena_max" in os.environ.get("GLIBC_TUNABLES", "")
    if platform.libc_ver()[0] == "glibc" and not told:
        ctypes.CDLL(None).mallopt(_ARENA_MAX, 1)
