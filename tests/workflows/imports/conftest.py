"""An extraction in a folder of its own, beside the lists of a small territory."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from tests.workflows.imports.files import offer, quiet, write_communes, write_csv
from workflows.imports.extraction import import_extraction
from workflows.imports.report import Report

Load = Callable[..., Awaitable[Report]]


@pytest.fixture
def load(tmp_path: Path) -> Load:
    """Write these rows as an extraction, with the territory beside it, and import it."""
    folder = tmp_path / "fichiers"
    folder.mkdir()
    write_communes(folder)

    async def write_and_import(*rows: dict[str, str]) -> Report:
        return await import_extraction(write_csv(folder / "offre.csv", rows or [offer()]), quiet)

    return write_and_import
