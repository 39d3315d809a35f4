"""Work with a deadline: begun at once, cancelled when it waits too long."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from api.deadline import within

LONG = 60


async def waits(seconds: float, noted: list[str]) -> str:
    """Work that waits twice."""
    try:
        await asyncio.sleep(0)
        await asyncio.sleep(seconds)
        noted.append("fini")
        return "valeur"
    except asyncio.CancelledError:
        noted.append("annulé")
        raise


async def ready() -> str:
    """Work that need not wait."""
    return "valeur"


async def fails(*, late: bool) -> None:
    """Work that goes wrong."""
    if late:
        await asyncio.sleep(0)
    raise ValueError("faux")


@pytest.fixture
def timers(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The deadlines that are set."""
    found: list[float] = []
    timeout: Callable[..., Any] = asyncio.timeout

    def noted(seconds: float) -> Any:
        found.append(seconds)
        return timeout(seconds)

    monkeypatch.setattr(asyncio, "timeout", noted)
    return found


async def test_what_is_ready_has_no_timer(timers: list[float]) -> None:
    assert await within(LONG, ready()) == "valeur"
    assert timers == []


async def test_what_waits_has_one_and_gives_its_value(timers: list[float]) -> None:
    noted: list[str] = []
    assert await within(LONG, waits(0.01, noted)) == "valeur"
    assert (noted, timers) == (["fini"], [LONG])


async def test_what_waits_too_long_is_cancelled() -> None:
    noted: list[str] = []
    with pytest.raises(TimeoutError):
        await within(0.02, waits(LONG, noted))
    assert noted == ["annulé"]


@pytest.mark.parametrize("late", [False, True])
async def test_an_error_comes_through(late: bool) -> None:
    with pytest.raises(ValueError, match="faux"):
        await within(LONG, fails(late=late))


@pytest.mark.parametrize("turns", [1, 5])
async def test_a_cancellation_from_outside_reaches_the_work(turns: int) -> None:
    noted: list[str] = []
    task = asyncio.create_task(within(LONG, waits(LONG, noted)))
    for _ in range(turns):
        await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait([task])
    assert task.cancelled()
    assert noted == ["annulé"]
