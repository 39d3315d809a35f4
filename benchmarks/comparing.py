"""Before anything is timed: every way of serving gives the floor's answer, value by value."""

import asyncio
from typing import Any

import orjson

from benchmarks.load import ask
from benchmarks.operations import Operation
from benchmarks.serving import Served

_CHECKED = 25


async def same(servers: dict[str, Served], operations: list[Operation]) -> None:
    """Compare some answers of each operation.

    Raises:
        RuntimeError: two ways do not tell the same.
    """
    for operation in operations:
        if operation.floor is None:
            continue
        for rank in range(min(_CHECKED, len(operation.service))):
            told = await asyncio.gather(
                *(
                    ask(server.port, (operation.floor if way == "plancher" else operation.service)[rank])
                    for way, server in servers.items()
                )
            )
            first, *others = [_without_cursor(orjson.loads(body)) for body in told]
            if any(other != first for other in others):
                raise RuntimeError(
                    f"« {operation.name} », question {rank} : les réponses diffèrent. Sur un serveur, des écritures "
                    "mesurées avant ont pu changer la base depuis que le plancher en a été rempli : refaites-la."
                )


def _without_cursor(answer: Any) -> Any:
    """Cursors are each server's own."""
    for value in answer["data"].values():
        value.pop("pageInfo", None)
    return answer
