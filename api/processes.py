"""The processes that serve: uvicorn's settings with ours, as they go to each."""

import asyncio
import gc
from collections.abc import Callable
from dataclasses import dataclass
from socket import socket
from typing import Any

import uvicorn
from starlette.types import ASGIApp
from uvicorn.config import STARTUP_FAILURE
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.supervisors import Multiprocess

from api import logs
from api.incoming import MAX_BODY
from catalogue.settings import Settings

Factory = Callable[[Settings], ASGIApp]

_COLLECT_AFTER = 50_000
"""Objects made and not freed before the garbage collector looks for cycles; Python's own 700 is met by every tree."""

_LINGER = 1.0
"""Seconds in which a process that stops still answers on a connection that waits for nothing."""

_START = 60
"""Seconds that a process has to come up when the processes are renewed, or to show that it is not stuck."""


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


@dataclass(frozen=True)
class _App:
    """Makes the application of one process."""

    factory: Factory
    settings: Settings

    def __call__(self) -> ASGIApp:
        app = logs.LoggingMiddleware(self.factory(self.settings))
        # What is loaded now stays: the collector need not look at it again, nor after every few hundred nodes of an
        # answer.
        gc.collect()
        gc.freeze()
        gc.set_threshold(_COLLECT_AFTER, 20, 50)
        return app


class Config(uvicorn.Config):
    """How one process serves."""

    def __init__(self, factory: Factory, settings: Settings) -> None:
        self.factory_of_app, self.settings = factory, settings
        super().__init__(
            _App(factory, settings),
            factory=True,
            workers=settings.workers,
            http=ImpatientProtocol,
            ws="websockets-sansio",
            ws_max_size=MAX_BODY,
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=settings.grace,
            timeout_keep_alive=30,
            timeout_worker_healthcheck=_START,
        )

    def __reduce__(self) -> tuple[Any, ...]:
        """Make it anew in a process that starts, which may run a newer version than the one that starts it."""
        return _made_again, (self.factory_of_app, self.settings.model_dump())

    def configure_logging(self) -> None:
        """What every process sets for itself, first of all."""
        logs.configure(self.settings)
        ImpatientProtocol.header_seconds = self.settings.header_seconds


def _made_again(factory: Factory, settings: dict[str, Any]) -> Config:
    return Config(factory, Settings(**settings))


def serve_here(factory: Factory, settings: Settings, bound: socket) -> bool:
    """Serve in this process until a signal; whether it came to serve."""
    server = uvicorn.Server(Config(factory, settings))
    server.run(sockets=[bound])
    return server.started


def serve_by_many(factory: Factory, settings: Settings, bound: socket) -> bool:
    """Serve in `settings.workers` processes until a signal, one that dies replaced by another; whether they came to
    serve. SIGHUP replaces them one after the other, each once its successor serves: it runs the code that is
    installed then, with the settings of the start.
    """
    supervisor = Multiprocess(Config(factory, settings), sockets=[bound])
    supervisor.run()
    return all(process.exitcode != STARTUP_FAILURE for process in supervisor.processes)
