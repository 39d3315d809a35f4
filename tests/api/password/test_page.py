"""The page of mailed links: what is served, then in a real Chromium that can reach nothing but this server."""

import asyncio
import shutil
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import uvicorn
from playwright.async_api import Page, async_playwright, expect

from api.app import create_app
from catalogue.models import LienUnique
from catalogue.settings import Settings
from catalogue.transaction import transaction
from tests import factories
from tests.api.graphiql.conftest import cannot_test
from tests.api.mutations.test_account_links import forget, mailed_secret
from tests.api.mutations.test_accounts import sign_in
from tests.conftest import Client

NEW = "la girafe aime le thé"


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("/mot-de-passe", "text/html; charset=utf-8"),
        ("/mot-de-passe/page.js", "text/javascript; charset=utf-8"),
        ("/mot-de-passe/page.css", "text/css; charset=utf-8"),
        ("/mot-de-passe/sofi.svg", "image/svg+xml"),
    ],
)
async def test_the_page_is_served_under_a_strict_policy(client: Client, address: str, kind: str) -> None:
    response = await client.http.get(address)
    assert (response.status_code, response.headers["content-type"]) == (200, kind)
    policy = response.headers["content-security-policy"]
    assert "default-src 'none'" in policy and "script-src 'self'" in policy and "frame-ancestors 'none'" in policy
    assert (response.headers["cache-control"], response.headers["referrer-policy"]) == ("no-store", "no-referrer")


async def test_an_installation_without_graphiql_has_the_page_too() -> None:
    paths = {getattr(route, "path", "") for route in create_app(Settings(_env_file=None, graphiql=False)).routes}
    assert "/mot-de-passe" in paths


@pytest.fixture
async def address() -> AsyncIterator[str]:
    """A real server on a free port; the test opens the base."""
    app = create_app(Settings(_env_file=None))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", ws="none", lifespan="off"))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        serving = asyncio.create_task(server.serve([listening]))
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/mot-de-passe"
        server.should_exit = True
        await serving


@pytest.fixture
async def page() -> AsyncIterator[Page]:
    """A page of Chromium; whatever it complains of fails the test."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        cannot_test("No Chromium on this machine: apt-get install chromium")
    complaints: list[str] = []
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = await browser.new_page()
        page.on("console", lambda told: complaints.append(told.text) if told.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        yield page
        await browser.close()
    assert complaints == []


async def test_a_link_lets_choose_a_password_and_leaves_the_address_bar(
    client: Client, database: Path, address: str, page: Page
) -> None:
    await factories.compte()
    await forget(client)
    await page.goto(f"{address}#{await mailed_secret()}")
    assert page.url == address
    await page.get_by_label("Mot de passe").fill("motdepasse1234")
    await page.get_by_role("button", name="Enregistrer").click()
    await expect(page.get_by_role("status")).to_contain_text("de ceux que l'on essaie en premier")
    await page.get_by_label("Mot de passe").fill(NEW)
    await page.get_by_label("Afficher ce que je tape").check()
    assert await page.get_by_label("Mot de passe").get_attribute("type") == "text"
    await page.get_by_role("button", name="Enregistrer").click()
    await expect(page.get_by_role("status")).to_have_text(
        "Le mot de passe de saisie@exemple.fr est enregistré : vous pouvez vous connecter."
    )
    assert (await sign_in(client, password=NEW))["__typename"] == "SignInSuccess"


async def test_a_dead_link_offers_another(client: Client, database: Path, address: str, page: Page) -> None:
    await factories.compte()
    await forget(client)
    secret = await mailed_secret()
    await transaction(lambda: LienUnique.all().delete())
    await page.goto(f"{address}#{secret}")
    await page.get_by_label("Mot de passe").fill(NEW)
    await page.get_by_role("button", name="Enregistrer").click()
    await expect(page.get_by_role("status")).to_have_text(
        "Ce lien a déjà servi, ou il est périmé. Demandez-en un autre ici."
    )
    await page.get_by_label("Adresse électronique").fill("saisie@exemple.fr")
    await page.get_by_role("button", name="Envoyer le lien").click()
    await expect(page.get_by_role("status")).to_have_text(
        "Si cette adresse a un compte, un lien vient de lui être envoyé."
    )
    assert await mailed_secret() != secret and await LienUnique.exists()
