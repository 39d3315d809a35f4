"""A real client of `graphql-transport-ws`."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import websockets


class Socket:
    """A connection whose first message was accepted."""

    def __init__(self, socket: websockets.ClientConnection) -> None:
        self._socket = socket
        self._next = 0

    async def follow(self, query: str, **variables: Any) -> str:
        """Subscribe; the id of the subscription."""
        self._next += 1
        await self.send(type="subscribe", id=str(self._next), payload={"query": query, "variables": variables})
        return str(self._next)

    async def send(self, **message: Any) -> None:
        """Send one message of the protocol."""
        await self._socket.send(json.dumps(message))

    async def told(self) -> Any:
        """The next message."""
        return json.loads(await asyncio.wait_for(self._socket.recv(), 20))

    async def silent(self, seconds: float = 2.5) -> bool:
        """Whether nothing is said for a while."""
        try:
            await asyncio.wait_for(self._socket.recv(), seconds)
        except TimeoutError:
            return True
        return False


@asynccontextmanager
async def connected(url: str, token: str | None = None, **headers: str) -> AsyncIterator[Socket]:
    """A connection to a served process, of who has the token."""
    address = url.replace("http://", "ws://")
    protocol = websockets.Subprotocol("graphql-transport-ws")
    async with websockets.connect(address, subprotocols=[protocol], additional_headers=headers) as socket:
        payload = {"authorization": f"Bearer {token}"} if token else {}
        await socket.send(json.dumps({"type": "connection_init", "payload": payload}))
        said = json.loads(await asyncio.wait_for(socket.recv(), 10))
        assert said == {"type": "connection_ack"}
        yield Socket(socket)
