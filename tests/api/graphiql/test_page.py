"""GraphiQL in a real Chromium that can reach nothing but this server: it works, and nothing complains."""

import asyncio
import re
import shutil
import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
import pytest_asyncio
import strawberry
import uvicorn
from playwright.async_api import Browser, Page, Request, async_playwright, expect
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.types import Receive, Scope, Send
from strawberry.asgi import GraphQL

from api.graphiql.routes import graphiql_page, graphiql_routes
from tests.api.graphiql.conftest import cannot_test

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.usefixtures("installed")]

TOKEN = "Bearer jeton-qui-ne-doit-pas-rester"
QUERY = 'query Salut { bonjour(nom: "Région") }'


def greet(info: strawberry.Info[Any, Any], nom: str) -> str:
    """Tells what it was given, the header too."""
    return f"Bonjour {nom}, en-tête {info.context['request'].headers.get('authorization', 'absent')}"


@strawberry.type
class Query:
    """A schema of this test's own: the page is tested by itself."""

    bonjour: str = strawberry.field(resolver=greet, description="Salue par le nom.")


class Endpoint:
    """The page by GET, GraphQL by POST."""

    def __init__(self) -> None:
        self.graphql = GraphQL[Any, Any](strawberry.Schema(Query), graphql_ide=None)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await (graphiql_page() if scope["method"] == "GET" else self.graphql)(scope, receive, send)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def address() -> AsyncIterator[str]:
    """A real server on a free port of the loopback."""
    app = Starlette(routes=[*graphiql_routes(), Route("/graphql", Endpoint(), methods=["GET", "POST"])])
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", ws="none", lifespan="off"))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        serving = asyncio.create_task(server.serve([listening]))
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        await serving


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    """Debian's Chromium; every name but the loopback's address resolves to nothing."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        cannot_test("No Chromium on this machine: apt-get install chromium")
    cut = "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", cut])
        yield browser
        await browser.close()


@dataclass
class Watched:
    """A page with all that it asked for and complained of."""

    page: Page
    requested: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def note_failure(self, request: Request) -> None:
        """A page that is left gives up what it was asking for, which is no failure."""
        if request.failure != "net::ERR_ABORTED":
            self.complaints.append(f"failed: {request.url} ({request.failure})")

    async def refused(self) -> list[str]:
        """What the Content-Security-Policy refused."""
        refused: list[str] = await self.page.evaluate("window.refused")
        return refused


@pytest_asyncio.fixture(loop_scope="module")
async def watched(browser: Browser, address: str) -> AsyncIterator[Watched]:
    """GraphiQL as a first visitor finds it; afterwards nothing was asked elsewhere, nothing failed or was refused."""
    context = await browser.new_context(locale="fr-FR", viewport={"width": 1400, "height": 850})
    page = await context.new_page()
    watched = Watched(page)
    await page.add_init_script(
        "window.refused = [];"
        "addEventListener('securitypolicyviolation', (e) => refused.push(`${e.violatedDirective} ${e.blockedURI}`));"
    )
    page.on("request", lambda request: watched.requested.append(request.url))
    page.on("requestfailed", watched.note_failure)
    page.on("response", lambda got: watched.complaints.append(f"{got.status} {got.url}") if got.status >= 400 else None)
    page.on("pageerror", lambda error: watched.complaints.append(f"thrown: {error}"))
    page.on("console", lambda said: watched.complaints.append(said.text) if said.type == "error" else None)
    await page.goto(f"{address}/graphql")
    await expect(page.locator(".graphiql-query-editor .CodeMirror")).to_be_visible()
    yield watched
    assert await watched.refused() == []
    assert watched.complaints == []
    assert {urlsplit(url).netloc for url in watched.requested} == {address.removeprefix("http://")}
    await context.close()


async def write(page: Page, query: str) -> None:
    """Writes the query in a new tab; returns once GraphiQL knows the operation."""
    await page.get_by_role("button", name="New tab").click()
    await page.locator(".graphiql-query-editor .CodeMirror").click()
    await page.keyboard.press("Control+A")
    await page.keyboard.insert_text(query)
    known = "document.querySelector('.graphiql-query-editor .CodeMirror').CodeMirror.operationName"
    async with asyncio.timeout(10):
        while await page.evaluate(known) != "Salut":
            await asyncio.sleep(0.05)


async def execute(page: Page) -> None:
    """Clicks the run button."""
    await page.get_by_role("button", name="Execute query").click()


async def test_it_opens_on_the_french_tabs_with_the_first_one_s_variables(watched: Watched) -> None:
    tabs = watched.page.get_by_role("tab")
    assert await tabs.all_inner_texts() == ["Arbre", "FormationsFiltrees", "RechercheCertifications", "Vocabulaire"]
    query, variables = watched.page.locator(".graphiql-query-editor"), watched.page.locator(".graphiql-editor-tool")
    await expect(query).to_contain_text("query Arbre($code: CodeFas!)")
    await expect(variables).to_contain_text('"code": "19482-89393-143842"')
    await watched.page.get_by_role("tab", name="Vocabulaire").click()
    await expect(query).to_contain_text("query Vocabulaire")
    await expect(variables).to_contain_text('"liste"')


async def test_the_run_button_shows_the_answer(watched: Watched) -> None:
    await write(watched.page, QUERY)
    await execute(watched.page)
    await expect(watched.page.locator(".result-window")).to_contain_text('"Bonjour Région, en-tête absent"')


async def test_the_explorer_and_the_documentation_open(watched: Watched) -> None:
    page = watched.page
    await page.get_by_role("button", name="Show Explorateur").click()
    explorer = page.locator(".graphiql-plugin")
    await expect(explorer.get_by_text("Explorateur")).to_be_visible()
    await expect(explorer.get_by_text("bonjour")).to_be_visible()
    await page.get_by_role("button", name="Show Documentation Explorer").click()
    await page.get_by_role("link", name="Query").click()
    await expect(page.locator(".graphiql-plugin")).to_contain_text("Salue par le nom.")


async def test_its_dialogs_and_warnings_stay_within_the_policy(watched: Watched) -> None:
    page = watched.page
    for button in ("Open settings dialog", "Open short keys dialog"):
        await page.get_by_role("button", name=button).click()
        await expect(page.get_by_role("dialog")).to_be_visible()
        assert await page.evaluate("getComputedStyle(document.body).overflow") == "hidden"
        await page.keyboard.press("Escape")
        await expect(page.get_by_role("dialog")).to_have_count(0)
    await page.locator(".CodeMirror-lint-mark-error").first.hover()  # this schema has no `offre`
    await expect(page.locator(".CodeMirror-lint-message-error").first).to_be_visible()
    await page.get_by_role("button", name="Mettre en forme la requête (Maj-Ctrl-P)").click()


async def test_a_header_is_sent_and_never_stored(watched: Watched) -> None:
    page = watched.page
    await page.get_by_role("button", name="Headers").click()
    await write(page, QUERY)
    await page.locator(".graphiql-editor-tool .CodeMirror:visible").click()
    await page.keyboard.insert_text(f'{{"authorization": "{TOKEN}"}}')
    await asyncio.sleep(0.3)  # GraphiQL takes an edit into account a moment later
    await execute(page)
    await expect(page.locator(".result-window")).to_contain_text(f"en-tête {TOKEN}")
    await asyncio.sleep(1)  # and stores it half a second later
    stored: dict[str, str] = await page.evaluate("({...localStorage})")
    assert "Salut" in stored["sofi:graphiql:tabState"]
    assert "Salut" in stored["sofi:graphiql:queries"]
    assert not [key for key, value in stored.items() if "jeton" in value]
    assert "sofi:graphiql:headers" not in stored


async def test_the_explorer_writes_the_query_of_an_empty_tab(watched: Watched) -> None:
    page = watched.page
    await page.get_by_role("button", name="Show Explorateur").click()
    await page.get_by_role("button", name="New tab").click()
    await page.locator(".graphiql-plugin").get_by_text("bonjour").click()
    await expect(page.locator(".graphiql-query-editor")).to_contain_text("bonjour(nom:")


async def test_the_link_of_a_mail_opens_on_the_dossier(watched: Watched) -> None:
    page = watched.page
    await page.goto(f"{page.url}?dossier=89393")
    await expect(page.locator(".graphiql-tab-active")).to_have_text(re.compile("Dossier"))
    await expect(page.locator(".graphiql-query-editor")).to_contain_text("query Dossier($id: ID!)")
    await expect(page.locator(".graphiql-editor-tool")).to_contain_text('"id": "89393"')
    assert page.url.endswith("/graphql")
    await page.goto(f"{page.url}?dossier=%3Cscript%3E")
    await expect(page.locator(".graphiql-query-editor .CodeMirror")).to_be_visible()
    assert "script" not in await page.locator(".graphiql-editor-tool").inner_text()


async def test_a_second_visit_finds_what_was_written(watched: Watched) -> None:
    page = watched.page
    await write(page, QUERY)
    await asyncio.sleep(1)
    await page.reload()
    await expect(page.locator(".graphiql-query-editor")).to_contain_text(QUERY)
    assert len(await page.get_by_role("tab").all()) == 5


async def test_the_documentation_leads_back_to_the_example(watched: Watched) -> None:
    page = watched.page
    await page.get_by_role("link", name="Documentation", exact=True).click()
    await expect(page.get_by_role("heading", name=re.compile("^Documentation"))).to_be_visible()
    assert await watched.refused() == []
    await page.locator("#Vocabulaire").get_by_role("link", name="Ouvrir dans GraphiQL").click()
    await expect(page.locator(".graphiql-tab-active")).to_have_text(re.compile("Vocabulaire"))
    await expect(page.locator(".graphiql-query-editor")).to_contain_text("query Vocabulaire")
    assert len(await page.get_by_role("tab").all()) == 4
    assert page.url.endswith("/graphql")
