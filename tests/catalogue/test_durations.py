"""What was brief so far is read in the event loop; whatever may last is read in a thread."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from catalogue.durations import BRIEF, Durations
from catalogue.readers import FileReader
from tests import bases

COUNT = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) SELECT count(*) FROM n"


def test_what_is_unknown_may_last() -> None:
    durations = Durations()
    assert not durations.is_brief(("a",))
    durations.note(("a",), BRIEF / 2)
    assert durations.is_brief(("a",))
    assert not durations.is_brief(("a", "b"))


def test_what_lasted_is_not_trusted_for_a_while() -> None:
    durations = Durations()
    durations.note(("a",), 0.0001)
    durations.note(("a",), 0.05)
    runs = 0
    while not durations.is_brief(("a",)):
        durations.note(("a",), 0.0001)
        runs += 1
    assert runs == 20


def test_no_more_statements_are_known_than_there_is_room_for() -> None:
    durations = Durations()
    for number in range(10_000):
        durations.note((str(number),), 0.0)
    assert len(durations._average) <= 512


@pytest.fixture
async def reader(database: Path) -> AsyncIterator[FileReader]:
    reader = FileReader(bases.url_of(database).removeprefix("sqlite://"))
    yield reader
    await reader.close()


@pytest.mark.sqlite
async def test_a_statement_that_was_brief_and_lasts_goes_back_to_the_thread(
    reader: FileReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def count(upto: int, brief: bool | None = None) -> bool:
        """Whether it was counted in the thread."""
        handed: list[Any] = []
        submit = thread.submit

        def noted(*work: Any) -> Any:
            handed.append(work)
            return submit(*work)

        with monkeypatch.context() as patched:
            patched.setattr(thread, "submit", noted)
            assert await reader.read([(COUNT, [upto])], brief=brief) == [[(upto,)]]
        return handed != []

    await reader.read([("SELECT 1", [])], brief=True)
    thread: Any = reader._thread
    assert await count(1)
    for _ in range(3):
        assert await count(1, brief=False)
    monkeypatch.setattr("catalogue.durations.BRIEF", 0.02)  # however slow the machine is
    assert not await count(1)
    assert not await count(3_000_000)
    assert await count(1)
    assert await count(1)
