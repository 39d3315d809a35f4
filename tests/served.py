"""The service as people run it: a process of its own that serves a base over HTTP."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests import bases
from tests.ports import free_port
from tests.project import ROOT


def environment(database: Path, **settings: str) -> dict[str, str]:
    """The environment of a process that works on this base, whatever the present one says."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SOFI_")}
    return {**kept, "SOFI_DATABASE_URL": bases.url_of(database), **settings}


@contextmanager
def served(database: Path, *arguments: str, log: Path = Path(os.devnull), **settings: str) -> Iterator[str]:
    """The address of `/graphql` of a service that is ready, which logs to a file; it is stopped as an operator would."""
    port = free_port()
    command = [sys.executable, "-m", "cli", "serve", "--port", str(port), *arguments]
    with (
        log.open("wb") as errors,
        subprocess.Popen(command, cwd=ROOT, env=environment(database, **settings), stderr=errors) as process,
    ):
        try:
            _wait(f"http://127.0.0.1:{port}/health/ready", process)
            yield f"http://127.0.0.1:{port}/graphql"
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=20)


def _wait(url: str, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(200):
        assert process.poll() is None, "le serveur s'est arrêté"
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    raise AssertionError("le serveur n'a pas répondu")
