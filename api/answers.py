"""Results to answers: which errors are told, in which words, with which status.

The released audit suite of GraphQL over HTTP asks for 400 where the current draft asks for 422: one constant holds it.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from graphql import GraphQLError, GraphQLSyntaxError
from strawberry.types.execution import ExecutionResult, PreExecutionError

from api.execution import MAX_TOKENS, is_fault

REQUEST_ERROR_STATUS = 400
MAX_ERRORS = 5
_SHOWN = 400

JSON = "application/json"
GRAPHQL_JSON = "application/graphql-response+json"

_HELP = {
    "GRAPHQL_PARSE_FAILED": "Le document n'est pas du GraphQL bien formé : corrigez-le à l'endroit indiqué.",
    "GRAPHQL_VALIDATION_FAILED": "Le document demande ce que le schéma n'a pas : comparez-le au schéma, ouvert à "
    "l'introspection et dans GraphiQL.",
    "BAD_USER_INPUT": "Corrigez la valeur indiquée.",
}
_LIMIT = "LIMIT_EXCEEDED"
_TOKENS = re.compile(r"more than \d+ tokens")
_TOO_LONG = f"Le document a plus de {MAX_TOKENS} mots et signes : découpez-le, ou mettez les valeurs dans `variables`."
_ABORTED = "Validation aborted."  # so many fields of one name that comparing them all would take too long
_REPEATED = "Le document répète trop souvent les mêmes champs : retirez les répétitions."
_VALUE_OF_VARIABLE = re.compile(r"Variable '\$\w+' has invalid ")
_SUGGESTION = re.compile(r" Did you mean .*", re.DOTALL)


class Refusal(Exception):
    """A request that is answered before GraphQL sees it: a status, a French sentence, headers it needs."""

    def __init__(
        self, status: int, message: str, headers: Mapping[str, str] | None = None, *, code: str = "BAD_REQUEST"
    ) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.headers = dict(headers or {})

    def body(self) -> bytes:
        """The refusal as a GraphQL answer."""
        return orjson.dumps({"errors": [{"message": str(self), "extensions": {"code": self.code}}]})


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent back."""

    status: int
    body: bytes


def answer(result: ExecutionResult, media_type: str, reference: str) -> Answer:
    """The answer to an operation. `reference` is what a caller may quote when we failed."""
    errors = [told(error, reference) for error in (result.errors or ())[:MAX_ERRORS]]
    # Variables that cannot be coerced give data null and errors without a path: the request itself was wrong.
    refused = isinstance(result, PreExecutionError) or (
        result.data is None and bool(result.errors) and all(error.path is None for error in result.errors or ())
    )
    body: dict[str, Any] = {"errors": errors} if errors else {}
    if not refused:
        body["data"] = result.data
    if result.extensions:
        body["extensions"] = result.extensions
    status = REQUEST_ERROR_STATUS if refused and media_type == GRAPHQL_JSON else 200
    return Answer(status, orjson.dumps(body))


def told(error: GraphQLError, reference: str) -> dict[str, Any]:
    """An error as clients see it: a code of the closed list, a message that is not too long, what to do."""
    formatted: dict[str, Any] = dict(error.formatted)
    if is_fault(error):
        formatted["message"] = f"Erreur interne, notée de notre côté. Référence : {reference}"
        formatted["extensions"] = {"code": "INTERNAL"}
        return formatted
    code = _code(error)
    formatted["message"] = _message(error, code)
    help_text = _HELP.get(code)
    extensions = {**(error.extensions or {}), "code": code}
    formatted["extensions"] = {**extensions, "aide": help_text} if help_text else extensions
    return formatted


def _message(error: GraphQLError, code: str) -> str:
    if isinstance(error, GraphQLSyntaxError) and code == _LIMIT:
        return _TOO_LONG
    if error.message == _ABORTED:
        return _REPEATED
    return _SUGGESTION.sub("", error.message)[:_SHOWN]


def _code(error: GraphQLError) -> str:
    if error.extensions and "code" in error.extensions:
        return str(error.extensions["code"])
    if isinstance(error, GraphQLSyntaxError):
        return _LIMIT if _TOKENS.search(error.message) else "GRAPHQL_PARSE_FAILED"
    if error.message == _ABORTED:
        return _LIMIT
    if _VALUE_OF_VARIABLE.match(error.message):
        return "BAD_USER_INPUT"
    return "GRAPHQL_VALIDATION_FAILED"


def negotiate(accept: str | None) -> str:
    """The media type to answer in; the old one when nothing is said, the new one when it is preferred or the only one.

    Raises:
        Refusal: nothing that we can write is acceptable (406).
    """
    if not accept:
        return JSON
    best: tuple[float, int, str] | None = None
    for rank, (kind, quality) in enumerate(_accepted(accept)):
        offered = {"*/*": JSON, "application/*": JSON, JSON: JSON, GRAPHQL_JSON: GRAPHQL_JSON}.get(kind)
        if offered and quality > 0 and (best is None or (quality, -rank) > best[:2]):
            best = (quality, -rank, offered)
    if best is None:
        raise Refusal(406, f"Ce service répond en {GRAPHQL_JSON} ou {JSON} : demandez l'un des deux dans Accept.")
    return best[2]


def prefers_html(accept: str | None) -> bool:
    """Whether a browser asks: HTML is wanted more than JSON."""
    kinds = dict(_accepted(accept or ""))
    return kinds.get("text/html", 0) > max(kinds.get(JSON, 0), kinds.get(GRAPHQL_JSON, 0))


def _accepted(accept: str) -> Iterable[tuple[str, float]]:
    for part in accept.split(","):
        kind, *parameters = (piece.strip().lower() for piece in part.split(";"))
        quality = 1.0
        for parameter in parameters:
            if parameter.startswith("q="):
                try:
                    quality = float(parameter[2:])
                except ValueError:
                    quality = 0.0
        yield kind, quality
