"""Which files of which npm packages make GraphiQL, pinned by their hashes in `assets.lock.json`."""

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

ASSETS = Path(__file__).with_name("assets")
"""Where the files are installed: beside this module, never committed."""


@dataclass(frozen=True, slots=True)
class LockedFile:
    """One file taken from a package: its path in it, the name it is served under, its SHA-256 in hexadecimal."""

    path: str
    served_as: str
    sha256: str

    def is_in(self, folder: Path) -> bool:
        """Whether the folder holds this very file, byte for byte."""
        file = folder / self.served_as
        return file.is_file() and hashlib.sha256(file.read_bytes()).hexdigest() == self.sha256


@dataclass(frozen=True, slots=True)
class LockedPackage:
    """One npm package at one version; `integrity` is npm's own word for it: `sha512-` and the digest in base64."""

    name: str
    version: str
    integrity: str
    files: tuple[LockedFile, ...]


@dataclass(frozen=True, slots=True)
class Lock:
    """Every package that GraphiQL needs here."""

    packages: tuple[LockedPackage, ...]

    @property
    def files(self) -> tuple[LockedFile, ...]:
        """The files of all packages, in the order of the lock."""
        return tuple(file for package in self.packages for file in package.files)

    def is_installed(self, folder: Path) -> bool:
        """Whether every locked file is in the folder with its locked content. Reads them all (under 2 MB)."""
        return all(file.is_in(folder) for file in self.files)

    def absent(self, folder: Path) -> tuple[str, ...]:
        """The served names that the folder lacks. Looks, does not read: cheap enough for each page."""
        return tuple(file.served_as for file in self.files if not (folder / file.served_as).is_file())


@cache
def read_lock() -> Lock:
    """The lock shipped with the package."""
    text = resources.files("api.graphiql").joinpath("assets.lock.json").read_text(encoding="utf-8")
    return Lock(tuple(_package(entry) for entry in json.loads(text)["packages"]))


def _package(entry: dict[str, Any]) -> LockedPackage:
    files = tuple(LockedFile(**file) for file in entry["files"])
    return LockedPackage(entry["name"], entry["version"], entry["integrity"], files)
