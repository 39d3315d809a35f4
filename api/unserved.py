"""What no route answers: told as everything else, in JSON, in French, with a code."""

from collections.abc import Mapping
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from api.answers import JSON, Refusal, internal
from api.logs import request_id
from api.responses import refused


async def _unknown(_request: Request, _error: Any) -> Response:
    """An address that is not served."""
    return refused(
        Refusal(404, "Rien n'est servi à cette adresse : l'API GraphQL est à /graphql.", code="NOT_FOUND"), JSON
    )


async def _wrong_method(request: Request, error: Any) -> Response:
    """An address that is served by other methods."""
    given: HTTPException = error
    headers: Mapping[str, str] = given.headers or {}
    allowed = ", ".join(sorted(headers.get("Allow", "").split(", ")))
    message = f"La méthode {request.method[:20]} n'est pas servie à cette adresse : {allowed}."
    return refused(Refusal(405, message, {"Allow": allowed}), JSON)


async def _fault(_request: Request, _error: Exception) -> Response:
    """What nobody foresaw; it is raised again once this is sent, and logged."""
    return refused(Refusal(500, internal(request_id()), code="INTERNAL"), JSON)


HANDLERS = {404: _unknown, 405: _wrong_method, Exception: _fault}
