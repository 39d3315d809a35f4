"""The page over HTTP: it holds no secret and asks nothing of the base; its script speaks GraphQL like any client."""

from importlib import resources

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from api.graphiql.security import security_headers

ADDRESS = "/mot-de-passe"
_DOCUMENTS = ("reset.graphql", "forgotten.graphql")
_FILES = {
    ADDRESS: ("api.password", "page.html", "text/html"),
    f"{ADDRESS}/page.js": ("api.password", "page.js", "text/javascript"),
    f"{ADDRESS}/page.css": ("api.password", "page.css", "text/css"),
    **{f"{ADDRESS}/{name}": ("api.password", name, "text/plain") for name in _DOCUMENTS},
    f"{ADDRESS}/sofi.svg": ("api.graphiql", "sofi.svg", "image/svg+xml"),
}


def password_routes() -> list[BaseRoute]:
    """The page and its files."""
    return [Route(address, _file) for address in _FILES]


def page_documents() -> frozenset[str]:
    """The documents that the page asks, which a service that is closed to others runs all the same."""
    folder = resources.files("api.password")
    return frozenset(folder.joinpath(name).read_text(encoding="utf-8") for name in _DOCUMENTS)


async def _file(request: Request) -> Response:
    """One of the files, never kept: a page of passwords is not to be found again in a cache."""
    package, name, kind = _FILES[request.url.path]
    content = resources.files(package).joinpath(name).read_bytes()
    return Response(content, media_type=kind, headers={**security_headers(), "Cache-Control": "no-store"})
