"""A file is served by one process at a time, which alone answers for what it keeps in memory."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from catalogue.engines import MEMORY, DatabaseUnavailable, sqlite_path
from catalogue.settings import Settings


@contextmanager
def allowed_to_serve(settings: Settings) -> Iterator[None]:
    """Hold the right to serve a base. On SQLite the system takes it back whatever ends the process.

    Raises DatabaseUnavailable when another process serves the file, or when it should be served by several.
    """
    if not settings.database_url.startswith("sqlite:"):
        yield
        return
    if settings.workers > 1:
        raise DatabaseUnavailable(
            "Une base SQLite n'est servie que par un processus : retirez --workers (SOFI_WORKERS) ou allez à PostgreSQL"
            " par « sofi db copy »."
        )
    path = sqlite_path(settings.database_url)
    if path == MEMORY:
        yield
        return
    # Not the base itself: SQLite would lose its own locks on it when this file is closed.
    lock = Path(f"{path}.service")
    with lock.open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            raise DatabaseUnavailable(
                f"La base {Path(path).absolute()} est déjà servie par le processus {file.read().strip() or '?'} :"
                " arrêtez-le d'abord, ou servez une autre base."
            ) from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield
