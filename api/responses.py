"""What goes back over HTTP, with the headers that every answer has."""

from collections.abc import Mapping

from starlette.responses import Response

from api.answers import Answer, Refusal
from api.compressing import Coding

_ALWAYS = {"X-Content-Type-Options": "nosniff", "Vary": "Accept, Accept-Encoding"}
NEVER: Mapping[str, str] = {"Cache-Control": "no-store"}
"""Of an answer that is not the same for everybody, or that changes without notice."""


def for_everybody(tag: str, seconds: int) -> dict[str, str]:
    """The headers of a public answer: kept, and asked again each time, or only after so many seconds."""
    return {"Cache-Control": f"public, max-age={seconds}" if seconds else "public, no-cache", "ETag": tag}


def has_it(if_none_match: str | None, tag: str) -> bool:
    """Whether the caller has an answer already. A tag that was made weak on its way still names the same bytes."""
    known = {part.strip().removeprefix("W/") for part in (if_none_match or "").split(",")}
    return tag in known or "*" in known


def response(shown: Answer, media_type: str, headers: Mapping[str, str] = NEVER) -> Response:
    """An answer."""
    coded = {} if shown.coding is Coding.IDENTITY else {"Content-Encoding": shown.coding.value}
    typed = {"Content-Type": f"{media_type}; charset=utf-8"}
    return Response(shown.body, shown.status, {**typed, **_ALWAYS, **coded, **headers})


def not_modified(headers: Mapping[str, str]) -> Response:
    """What is said to who has the answer already."""
    return Response(status_code=304, headers={**_ALWAYS, **headers})


def refused(refusal: Refusal, media_type: str) -> Response:
    """A refusal."""
    return response(Answer(refusal.body(), refusal.status, whole=False), media_type, {**NEVER, **refusal.headers})
