"""One connection of a client: how long it is waited for, and how it ends."""

import asyncio

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

_LINGER = 1.0
"""Seconds in which a process that stops still answers on a connection that waits for nothing."""


class ImpatientProtocol(HttpToolsProtocol):
    """uvicorn's protocol, with two changes. It cuts a connection whose headers do not arrive; uvicorn itself would wait
    for ever. A process that stops does not close a connection at the moment at which a client asks something on it: for
    a while it answers, and says with the answer that it closes.
    """

    header_seconds: float = 10
    _leaving = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Start the clock."""
        super().connection_made(transport)
        self._deadline = self.loop.call_later(self.header_seconds, self._cut)

    def on_headers_complete(self) -> None:
        """The headers are there: stop the clock."""
        self._deadline.cancel()
        super().on_headers_complete()
        if self._leaving and self.cycle is not None:
            self.cycle.keep_alive = False

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
