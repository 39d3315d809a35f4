"""GraphQL over HTTP: one address, JSON in and out, every refusal a JSON answer in French."""

from collections.abc import Awaitable, Callable
from contextlib import nullcontext

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from strawberry.schema.exceptions import CannotGetOperationTypeError, InvalidOperationTypeError
from strawberry.types.execution import ExecutionResult
from strawberry.types.graphql import OperationType

from api import accepting, incoming
from api.answers import JSON, NO_OPERATION, Answer, Refusal, answer
from api.compressing import Coding
from api.context import Context
from api.execution import SofiSchema
from api.incoming import Incoming
from api.kept_answers import KeptAnswers
from api.logs import note_operation, request_id
from api.persisted import PersistedDocuments
from api.repeats import Repeatable, may_be_repeated
from api.responses import NEVER, for_everybody, has_it, not_modified, refused, response
from api.turns import Turns

_READS = {OperationType.QUERY}
_EVERYTHING = {OperationType.QUERY, OperationType.MUTATION}


class GraphQLEndpoint:
    """The ASGI application at `/graphql`.

    Args:
        schema: what may be asked.
        context_factory: makes the context of one request.
        documents: finds the documents that are asked by their hash, and says which may be run.
        page: gives the page for browsers (GraphiQL); None to serve none.
        kept: the memory of whole public answers.
        public_seconds: how long a cache may give a public answer again without asking.
    """

    def __init__(
        self,
        schema: SofiSchema,
        *,
        context_factory: Callable[[Request], Awaitable[Context]],
        documents: PersistedDocuments,
        page: Callable[[], Response] | None = None,
        kept: KeptAnswers,
        public_seconds: int = 0,
    ) -> None:
        self._schema = schema
        self._context = context_factory
        self._documents = documents
        self._page = page
        self._kept = kept
        self._seconds = public_seconds
        self._turns = Turns()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; HEAD as GET, without the body."""
        head = scope["method"] == "HEAD"
        sent = await self.respond(Request({**scope, "method": "GET"} if head else scope, receive))
        if head:
            sent.body = b""
        await sent(scope, receive, send)

    async def respond(self, request: Request) -> Response:
        """The response to a request; never raises for what a caller may do wrong."""
        accept = request.headers.get("accept")
        media_type = JSON
        try:
            if request.method == "GET" and not incoming.asks(request):
                return self._browser(accept)
            media_type = accepting.media_type(accept)
            coding = accepting.wanted_coding(request.headers.get("accept-encoding"))
            asked = await self._documents.resolve(await incoming.read(request), media_type)
            sent = await self._execute(request, asked, media_type, coding)
            sent.background = self._documents.afterwards(asked, self._schema)
            return sent
        except Refusal as refusal:
            return refused(refusal, media_type)

    def _browser(self, accept: str | None) -> Response:
        if self._page is not None and accepting.prefers_html(accept):
            response = self._page()
            response.headers["Vary"] = "Accept"
            return response
        raise Refusal(400, 'Envoyez en POST un objet JSON {"query": "…"}, ou ouvrez cette adresse dans un navigateur.')

    async def _execute(self, request: Request, asked: Incoming, media_type: str, coding: Coding) -> Response:
        note_operation(asked.operation_name)
        context = await self._context(request)
        context.feed.followed = self._kept.size > 0
        await self._schema.begin(context.feed, asked.query, asked.operation_name)
        shown = self._kept.get(asked, context, coding)
        if shown is None:
            only_reads = request.method == "GET" or context.actor.lecture_seule
            async with nullcontext() if context.feed.alone or context.jeton is None else self._turns.turn():
                result = await self._result(asked, context, only_reads)
            shown = answer(result, media_type, request_id())
            context.loaders.forget()
            self._kept.keep(asked, context, shown)
        coding = accepting.coding(request.headers.get("accept-encoding"), len(shown.body)) or coding
        if shown.coding is Coding.IDENTITY and coding is not Coding.IDENTITY:
            shown = await shown.coded(coding)
            self._kept.keep(asked, context, shown)
        return await self._sent(shown, request, asked, context, media_type)

    async def _sent(
        self, shown: Answer, request: Request, asked: Incoming, context: Context, media_type: str
    ) -> Response:
        headers = NEVER
        # What takes a dead cookie back is for one browser.
        if shown.whole and context.feed.alone and request.method == "GET" and not context.cookies:
            tag = await shown.tag(media_type)
            headers = for_everybody(tag, self._seconds)
            if has_it(request.headers.get("if-none-match"), tag):
                return not_modified(headers)
        if shown.whole and context.feed.place is not None and asked.document_id is None:
            may_be_repeated(request.scope, Repeatable(context.feed.place, context.today, asked.operation_name))
        sent = response(shown, media_type, headers)
        for cookie in context.cookies:
            sent.headers.append("set-cookie", cookie)
        return sent

    async def _result(self, asked: Incoming, context: Context, only_reads: bool) -> ExecutionResult:
        try:
            return await self._schema.execute(
                asked.query,
                variable_values=asked.variables,
                context_value=context,
                operation_name=asked.operation_name,
                allowed_operation_types=_READS if only_reads else _EVERYTHING,
            )
        except CannotGetOperationTypeError:
            raise Refusal(400, NO_OPERATION) from None
        except InvalidOperationTypeError as refused:
            if refused.operation_type is OperationType.SUBSCRIPTION:
                raise Refusal(
                    400, "Un abonnement se suit par WebSocket à cette adresse (protocole « graphql-transport-ws »)."
                ) from None
            if context.actor.lecture_seule:
                raise Refusal(403, "Une clé d'API ne fait que lire.", code="FORBIDDEN") from None
            raise Refusal(
                405, "Par GET on ne fait que lire : envoyez les mutations en POST.", {"Allow": "POST"}
            ) from None
