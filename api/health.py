"""Is the process alive, is it ready: what a supervisor asks."""

import asyncio
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

LIMIT = 2
"""Seconds that the readiness check may take."""

_HEADERS = {"Cache-Control": "no-store"}


def routes(check: Callable[[], Awaitable[list[str]]]) -> list[Route]:
    """`/health/live` (no database) and `/health/ready` (503 with the problems that `check` tells)."""

    async def live(_request: Request) -> Response:
        return JSONResponse({"etat": "vivant"}, headers=_HEADERS)

    async def ready(_request: Request) -> Response:
        try:
            async with asyncio.timeout(LIMIT):
                problems = await check()
        except TimeoutError:
            problems = [f"La base n'a pas répondu en {LIMIT} secondes."]
        except Exception as error:
            problems = [f"La base ne répond pas : {type(error).__name__}."]
        return JSONResponse(
            {"etat": "indisponible" if problems else "pret", "problemes": problems},
            status_code=503 if problems else 200,
            headers=_HEADERS,
        )

    return [Route("/health/live", live), Route("/health/ready", ready)]
