"""Results to answers: which errors are told, in which words, with which status.

The released audit suite of GraphQL over HTTP asks for 400 where the current draft asks for 422: one constant holds it.
"""

import asyncio
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from graphql import GraphQLError, GraphQLSyntaxError
from strawberry.schema.exceptions import CannotGetOperationTypeError
from strawberry.types.execution import ExecutionResult, PreExecutionError

from api.compressing import LONG, Coding, compressed
from api.errors import is_fault
from api.sizes import MAX_TOKENS

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
_TOO_DEEP = "Le document est imbriqué trop profondément : demandez moins de niveaux à la fois."
_ENGINE_LIMITS = {
    # So many fields of one name that comparing them all would take too long.
    "Validation aborted.": "Le document répète trop souvent les mêmes champs : retirez les répétitions.",
    "Syntax Error: Document is nested too deeply. Parsing aborted.": _TOO_DEEP,
    "Selections are nested too deeply. Execution aborted.": _TOO_DEEP,
    "Variable values are nested too deeply.": "Une valeur de `variables` est imbriquée trop profondément : donnez-la "
    "comme le schéma l'attend.",
    "Maximum introspection depth exceeded": "La demande d'introspection est imbriquée trop profondément : demandez "
    "moins de niveaux à la fois.",
}
"""What the engine does not follow, in its words and in ours."""
NO_OPERATION = "Le document n'a pas l'opération demandée, ou en a plusieurs : nommez-la dans `operationName`."
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


@dataclass(slots=True)
class Answer:
    """What is sent back, in one coding. `whole`: nothing went wrong."""

    body: bytes
    status: int = 200
    whole: bool = True
    coding: Coding = Coding.IDENTITY
    _digest: str = ""

    async def coded(self, coding: Coding) -> "Answer":
        """The same in another coding; this one has none."""
        return Answer(await compressed(self.body, coding), self.status, self.whole, coding)

    async def tag(self, media_type: str) -> str:
        """The strong entity tag of these bytes, sent as that type."""
        if not self._digest:
            short = len(self.body) < LONG
            self._digest = _digest(self.body) if short else await asyncio.to_thread(_digest, self.body)
        return f'"{self._digest}{"-g" if media_type == GRAPHQL_JSON else ""}"'


def _digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()[:32]


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
    status = request_error_status(media_type) if refused else 200
    return Answer(orjson.dumps(body), status, whole=not errors and not refused)


def request_error_status(media_type: str) -> int:
    """The status of an answer to a request that reads well and is refused before it is run."""
    return REQUEST_ERROR_STATUS if media_type == GRAPHQL_JSON else 200


def told(error: GraphQLError, reference: str) -> dict[str, Any]:
    """An error as clients see it: a code of the closed list, a message that is not too long, what to do."""
    formatted: dict[str, Any] = dict(error.formatted)
    if is_fault(error):
        formatted["message"] = internal(reference)
        formatted["extensions"] = {"code": "INTERNAL"}
        return formatted
    code = _code(error)
    formatted["message"] = _message(error, code)
    help_text = _HELP.get(code)
    extensions = {**(error.extensions or {}), "code": code}
    formatted["extensions"] = {**extensions, "aide": help_text} if help_text else extensions
    return formatted


def internal(reference: str) -> str:
    """What is said when we failed."""
    return f"Erreur interne, notée de notre côté. Référence : {reference}"


def _message(error: GraphQLError, code: str) -> str:
    if isinstance(error.original_error, CannotGetOperationTypeError):
        return NO_OPERATION
    if code == _LIMIT and error.message in _ENGINE_LIMITS:
        return _ENGINE_LIMITS[error.message]
    if isinstance(error, GraphQLSyntaxError) and code == _LIMIT:
        return _TOO_LONG
    return _SUGGESTION.sub("", error.message)[:_SHOWN]


def _code(error: GraphQLError) -> str:
    if error.extensions and "code" in error.extensions:
        return str(error.extensions["code"])
    if isinstance(error.original_error, CannotGetOperationTypeError):
        return "BAD_REQUEST"
    if error.message in _ENGINE_LIMITS:
        return _LIMIT
    if isinstance(error, GraphQLSyntaxError):
        return _LIMIT if _TOKENS.search(error.message) else "GRAPHQL_PARSE_FAILED"
    if _VALUE_OF_VARIABLE.match(error.message):
        return "BAD_USER_INPUT"
    return "GRAPHQL_VALIDATION_FAILED"
