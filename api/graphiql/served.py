"""The files that the page is made of, each under an address that changes with its content."""

import asyncio
import hashlib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

from api.compressing import Coding, compressed
from api.graphiql.lock import ASSETS, read_lock

OWN_FILES = ("sofi.js", "sofi.css", "sofi.svg")
"""What this package ships beside the locked files."""

MEDIA_TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".txt": "text/plain"}


@dataclass(frozen=True, slots=True)
class ServedFile:
    """A file of the page. `fingerprint` is the start of its SHA-256: a changed file has another address."""

    name: str
    fingerprint: str
    path: Path

    @property
    def address(self) -> str:
        """Where it is served, below the endpoint's own address."""
        return f"assets/{self.fingerprint}/{self.name}"

    @property
    def media_type(self) -> str:
        """Its content type, without the charset."""
        return MEDIA_TYPES[self.path.suffix]


@cache
def served_files() -> dict[str, ServedFile]:
    """Every file by its name; those of the lock are listed whether they are installed or not."""
    locked = [ServedFile(file.served_as, file.sha256[:16], ASSETS / file.served_as) for file in read_lock().files]
    return {file.name: file for file in (*locked, *map(_own, OWN_FILES))}


def _own(name: str) -> ServedFile:
    resource = resources.files("api.graphiql").joinpath(name)
    return ServedFile(name, hashlib.sha256(resource.read_bytes()).hexdigest()[:16], Path(str(resource)))


async def content(file: ServedFile, coding: Coding) -> bytes:
    """What a file holds, in a coding: compressed when it is first asked for, then kept."""
    key = (file.address, coding)
    if key not in _compressed:
        _compressed[key] = await compressed(await asyncio.to_thread(file.path.read_bytes), coding)
    return _compressed[key]


_compressed: dict[tuple[str, Coding], bytes] = {}
