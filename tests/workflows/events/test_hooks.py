"""Python hooks: told of every event in order, isolated from each other, tried again, never twice at once."""

import asyncio
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from catalogue import clock
from catalogue.models import Canal, Evenement
from catalogue.transaction import transaction
from workflows.actor import SYSTEM
from workflows.events import hooks
from workflows.events.emitting import emit

DATA = {"code": "1-2", "intitule": "Cuisine", "siret": "1" * 14, "nature": "NOUVELLE"}


class Told:
    """Two hooks: one listens, the other fails as long as it is told to."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.tried = 0
        self.failing = True

    async def listener(self, event: dict[str, Any]) -> None:
        """Note the event."""
        self.heard.append(event["id"])

    def grumpy(self, event: dict[str, Any]) -> None:
        """Fail, in a thread."""
        self.tried += 1
        if self.failing:
            raise LookupError("pas maintenant")


@pytest.fixture
def told() -> Iterator[Told]:
    """Both hooks, registered for one test."""
    told = Told()
    for function in (told.listener, told.grumpy):
        hooks.hook(function)
    yield told
    for function in (told.listener, told.grumpy):
        hooks.unhook(function)


async def tell() -> str:
    """One event."""
    event = await transaction(lambda: emit(SYSTEM, "action.submitted", DATA))
    assert event is not None
    return event.identifiant


async def hurry() -> None:
    """Let what waits after a failure go on."""
    await transaction(lambda: Canal.all().update(prochain_le=clock.now()))


async def test_events_come_in_order_and_a_failing_hook_holds_nobody(database: Path, told: Told) -> None:
    await hooks.run_hooks()
    events = [await tell() for _ in range(3)]
    assert await hooks.run_hooks() == 3
    assert (told.heard, told.tried) == (events, 1)
    assert await hooks.run_hooks() == 0
    assert told.tried == 1
    told.failing = False
    await hurry()
    assert await hooks.run_hooks() == 3
    assert (told.heard, told.tried) == (events, 4)


async def test_an_event_that_fails_five_times_is_left_out_with_an_error_in_the_log(
    database: Path, told: Told, caplog: pytest.LogCaptureFixture
) -> None:
    await hooks.run_hooks()
    first = await tell()
    for _ in range(hooks.MAX_TRIES):
        await hurry()
        await hooks.run_hooks()
    assert told.tried == hooks.MAX_TRIES
    [line] = [record for record in caplog.records if record.levelname == "ERROR"]
    assert (line.getMessage(), line.evenement) == (  # type: ignore[attr-defined]
        "Un hook a échoué trop de fois : événement laissé.",
        first,
    )
    told.failing = False
    await tell()
    await hurry()
    await hooks.run_hooks()
    assert told.tried == hooks.MAX_TRIES + 1
    assert len(told.heard) == 2


async def test_a_hook_that_never_comes_back_holds_nobody(
    database: Path, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hooks, "SECONDS", 0.2)
    released = threading.Event()

    async def sleeper(event: dict[str, Any]) -> None:
        await asyncio.sleep(3600)

    def stuck(event: dict[str, Any]) -> None:
        released.wait(60)

    told.failing = False
    for function in (sleeper, stuck):
        hooks.hook(function)
    try:
        await hooks.run_hooks()
        events = [await tell() for _ in range(2)]
        assert await hooks.run_hooks() == 4
        assert (told.heard, told.tried) == (events, 2)
        waiting = {row.nom.rsplit(".", 1)[1]: row async for row in Canal.filter(essais=1)}
        assert sorted(waiting) == ["sleeper", "stuck"]
        assert {row.erreur for row in waiting.values()} == {"TimeoutError: "}
        released.set()
        await hurry()
        assert await hooks.run_hooks() == 2
        assert {row.nom.rsplit(".", 1)[1] async for row in Canal.filter(essais=2)} == {"sleeper"}
    finally:
        released.set()
        for function in (sleeper, stuck):
            hooks.unhook(function)


async def test_a_package_brings_its_hooks_by_an_entry_point(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package, heard = tmp_path / "portail_hooks", tmp_path / "entendu"
    package.mkdir()
    (package / "__init__.py").write_text(
        "from pathlib import Path\nfrom workflows.events.hooks import hook\n\n\n@hook\ndef ecrire(event):\n"
        f"    with Path({str(heard)!r}).open('a') as file:\n        file.write(event['id'] + chr(10))\n"
    )
    info = tmp_path / "portail_hooks-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: portail-hooks\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[sofi.hooks]\nportail = portail_hooks\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    try:
        assert hooks.load_hooks() == ["hook:portail_hooks.ecrire"]
        await hooks.run_hooks()
        event = await tell()
        assert await hooks.run_hooks() == 1
        assert heard.read_text() == f"{event}\n"
    finally:
        hooks.unhook(sys.modules["portail_hooks"].ecrire)


async def test_a_new_hook_is_told_of_what_happens_from_then_on(database: Path, told: Told) -> None:
    await tell()
    await hooks.run_hooks()
    assert told.heard == []
    later = await tell()
    await hooks.run_hooks()
    assert told.heard == [later]


async def test_two_at_once_call_a_hook_once(database: Path, told: Told) -> None:
    await hooks.run_hooks()
    events = [await tell() for _ in range(5)]
    await asyncio.gather(hooks.run_hooks(), hooks.run_hooks())
    assert told.heard == events
    assert await Evenement.all().count() == 5
