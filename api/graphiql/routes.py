"""GraphiQL over HTTP: the page, its files, its examples and the documentation."""

import secrets
from importlib import resources
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from api import accepting
from api.compressing import Coding
from api.graphiql.examples import read_examples
from api.graphiql.lock import ASSETS, read_lock
from api.graphiql.pages import documentation_page, explorer_page, registered_only_page, unavailable_page
from api.graphiql.security import security_headers
from api.graphiql.served import content, served_files

ENDPOINT = "/graphql"
"""Where the GraphQL endpoint is, and the page with it for those who ask for HTML."""

_FOR_EVER = "public, max-age=31536000, immutable"
_ASK_AGAIN = "no-cache"
_NEVER = "no-store"  # a page kept by a cache would give its nonce twice


def graphiql_page(*, assets: Path = ASSETS) -> Response:
    """GraphiQL, for a browser at the endpoint's own address; 503 with what to run while files of it are absent."""
    base = ENDPOINT.rpartition("/")[2]
    absent = read_lock().absent(assets)
    if absent:
        return HTMLResponse(unavailable_page(base, absent), 503, headers=_headers(_NEVER))
    nonce = secrets.token_urlsafe(18)
    return HTMLResponse(explorer_page(base, nonce), headers=_headers(_NEVER, nonce))


def closed_page() -> Response:
    """What stands for GraphiQL where only registered documents are run: 403, and where to read on."""
    base = ENDPOINT.rpartition("/")[2]
    return HTMLResponse(registered_only_page(base), 403, headers=_headers(_NEVER))


def graphiql_routes() -> list[BaseRoute]:
    """What lies below the endpoint's address: the page's files, its examples, the documentation, the schema."""
    return [
        Route(f"{ENDPOINT}/assets/{{fingerprint}}/{{name}}", _asset),
        Route(f"{ENDPOINT}/exemples.json", _exemples),
        Route(f"{ENDPOINT}/documentation", _documentation),
        Route(f"{ENDPOINT}/schema.graphql", _schema),
    ]


async def _asset(request: Request) -> Response:
    """A file of the page; its address holds its fingerprint, so it may be kept for ever."""
    file = served_files().get(request.path_params["name"])
    if file is None or file.fingerprint != request.path_params["fingerprint"] or not file.path.is_file():
        return PlainTextResponse("Ce fichier n'existe pas.", 404, headers=_headers(_ASK_AGAIN))
    coding = accepting.coding(request.headers.get("accept-encoding")) or Coding.IDENTITY
    headers = {**_headers(_FOR_EVER), "Vary": "Accept-Encoding"}
    if coding is Coding.IDENTITY:
        return FileResponse(file.path, media_type=file.media_type, headers=headers)
    headers["Content-Encoding"] = coding.value
    return Response(await content(file, coding), media_type=file.media_type, headers=headers)


async def _exemples(_: Request) -> Response:
    """The examples as the page's script reads them."""
    tabs = [
        {"name": example.name, "query": example.query, "variables": example.shown_variables}
        for example in read_examples()
    ]
    return JSONResponse(tabs, headers=_headers(_ASK_AGAIN))


async def _documentation(_: Request) -> Response:
    """How to call this API, in French, without a script."""
    return HTMLResponse(documentation_page(read_examples()), headers=_headers(_ASK_AGAIN))


async def _schema(_: Request) -> Response:
    """The SDL as committed, which a browser shows as text."""
    sdl = resources.files("api").joinpath("schema.graphql").read_text(encoding="utf-8")
    return PlainTextResponse(sdl, headers=_headers(_ASK_AGAIN))


def _headers(cache: str, nonce: str | None = None) -> dict[str, str]:
    return {**security_headers(nonce), "Cache-Control": cache}
