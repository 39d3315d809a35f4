"""The head of an answer goes out with its body: one call of the system and mostly one packet, uvicorn makes two."""

import asyncio
from typing import Any

_HEAD = b"HTTP/"


class InOneWrite:
    """A connection's transport that holds the head of an answer until its body comes, or until the event loop has had
    its turn: an answer that comes bit by bit does not keep its head for itself.

    Everything but writing is the transport's own.
    """

    __slots__ = ("_held", "_loop", "_transport")

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self._transport = transport
        self._loop = loop
        self._held = b""

    def write(self, data: bytes) -> None:
        """Send after what is held, or hold."""
        if self._held:
            held, self._held = self._held, b""
            self._transport.writelines((held, data))
        elif data.startswith(_HEAD):
            self._held = data
            self._loop.call_soon(self._let_go)
        else:
            self._transport.write(data)

    def close(self) -> None:
        """Send what is held, then close."""
        self._let_go()
        self._transport.close()

    def _let_go(self) -> None:
        held, self._held = self._held, b""
        if held and not self._transport.is_closing():  # nobody waits for it otherwise
            self._transport.write(held)

    def __getattr__(self, name: str) -> Any:
        """What else a transport does."""
        return getattr(self._transport, name)
