"""One connection of a client: how long it is waited for, and how it ends."""

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from api.answers import JSON, Refusal
from api.transports import InOneWrite

_LINGER = 1.0
"""Seconds in which a process that stops still answers on a connection that waits for nothing."""

_UNREADABLE = Refusal(
    400,
    "La demande ne se lit pas comme du HTTP : une adresse (64 Kio au plus) ou un en-tête est mal formé ou trop long. "
    "Envoyez ce qui est long en POST.",
)


class ImpatientProtocol(HttpToolsProtocol):
    """uvicorn's protocol, with four changes. It cuts a connection on which headers do not arrive whole, those of its
    first request or of a later one; uvicorn itself would wait for ever. It tells what is no HTTP in French. A process
    that stops does not close a connection at the moment at which a client asks something on it: for a while it answers,
    and says with the answer that it closes. It sends the head and the body of an answer together.
    """

    header_seconds: float = 10
    _leaving = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Start the clock."""
        together: Any = InOneWrite(transport, self.loop)
        super().connection_made(together)
        self._start_clock()

    def data_received(self, data: bytes) -> None:
        """Start the clock again when this begins a request and does not end its headers."""
        super().data_received(data)
        ours = self.transport.get_protocol() is self  # it may have become a WebSocket just now
        if ours and self._deadline.cancelled() and self._waits_for_nothing():
            self._start_clock()

    def _start_clock(self) -> None:
        self._deadline = self.loop.call_later(self.header_seconds, self._cut)

    def on_headers_complete(self) -> None:
        """The headers are there: stop the clock."""
        self._deadline.cancel()
        super().on_headers_complete()
        if self._leaving and self.cycle is not None:
            self.cycle.keep_alive = False

    def send_400_response(self, msg: str) -> None:
        """Refuse what the parser could not read, and close: nobody knows where the next request would begin."""
        body = _UNREADABLE.body()
        head = f"content-type: {JSON}; charset=utf-8\r\ncontent-length: {len(body)}\r\nconnection: close\r\n\r\n"
        self.transport.write(b"HTTP/1.1 400 Bad Request\r\n" + head.encode() + body)
        self.transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing to cut any more."""
        self._deadline.cancel()
        super().connection_lost(exc)

    def shutdown(self) -> None:
        """The process stops: finish what is asked, now or in a moment."""
        if self._waits_for_nothing():
            self._leaving = True
            self.loop.call_later(_LINGER, self._leave)
        else:
            super().shutdown()

    def _leave(self) -> None:
        if self._waits_for_nothing():
            self._cut()

    def _waits_for_nothing(self) -> bool:
        return self.cycle is None or self.cycle.response_complete

    def _cut(self) -> None:
        if not self.transport.is_closing():
            self.transport.close()
