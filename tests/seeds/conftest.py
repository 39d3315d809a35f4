"""The demonstration, built once for one day."""

import asyncio
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from catalogue.database import open_database
from seeds.region.build import build_region
from tests import bases
from tests.conftest import settings_for

DAY = date(2026, 11, 23)


@pytest.fixture(scope="session")
def region_file(procedure_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The procedure's example and the region of one day, made once; copy it, never open it."""
    path = tmp_path_factory.mktemp("region") / "sofi.db"
    bases.copy(procedure_file, path)

    async def build() -> None:
        async with open_database(settings_for(path)):
            assert await build_region(DAY, lambda _done, _total: None) == 28

    asyncio.run(build())
    return path


@pytest.fixture
async def region(region_file: Path, tmp_path: Path) -> AsyncIterator[Path]:
    """An open database with the demonstration of that day."""
    path = tmp_path / "sofi.db"
    bases.copy(region_file, path)
    async with open_database(settings_for(path)):
        yield path
