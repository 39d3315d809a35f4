"""GraphQL over HTTP: one address, JSON in and out, every refusal a JSON answer in French."""

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from strawberry.schema.exceptions import CannotGetOperationTypeError, InvalidOperationTypeError
from strawberry.types.graphql import OperationType

from api import incoming
from api.answers import JSON, Refusal, answer, negotiate, prefers_html
from api.context import Context
from api.execution import SofiSchema
from api.logs import note_operation, request_id

_HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "Vary": "Accept"}
_READS = {OperationType.QUERY}
_EVERYTHING = {OperationType.QUERY, OperationType.MUTATION}


class GraphQLEndpoint:
    """The ASGI application at `/graphql`.

    Args:
        schema: what may be asked.
        context_factory: makes the context of one request.
        page: gives the page for browsers (GraphiQL); None to serve none.
    """

    def __init__(
        self,
        schema: SofiSchema,
        *,
        context_factory: Callable[[Request], Awaitable[Context]],
        page: Callable[[], Response] | None = None,
    ) -> None:
        self._schema = schema
        self._context = context_factory
        self._page = page

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        response = await self.respond(Request(scope, receive))
        await response(scope, receive, send)

    async def respond(self, request: Request) -> Response:
        """The response to a request; never raises for what a caller may do wrong."""
        accept = request.headers.get("accept")
        media_type = JSON
        try:
            if request.method == "GET" and "query" not in request.query_params:
                return self._browser(accept)
            media_type = negotiate(accept)
            return await self._execute(request, media_type)
        except Refusal as refusal:
            return _response(refusal.body(), refusal.status, media_type, refusal.headers)

    def _browser(self, accept: str | None) -> Response:
        if self._page is not None and prefers_html(accept):
            response = self._page()
            response.headers["Vary"] = "Accept"
            return response
        raise Refusal(400, 'Envoyez en POST un objet JSON {"query": "…"}, ou ouvrez cette adresse dans un navigateur.')

    async def _execute(self, request: Request, media_type: str) -> Response:
        asked = await incoming.read(request)
        note_operation(asked.operation_name)
        context = await self._context(request)
        only_reads = request.method == "GET" or context.actor.lecture_seule
        try:
            result = await self._schema.execute(
                asked.query,
                variable_values=asked.variables,
                context_value=context,
                operation_name=asked.operation_name,
                allowed_operation_types=_READS if only_reads else _EVERYTHING,
            )
        except CannotGetOperationTypeError:
            raise Refusal(
                400, "Le document n'a pas l'opération demandée, ou en a plusieurs : nommez-la dans `operationName`."
            ) from None
        except InvalidOperationTypeError:
            if context.actor.lecture_seule:
                raise Refusal(403, "Une clé d'API ne fait que lire.", code="FORBIDDEN") from None
            raise Refusal(
                405, "Par GET on ne fait que lire : envoyez les mutations en POST.", {"Allow": "POST"}
            ) from None
        told = answer(result, media_type, request_id())
        response = _response(told.body, told.status, media_type)
        for cookie in context.cookies:
            response.headers.append("set-cookie", cookie)
        return response


def _response(body: bytes, status: int, media_type: str, headers: dict[str, str] | None = None) -> Response:
    return Response(
        body,
        status_code=status,
        headers={"Content-Type": f"{media_type}; charset=utf-8", **_HEADERS, **(headers or {})},
    )
