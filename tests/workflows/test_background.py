"""The loop behind the requests: it works while there is work, rests, survives a step that fails."""

import asyncio

import pytest

from workflows.background import loop


async def test_it_goes_on_after_a_failure_and_the_other_steps_never_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loop, "AFTER_ERROR", 0.01)
    calls = {"good": 0, "bad": 0}
    enough = asyncio.Event()

    async def good() -> int:
        calls["good"] += 1
        return 0

    async def bad() -> int:
        calls["bad"] += 1
        if calls["bad"] == 3:
            enough.set()
        raise LookupError("panne")

    task = asyncio.create_task(loop.run_background({"good": good, "bad": bad}, pause=0.001))
    async with asyncio.timeout(5):
        await enough.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert calls["good"] > 3


async def test_until_idle_empties_what_one_step_gives_to_another() -> None:
    first, second = [1, 2, 3], []

    async def give() -> int:
        if not first:
            return 0
        second.append(first.pop())
        return 1

    async def take() -> int:
        done = len(second)
        second.clear()
        return done

    assert await loop.run_until_idle({"take": take, "give": give}) == 6
    assert (first, second) == ([], [])
