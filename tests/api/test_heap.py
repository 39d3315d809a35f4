"""All threads of a process that serves allocate from one heap, and large answers lie outside of it: counted by the C
library itself.
"""

import os
import platform
import re
import subprocess
import sys

import pytest

from tests.project import ROOT

pytestmark = pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="seule la glibc fait plusieurs tas")

THREADS = 6
_LOADED = f"""
import ctypes, threading
from api.app import create_app
from api.processes import Config
from catalogue.settings import Settings

config = Config(create_app, Settings(_env_file=None))
threading.Thread(target=threading.Event().wait, daemon=True).start()  # as uvicorn has one before it loads anything
config.load()
del [bytes(16 * 2**20)][0]  # glibc would raise its threshold by what is freed
large = bytes(6 * 2**20)
together = threading.Barrier({THREADS})

def allocate():
    together.wait()
    kept = [bytes(20_000) for _ in range(200)]
    together.wait()

threads = [threading.Thread(target=allocate) for _ in range({THREADS})]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
libc = ctypes.CDLL(None)
libc.malloc_info(0, ctypes.c_void_p.in_dll(libc, "stdout"))
libc.fflush(None)
"""


def told(**environment: str) -> str:
    """What a process says of its memory that has loaded the application as those that serve do, and has used threads."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SOFI_", "MALLOC_", "GLIBC_"))}
    done = subprocess.run(
        [sys.executable, "-c", _LOADED],
        cwd=ROOT,
        env={**kept, **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return done.stdout


def heaps(**environment: str) -> int:
    """How many heaps it has."""
    return told(**environment).count("<heap nr=")


def large(**environment: str) -> int:
    """The bytes that lie outside of the heaps."""
    found = re.search(r'type="mmap" count="\d+" size="(\d+)"', told(**environment))
    assert found is not None
    return int(found[1])


def test_threads_allocate_from_one_heap() -> None:
    assert heaps() == 1


@pytest.mark.parametrize("setting", [{"MALLOC_ARENA_MAX": "3"}, {"GLIBC_TUNABLES": "glibc.malloc.arena_max=3"}])
def test_what_an_operator_sets_stays(setting: dict[str, str]) -> None:
    assert heaps(**setting) == 3


def test_large_answers_lie_outside() -> None:
    assert large() >= 6 * 2**20
    assert large(MALLOC_MMAP_THRESHOLD_="16777216") < 6 * 2**20
