"""What is said over the WebSocket: messages of `graphql-transport-ws`, refused in the words and with the codes of HTTP.

Only what is no message of the protocol ends the connection, as the protocol has it; what is wrong with one subscription
leaves the others alone.
"""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Any

from graphql import GraphQLError
from starlette.websockets import WebSocketDisconnected
from strawberry.http import exceptions as strawberry
from strawberry.subscriptions.protocols.graphql_transport_ws.handlers import BaseGraphQLTransportWSHandler, Operation
from strawberry.subscriptions.protocols.graphql_transport_ws.types import SubscribeMessage

from api import incoming
from api.answers import MAX_ERRORS, Refusal, told
from api.incoming import Incoming
from api.logs import request_id
from api.persisted import PersistedDocuments

_LONGEST_ID = 64
"""Bytes of an id. The frame that closes names it, and has room for 123 bytes."""


class LiveHandler(BaseGraphQLTransportWSHandler[Any, None]):
    """Strawberry's side of the protocol, where a subscription may name its document by its hash."""

    async def handle_message(self, message: Any) -> None:
        """Act on a message; end the connection at what is none."""
        if not isinstance(message, dict) or not _is_named(message):
            await self.handle_invalid_message("")
            return
        await super().handle_message(message)  # type: ignore[arg-type]

    async def handle_invalid_message(self, error_message: str) -> None:
        """End the connection, and say so in French, whatever was wrong."""
        reason = "Message refusé : envoyez un objet JSON du protocole graphql-transport-ws."
        await super().handle_invalid_message(reason)

    async def handle_task_exception(self, error: Exception) -> None:
        """Log a fault: that nobody listens any more is none."""
        if not isinstance(error, WebSocketDisconnected | strawberry.WebSocketDisconnected):
            await super().handle_task_exception(error)

    async def handle_subscribe(self, message: SubscribeMessage) -> None:
        """Follow what is asked, its document found, or refuse it."""
        if self.connection_acknowledged:
            try:
                asked = await self._asked(message["payload"])
            except Refusal as refusal:
                error = {"message": str(refusal), "extensions": {"code": refusal.code}}
                await self.websocket.send_json({"id": message["id"], "type": "error", "payload": [error]})
                return
            message["payload"] = {
                "query": asked.query,
                "variables": asked.variables,
                "operationName": asked.operation_name,
            }
        await super().handle_subscribe(message)

    async def _asked(self, payload: Any) -> Incoming:
        view: Any = self.view
        documents: PersistedDocuments = view.documents
        given = incoming.subscription(payload)
        most = self.max_subscriptions_per_connection
        if most is not None and len(self.operations) >= most:
            raise Refusal(
                400,
                f"Une connexion suit {most} choses au plus : terminez-en une par un message « complete », ou ouvrez "
                "une autre connexion.",
                code="LIMIT_EXCEEDED",
            )
        asked = await documents.resolve(given)
        if noting := documents.afterwards(asked, view.schema):
            await noting()
        return asked

    async def _send_result_stream(self, operation: Operation[Any, None], result_source: Any) -> None:
        async with aclosing(_in_our_words(result_source)) as results:
            await super()._send_result_stream(operation, results)


def _is_named(message: dict[str, Any]) -> bool:
    """Whether the id of a message, if it has one, can be told back."""
    identity = message.get("id", "")
    return isinstance(identity, str) and len(identity.encode()) <= _LONGEST_ID


async def _in_our_words(results: AsyncGenerator[Any, None]) -> AsyncGenerator[Any, None]:
    """The same results, with their errors as HTTP tells them: no fault shows what happened inside."""
    async for result in results:
        if result.errors:
            result.errors = [_in_ours(error) for error in result.errors[:MAX_ERRORS]]
        yield result


def _in_ours(error: GraphQLError) -> GraphQLError:
    shown = told(error, request_id())
    return GraphQLError(
        shown["message"],
        nodes=error.nodes,
        source=error.source,
        positions=error.positions,
        path=error.path,
        extensions=shown["extensions"],
    )
