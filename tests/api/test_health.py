"""Is it alive, is it ready: what a supervisor asks, and what keeps it from serving."""

from pathlib import Path

import pytest

from api import health
from tests import bases
from tests.conftest import Client

NO_STORE = "no-store"


async def test_it_lives_without_a_database(client: Client) -> None:
    response = await client.http.get("/health/live")
    assert (response.status_code, response.json()) == (200, {"etat": "vivant"})
    assert response.headers["cache-control"] == NO_STORE


async def test_it_is_ready_with_a_database_that_is_up_to_date(client: Client, database: Path) -> None:
    response = await client.http.get("/health/ready")
    assert (response.status_code, response.json()) == (200, {"etat": "pret", "problemes": []})
    assert response.headers["cache-control"] == NO_STORE


async def not_ready(client: Client) -> list[str]:
    """What keeps it from serving."""
    response = await client.http.get("/health/ready")
    assert (response.status_code, response.json()["etat"]) == (503, "indisponible")
    problems: list[str] = response.json()["problemes"]
    return problems


async def test_it_is_not_ready_without_a_database(client: Client) -> None:
    [problem] = await not_ready(client)
    assert problem.startswith("La base ne répond pas : ")


async def test_it_is_not_ready_when_the_schema_lacks_something(client: Client, database: Path) -> None:
    bases.rows(database, "DELETE FROM tortoise_migrations WHERE name = (SELECT max(name) FROM tortoise_migrations)")
    assert await not_ready(client) == ["1 migration(s) à appliquer : lancez « sofi migrate »."]


async def test_it_stays_ready_when_the_base_is_migrated_for_the_version_that_takes_over(
    client: Client, database: Path
) -> None:
    future = "INSERT INTO tortoise_migrations (app, name, applied_at) VALUES ('catalogue', '9999_future', '2030-01-01')"
    bases.rows(database, future)
    response = await client.http.get("/health/ready")
    assert (response.status_code, response.json()) == (200, {"etat": "pret", "problemes": []})


async def test_it_says_within_its_limit_that_the_database_is_held(
    client: Client, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "LIMIT", 0.2)
    with bases.held(database):
        assert await not_ready(client) == ["La base n'a pas répondu en 0.2 secondes."]
    assert (await client.http.get("/health/ready")).status_code == 200
