"""How long statements last: one that is brief on average is not worth a change of thread, which takes as long."""

BRIEF = 0.001
"""Seconds that statements may hold the event loop, on average."""
_WEIGHT = 0.05
"""Of the latest duration in the average: one of 50 ms sends the next twenty to the thread."""
_STATEMENTS = 512

Texts = tuple[str, ...]


class Durations:
    """The average that statements lasted of late, by their texts: what they ask for may be more the next time."""

    def __init__(self) -> None:
        self._average: dict[Texts, float] = {}

    def is_brief(self, texts: Texts) -> bool:
        """Whether statements are known, and were brief of late."""
        return self._average.get(texts, BRIEF) < BRIEF

    def note(self, texts: Texts, seconds: float) -> None:
        """Statements have lasted so long."""
        before = self._average.get(texts)
        if before is None and len(self._average) >= _STATEMENTS:
            self._average.clear()
        self._average[texts] = seconds if before is None else before + _WEIGHT * (seconds - before)
