"""The cookie of browsers, and every way in which another site could try to use it."""

from pathlib import Path
from typing import Any

import httpx
import pytest

from api.app import create_app
from catalogue.models import Jeton
from catalogue.settings import Settings
from tests import factories
from tests.conftest import Client
from tests.factories import PASSWORD

SIGN_IN = (
    'mutation { signIn(input: {email: "saisie@exemple.fr", password: "%s"}) { __typename } }' % PASSWORD  # noqa: UP031
)
ME = "{ me { email } }"
OUT = "mutation { signOut { __typename } }"
HERE = {"Sec-Fetch-Site": "same-origin"}
REFUSED = (
    "Cette demande porte le cookie d'une connexion mais ne vient pas d'une page de ce service : elle est refusée. Un "
    "programme s'authentifie par l'en-tête « Authorization: Bearer JETON »."
)


async def post(client: Client, query: str, headers: dict[str, str], **more: Any) -> httpx.Response:
    return await client.http.post("/graphql", json={"query": query}, headers=headers, **more)


@pytest.fixture
async def browser(client: Client, database: Path) -> Client:
    """A client whose jar holds the cookie of an account."""
    await factories.compte()
    response = await post(client, SIGN_IN, HERE)
    assert response.json()["data"]["signIn"]["__typename"] == "SignInSuccess"
    return client


async def test_a_browser_is_given_a_cookie_that_no_script_reads(client: Client, database: Path) -> None:
    await factories.compte()
    [cookie] = (await post(client, SIGN_IN, HERE)).headers.get_list("set-cookie")
    name, *attributes = cookie.split("; ")
    assert name.startswith("sofi_session=") and len(name) > 50
    assert sorted(attributes) == ["HttpOnly", "Max-Age=1209600", "Path=/", "SameSite=lax"]


async def test_over_https_the_cookie_goes_nowhere_else(client: Client, database: Path) -> None:
    await factories.compte()
    client.http.base_url = httpx.URL("https://sofi.test")
    [cookie] = (await post(client, SIGN_IN, {"Origin": "https://sofi.test"})).headers.get_list("set-cookie")
    assert "; Secure" in cookie


async def test_behind_a_proxy_that_ends_tls_the_cookie_is_secure_too(database: Path) -> None:
    await factories.compte()
    app = create_app(Settings(_env_file=None, public_url="https://sofi.test"))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://sofi.test") as http:
        response = await post(Client(http), SIGN_IN, HERE)
    assert "; Secure" in response.headers["set-cookie"]


@pytest.mark.parametrize("headers", [HERE, {"Origin": "http://sofi.test"}, {**HERE, "Origin": "http://sofi.test"}])
async def test_a_page_of_this_service_is_known_by_its_cookie(browser: Client, headers: dict[str, str]) -> None:
    assert (await post(browser, ME, headers)).json() == {"data": {"me": {"email": "saisie@exemple.fr"}}}


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://sofi.test"},
        {"Origin": "http://mal.test"},
        {"Origin": "http://sofi.test.mal.test"},
        {"Origin": "http://sofi.test:8080"},
        {"Origin": "null"},
        {"Origin": ""},
        {"Referer": "http://sofi.test/graphql"},
    ],
)
async def test_a_request_of_another_site_is_refused(browser: Client, headers: dict[str, str]) -> None:
    response = await post(browser, OUT, headers)
    assert response.status_code == 403
    assert response.json() == {"errors": [{"message": REFUSED, "extensions": {"code": "FORBIDDEN"}}]}
    assert await Jeton.all().count() == 1


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
async def test_what_a_form_can_send_is_refused(browser: Client, kind: str) -> None:
    content = '{"query": "mutation { signOut { __typename } }"}'
    response = await browser.http.post("/graphql", content=content, headers={**HERE, "Content-Type": kind})
    assert response.status_code == 415
    assert await Jeton.all().count() == 1


async def test_a_link_reads_only_for_who_typed_it(browser: Client) -> None:
    typed = await browser.http.get("/graphql", params={"query": ME}, headers={"Sec-Fetch-Site": "none"})
    assert typed.json() == {"data": {"me": {"email": "saisie@exemple.fr"}}}
    followed = await browser.http.get("/graphql", params={"query": ME}, headers={"Sec-Fetch-Site": "cross-site"})
    assert followed.status_code == 403
    written = await browser.http.get("/graphql", params={"query": OUT}, headers={"Sec-Fetch-Site": "none"})
    assert written.status_code == 405
    assert await Jeton.all().count() == 1


async def test_the_header_is_asked_before_the_cookie(browser: Client) -> None:
    response = await post(browser, ME, {**HERE, "Authorization": "Bearer inconnu"})
    assert response.status_code == 401


async def test_going_out_takes_the_cookie_back(browser: Client) -> None:
    response = await post(browser, OUT, HERE)
    assert (
        response.headers["set-cookie"].startswith('sofi_session=""; ') and "Max-Age=0" in response.headers["set-cookie"]
    )
    assert not browser.http.cookies and not await Jeton.exists()


async def test_a_dead_cookie_counts_as_none_and_is_taken_back(browser: Client) -> None:
    browser.http.cookies.set("sofi_session", "mort", domain="sofi.test")
    browser.http.cookies.delete("sofi_session", domain="sofi.test")
    response = await post(browser, ME, {**HERE, "Cookie": "sofi_session=mort"})
    assert response.json() == {"data": {"me": None}}
    assert "Max-Age=0" in response.headers["set-cookie"]
    again = await post(browser, SIGN_IN, {**HERE, "Cookie": "sofi_session=mort"})
    assert again.json()["data"]["signIn"]["__typename"] == "SignInSuccess"
