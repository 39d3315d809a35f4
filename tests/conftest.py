"""What every test may ask for: a fresh database, a client that speaks HTTP, the SQL that was sent."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.app import create_app
from catalogue.database import open_database
from catalogue.migrating import migrate
from catalogue.settings import Settings
from catalogue.transaction import transaction
from seeds import procedure
from tests import bases
from workflows.starting_references import install_starting_references

SHARED = Path(__file__).parents[2] / "shared"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What is about SQLite itself has no meaning on a server."""
    if bases.POSTGRESQL:
        left_out = [item for item in items if item.get_closest_marker("sqlite")]
        items[:] = [item for item in items if not item.get_closest_marker("sqlite")]
        config.hook.pytest_deselected(items=left_out)


def settings_for(path: Path) -> Settings:
    """Settings of a process that serves this base, whatever the environment says."""
    return Settings(_env_file=None, database_url=bases.url_of(path))


async def _migrated(path: Path) -> None:
    await migrate(settings_for(path), lambda _line: None)
    async with open_database(settings_for(path)):
        await transaction(install_starting_references)


async def _with_procedure(path: Path) -> None:
    async def unit() -> None:
        await procedure.seed_certification()
        await procedure.seed_directory()
        await procedure.seed_offer()

    async with open_database(settings_for(path)):
        await transaction(unit)


@pytest.fixture(autouse=True)
def no_base_left() -> Iterator[None]:
    """On a server, the bases of a test go with it."""
    before = bases.kept()
    yield
    bases.drop_all_but(before)


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated database with the starting references, made once; copy it, never open it."""
    path = tmp_path_factory.mktemp("migrated") / "sofi.db"
    asyncio.run(_migrated(path))
    return path


@pytest.fixture(scope="session")
def procedure_file(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with the procedure's own example published; copy it, never open it."""
    path = tmp_path_factory.mktemp("procedure") / "sofi.db"
    bases.copy(migrated_file, path)
    asyncio.run(_with_procedure(path))
    return path


@pytest.fixture
async def database(migrated_file: Path, tmp_path: Path) -> AsyncIterator[Path]:
    """An open database that holds nothing but the starting references."""
    path = tmp_path / "sofi.db"
    bases.copy(migrated_file, path)
    async with open_database(settings_for(path)):
        yield path


@pytest.fixture
async def procedure_database(procedure_file: Path, tmp_path: Path) -> AsyncIterator[Path]:
    """An open database with the procedure's example online."""
    path = tmp_path / "sofi.db"
    bases.copy(procedure_file, path)
    async with open_database(settings_for(path)):
        yield path


class Client:
    """A client of the service over HTTP, in this process."""

    def __init__(self, http: httpx.AsyncClient, token: str | None = None) -> None:
        self.http = http
        self.headers = {"Authorization": f"Bearer {token}"} if token else {}

    def signed(self, token: str | None) -> "Client":
        """The same client with somebody's token (`factories.token`), or without."""
        return Client(self.http, token)

    async def answer(self, query: str, **variables: Any) -> dict[str, Any]:
        """The whole JSON answer of an operation."""
        response = await self.http.post("/graphql", json={"query": query, "variables": variables}, headers=self.headers)
        body: dict[str, Any] = response.json()
        return body

    async def data(self, query: str, **variables: Any) -> Any:
        """The data of an operation that must succeed."""
        body = await self.answer(query, **variables)
        assert "errors" not in body, body["errors"]
        return body["data"]

    async def refusal(self, query: str, **variables: Any) -> tuple[str, str]:
        """Code and message of the one error of an operation that must be refused."""
        body = await self.answer(query, **variables)
        [error] = body["errors"]
        return error["extensions"]["code"], error["message"]


@pytest.fixture
async def client() -> AsyncIterator[Client]:
    """A client of the application; the test opens the database by another fixture."""
    app = create_app(Settings(_env_file=None))
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://sofi.test") as http:
        yield Client(http)


class _Statements(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.sent: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        text = record.getMessage()
        if text.startswith(("SELECT", "INSERT", "UPDATE", "DELETE", "WITH")):
            self.sent.append(text)


@pytest.fixture
def statements() -> Iterator[Callable[[], Any]]:
    """`with statements() as sent:` gathers the SQL that is sent meanwhile."""

    @contextmanager
    def record() -> Iterator[list[str]]:
        handler = _Statements()
        loggers = [logging.getLogger(name) for name in ("tortoise.db_client", "sofi.sql")]
        levels = [logger.level for logger in loggers]
        for logger in loggers:
            logger.addHandler(handler)
            logger.setLevel(logging.DEBUG)
        try:
            yield handler.sent
        finally:
            for logger, level in zip(loggers, levels, strict=True):
                logger.removeHandler(handler)
                logger.setLevel(level)

    yield record
