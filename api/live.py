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

from api import incoming
from api.answers import Refusal
from api.authentication import caller_of, identify
from api.execution import SofiSchema
from api.live_messages import LiveHandler
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


class LiveGraphQL(GraphQL[LiveContext, None]):
    """Strawberry's WebSocket application with our idea of who may connect and of what may be asked."""

    graphql_transport_ws_handler_class = LiveHandler
    documents: PersistedDocuments

    def decode_json(self, data: str | bytes) -> Any:
        """What a message says; nothing, when it is not to be read: the handler refuses that."""
        try:
            return incoming.decode(data.encode() if isinstance(data, str) else data, "Le message")
        except Refusal:
            return None

    async def get_context(self, request: Request | WebSocket, response: Response | WebSocket) -> LiveContext:
        """A fresh context."""
        today = clock.today()
        return LiveContext(request=request, today=today, loaders=Loaders(today))

    async def on_ws_connect(self, context: LiveContext) -> Any:
        """Learn who connects: `{"authorization": "Bearer …"}`, else the header or the cookie of the request."""
        given = context.connection_params.get("authorization")
        try:
            caller = await caller_of(str(given)) if given is not None else await identify(context.request)
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
