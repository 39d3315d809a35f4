"""The project as a tree of files, for the tests that look at the house itself."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
UNSHIPPED = {"tests", "benchmarks"}
PACKAGES = {file.parent.name for file in ROOT.glob("*/__init__.py")} - UNSHIPPED
"""What is installed."""

MADE = {"__pycache__", "assets", "build", "dist"}
"""Folders that tools make."""


def files(folder: Path = ROOT) -> Iterator[Path]:
    """Every file that people wrote below a folder; what tools made and what is hidden is left out, but for `.ci`."""
    for path in sorted(folder.iterdir()):
        hidden = path.name.startswith(".") and path.name != ".ci"
        if hidden or path.name in MADE or path.name.endswith(".egg-info"):
            continue
        if path.is_dir():
            yield from files(path)
        elif not path.name.endswith((".db", ".db-wal", ".db-shm", ".db.service")):
            yield path


def relative(path: Path) -> str:
    """The path as people say it, from the root of the project."""
    return path.relative_to(ROOT).as_posix()
