"""The cookie of browsers: the same opaque token as a bearer's, out of the reach of scripts and of other sites."""

from urllib.parse import urlsplit

from starlette.requests import HTTPConnection
from starlette.responses import Response

from workflows.accounts.tokens import LIFE

NAME = "sofi_session"


def token_in(request: HTTPConnection) -> str | None:
    """The token that a browser sends back by itself; None when there is none."""
    return request.cookies.get(NAME) or None


def from_browser(request: HTTPConnection) -> bool:
    """Whether a page in a browser asks, and not a program: only browsers send these headers."""
    return "sec-fetch-site" in request.headers or "origin" in request.headers


def same_origin(request: HTTPConnection) -> bool:
    """Whether a page of this very site asks, or the person who typed the address.

    `Sec-Fetch-Site` decides where it is sent: every browser since 2023, over https or to this machine. Otherwise
    `Origin` must name this host; its scheme is left aside, since a proxy may end TLS before us.
    """
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin" or (site == "none" and request.scope.get("method") == "GET")
    origin = request.headers.get("origin")
    return origin is not None and urlsplit(origin).netloc.lower() == request.headers.get("host", "").lower() != ""


def opened(request: HTTPConnection, token: str) -> str:
    """The header that gives a browser its token."""
    return _header(request, token, round(LIFE.total_seconds()))


def closed(request: HTTPConnection) -> str:
    """The header that takes it back."""
    return _header(request, "", 0)


def _public_over_https(request: HTTPConnection) -> bool:
    """Whether people reach the service over https, though a proxy may speak http with us."""
    app = request.scope.get("app")
    return app is not None and app.state.settings.address.startswith("https://")


def _header(request: HTTPConnection, value: str, max_age: int) -> str:
    response = Response()
    secure = request.url.scheme in ("https", "wss") or _public_over_https(request)
    response.set_cookie(NAME, value, max_age=max_age, path="/", secure=secure, httponly=True, samesite="lax")
    return response.headers["set-cookie"]
