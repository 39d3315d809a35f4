"""What is logged, and how: one line a request, for people or in JSON, each with the request's id."""

import logging
import random
import re
import time
from contextvars import ContextVar
from typing import Any

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from catalogue.settings import LogFormat, Settings

_SAFE_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_request_id: ContextVar[str] = ContextVar("sofi_request_id", default="-")
_operation: ContextVar[list[str | None] | None] = ContextVar("sofi_operation", default=None)

log = logging.getLogger("sofi.http")


def request_id() -> str:
    """The id of the request at hand, `-` outside of one."""
    return _request_id.get()


def note_operation(name: str | None) -> None:
    """Tell the request's line which operation was asked."""
    noted = _operation.get()
    if noted is not None:
        noted[0] = name[:80] if name else None


def configure(settings: Settings) -> None:
    """Send every logger of the process through one formatter."""
    shared: list[Any] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.ExtraAdder(),
        _tidy,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    last: Any = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if settings.log_format is LogFormat.JSON
        else structlog.dev.ConsoleRenderer(colors=False)
    )
    handler = logging.StreamHandler()
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, last],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(settings.log_level.value.upper())
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        logging.getLogger(name).handlers = []
        logging.getLogger(name).propagate = name != "uvicorn.access"
    # Every statement at DEBUG is for tests and for those who ask for it by name.
    logging.getLogger("tortoise").setLevel(logging.INFO)
    logging.getLogger("aiosqlite").setLevel(logging.INFO)


def _tidy(_logger: Any, _method: str, event: dict[str, Any]) -> dict[str, Any]:
    """Add the request's id; uvicorn's coloured twin of its message goes."""
    event.pop("color_message", None)
    identity = request_id()
    if identity != "-":
        event["request_id"] = identity
    return event


class LoggingMiddleware:
    """Gives each request an id (its own `X-Request-Id` when that is safe), sends it back, and writes its line."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one request on and note what became of it."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        given = next((value for name, value in scope["headers"] if name == b"x-request-id"), b"").decode("latin-1")
        identity = given if _SAFE_ID.fullmatch(given) else f"{random.getrandbits(128):032x}"
        noted: list[str | None] = [None]
        _request_id.set(identity)
        if scope["type"] == "websocket":
            # What goes wrong while one follows is told, and logged, under this id.
            await self._app(scope, receive, send)
            return
        _operation.set(noted)
        start = time.perf_counter()
        sent = {"status": 500, "bytes": 0}

        async def send_noting(message: Message) -> None:
            if message["type"] == "http.response.start":
                sent["status"] = message["status"]
                message = {**message, "headers": [*message["headers"], (b"x-request-id", identity.encode())]}
            elif message["type"] == "http.response.body":
                sent["bytes"] += len(message.get("body", b""))
            await send(message)

        try:
            await self._app(scope, receive, send_noting)
        finally:
            if log.isEnabledFor(logging.INFO):
                log.info(
                    "%s %s",
                    scope["method"],
                    scope["path"],
                    extra={**sent, "ms": round((time.perf_counter() - start) * 1000, 1), "operation": noted[0]},
                )
