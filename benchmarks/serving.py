"""The service in a process of its own, as it is measured."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

from catalogue.settings import Settings


@contextmanager
def served(settings: Settings) -> Iterator[int]:
    """The service in a process of its own; gives its port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    environment = {
        **os.environ,
        "SOFI_DATABASE_URL": settings.database_url,
        "SOFI_PORT": str(port),
        "SOFI_LOG_LEVEL": "error",
    }
    process = subprocess.Popen([sys.executable, "-m", "cli", "serve"], env=environment)
    try:
        _wait_until_ready(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(20)


def _wait_until_ready(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/ready", timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("Le service n'a pas démarré.")
