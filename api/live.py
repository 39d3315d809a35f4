"""The WebSocket at `/graphql`: subscriptions over `graphql-transport-ws`, by those who say who they are in the first
message, `{"authorization": "Bearer …"}`, or in the header or the cookie of the request.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from starlette.requests import HTTPConnection, Request
from starlette.responses import Response
from starlette.websockets import WebSocket
from strawberry.asgi import GraphQL
from strawberry.exceptions import ConnectionRejectionError
from strawberry.subscriptions import GRAPHQL_TRANSPORT_WS_PROTOCOL
from strawberry.subscriptions.protocols.graphql_transport_ws.handlers import BaseGraphQLTransportWSHandler
from strawberry.subscriptions.protocols.graphql_transport_ws.types import SubscribeMessage

from api import incoming
from api.answers import Refusal
from api.authentication import caller_of, identify
from api.execution import SofiSchema
from api.loaders import Loaders
from api.persisted import PersistedDocuments
from catalogue import clock
from workflows.actor import ANONYMOUS, Actor

MAX_SUBSCRIPTIONS = 20
"""Of one connection."""


@dataclass
class LiveContext:
    """What a connection carries: as `Context`, but who asks is known only after the first message."""

    request: HTTPConnection
    today: date
    loaders: Loaders
    actor: Actor = ANONYMOUS
    jeton: int | None = None
    cookies: list[str] = field(default_factory=list)
    connection_params: dict[str, Any] = field(default_factory=dict)
    live: bool = True


class LiveHandler(BaseGraphQLTransportWSHandler[LiveContext, None]):
    """Strawberry's side of the protocol, where a subscription may name its document by its hash."""

    async def handle_subscribe(self, message: SubscribeMessage) -> None:
        """Put the text of the document where the protocol has it, or refuse what may not be run."""
        payload: Any = message["payload"]
        if self.connection_acknowledged and isinstance(payload, dict):
            try:
                await self._find_document(payload)
            except Refusal as refusal:
                error = {"message": str(refusal), "extensions": {"code": refusal.code}}
                await self.websocket.send_json({"id": message["id"], "type": "error", "payload": [error]})
                return
        await super().handle_subscribe(message)

    async def _find_document(self, payload: dict[str, Any]) -> None:
        view: Any = self.view
        documents: PersistedDocuments = view.documents
        given = incoming.subscription(payload)
        if given is not None:
            asked = await documents.resolve(given)
            payload["query"] = asked.query
            if noting := documents.afterwards(asked, view.schema):
                await noting()


class LiveGraphQL(GraphQL[LiveContext, None]):
    """Strawberry's WebSocket application with our idea of who may connect, and of what may be asked."""

    graphql_transport_ws_handler_class = LiveHandler
    documents: PersistedDocuments

    async def get_context(self, request: Request | WebSocket, response: Response | WebSocket) -> LiveContext:
        """A fresh context."""
        today = clock.today()
        return LiveContext(request=request, today=today, loaders=Loaders(today))

    async def on_ws_connect(self, context: LiveContext) -> Any:
        """Learn who connects: `{"authorization": "Bearer …"}`, else the header or the cookie of the request."""
        given = context.connection_params.get("authorization")
        try:
            caller = await caller_of(given) if isinstance(given, str) else await identify(context.request)
        except Refusal as refusal:
            raise ConnectionRejectionError({"message": str(refusal)}) from None
        context.actor, context.jeton = caller.actor, caller.jeton
        return await super().on_ws_connect(context)


def live(schema: SofiSchema, documents: PersistedDocuments) -> LiveGraphQL:
    """The WebSocket application."""
    application = LiveGraphQL(
        schema,
        graphql_ide=None,
        subscription_protocols=[GRAPHQL_TRANSPORT_WS_PROTOCOL],
        connection_init_wait_timeout=timedelta(seconds=10),
        max_subscriptions_per_connection=MAX_SUBSCRIPTIONS,
    )
    application.documents = documents
    return application
