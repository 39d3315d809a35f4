"""The service and the floor in processes of their own, as they are measured, and what CPU they take."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Served:
    """A server of its own: its port, its process, and whether a PostgreSQL server works for it."""

    port: int
    pid: int
    postgresql: bool = False

    def cpu(self) -> float:
        """Seconds of CPU so far: of the process with its children, and of the server of the base."""
        total = 0.0
        for pid in _family(self.pid) | (_postgresql() if self.postgresql else set()):
            try:
                fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            except OSError:  # it ended meanwhile
                continue
            total += (int(fields[11]) + int(fields[12]) + int(fields[13]) + int(fields[14])) / _TICK
        return total

    def processes(self) -> set[int]:
        """The process and its children: those that serve and the one that watches over them."""
        return _family(self.pid)

    def memory(self) -> int:
        """Bytes of memory of the process with its children, now."""
        total = 0
        for pid in _family(self.pid):
            status = Path(f"/proc/{pid}/status").read_text()
            total += int(status.partition("VmRSS:")[2].split()[0]) * 1024
        return total


@contextmanager
def served(database_url: str, *, environment: dict[str, str] | None = None) -> Iterator[Served]:
    """The service; `environment` are further settings."""
    given = {"SOFI_DATABASE_URL": database_url, "SOFI_LOG_LEVEL": "error", **(environment or {})}
    with _process(["cli", "serve"], given, database_url) as found:
        yield found


@contextmanager
def floor_served(database_url: str) -> Iterator[Served]:
    """The floor."""
    with _process(["benchmarks.floor.server", database_url], {}, database_url) as found:
        yield found


@contextmanager
def _process(module: list[str], environment: dict[str, str], database_url: str) -> Iterator[Served]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    arguments = [sys.executable, "-m", *module, *([str(port)] if len(module) > 1 and module[0] != "cli" else [])]
    process = subprocess.Popen(arguments, env={**os.environ, "SOFI_PORT": str(port), **environment})
    try:
        _wait_until_ready(port, process)
        yield Served(port, process.pid, database_url.startswith("postgres"))
    finally:
        process.terminate()
        process.wait(20)


def _wait_until_ready(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/ready", timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("Le service n'a pas démarré.")


def _family(pid: int) -> set[int]:
    """A process with its children and theirs."""
    found = {pid}
    for child in Path(f"/proc/{pid}/task").glob("*/children"):
        for text in child.read_text().split():
            found |= _family(int(text))
    return found


def _postgresql() -> set[int]:
    """The processes of the PostgreSQL servers of this machine."""
    found = set()
    for path in Path("/proc").glob("[0-9]*/comm"):
        try:
            if path.read_text().strip() == "postgres":
                found.add(int(path.parent.name))
        except OSError:  # it ended meanwhile
            continue
    return found
