"""A node of an offer as the GraphQL types read it: a plain dict that says where it came from."""

from typing import Any, Optional

LEVELS = ("actions", "sessions", "dispositifs")
"""The names under which a node holds those of the level below."""


class Stored(dict[str, Any]):
    """A node that came out of a stored document, with everything below it. Never changed. The read path goes fast where
    it meets one.
    """


class Draft(dict[str, Any]):
    """A node as it is being entered, or as it was submitted, reached from the one above (`up`; none above a formation).

    What it holds are plain dicts, which become such nodes as they are reached: nothing leads from above to a node that
    leads up, so that a tree goes when its answer is made, and not when the garbage collector comes by.
    """

    __slots__ = ("up",)

    def __init__(self, node: dict[str, Any], up: Optional["Draft"] = None) -> None:
        super().__init__(node)
        self.up = up


def value_of(node: dict[str, Any], key: str) -> Any:
    """A value out of a node; nodes below it come from where it does."""
    value = node[key]
    if type(node) is Stored:
        if type(value) is dict:
            return Stored(value)
        if type(value) is list and value and type(value[0]) is dict:
            return [Stored(item) for item in value]
    elif type(node) is Draft and key in LEVELS:
        return [Draft(item, node) for item in value]
    return value
