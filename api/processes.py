"""The processes that serve: uvicorn's settings with ours, as they go to each."""

import gc
from collections.abc import Callable
from dataclasses import dataclass
from socket import socket
from typing import Any

import uvicorn
from starlette.types import ASGIApp
from uvicorn.config import STARTUP_FAILURE

from api import logs
from api.connections import ImpatientProtocol
from api.heap import keep_memory_flat
from api.incoming import MAX_BODY
from api.workers import Workers
from catalogue.settings import Settings

Factory = Callable[[Settings], ASGIApp]

_COLLECT_AFTER = 50_000
"""Objects made and not freed before the garbage collector looks for cycles; Python's own 700 is met by every tree."""

_START = 60
"""Seconds that a process has to come up when the processes are renewed, or to show that it is not stuck."""


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
        keep_memory_flat()  # here: in a process that was started for this, uvicorn's first thread comes next
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


def serve_here(factory: Factory, settings: Settings, sockets: list[socket]) -> bool:
    """Serve in this process until a signal; whether it came to serve."""
    server = uvicorn.Server(Config(factory, settings))
    server.run(sockets=sockets)
    return server.started


def serve_by_many(factory: Factory, settings: Settings, sockets: list[socket]) -> bool:
    """Serve in `settings.workers` processes until a signal, one that dies replaced by another; whether they came to
    serve. SIGHUP replaces them one after the other, each once its successor serves: it runs the code that is
    installed then, with the settings of the start.
    """
    supervisor = Workers(Config(factory, settings), sockets)
    supervisor.run()
    return all(process.exitcode != STARTUP_FAILURE for process in supervisor.processes)
