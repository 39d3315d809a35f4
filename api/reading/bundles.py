"""An object whose fields are pending nodes of one tree, as what a FAS code names: they are told all at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from api.reading.encoding import encoded
from api.reading.pending import Pending
from api.reading.pieces import Pieces
from api.reading.plans import Plan

BUNDLE = "sofi_bundle"
"""The attribute of classes whose fields are pending nodes of one tree, or null."""


def is_bundle(source: Any) -> bool:
    """Whether the fields of an object are pending nodes of one tree."""
    return getattr(type(source), BUNDLE, False) is True


@dataclass(frozen=True, slots=True)
class Bundle:
    """A selection over such an object: the names in the answer, in order; `plans`, the field and its plan behind those
    that are nodes; `told`, what the others say (`__typename`).
    """

    names: tuple[str, ...]
    plans: Mapping[str, tuple[str, Plan]]
    told: Mapping[str, str]

    async def answer(self, node: Callable[[str], Pending | None], today: date, kept: Pieces) -> dict[str, Any] | None:
        """The object as it is answered, from the node of each field; null when one went offline meanwhile.
        Raises Unusual.
        """
        asked = {name: (plan, found) for name, (key, plan) in self.plans.items() if (found := node(key)) is not None}
        pieces = await encoded(
            [plan for plan, _ in asked.values()], [pending for _, pending in asked.values()], today, kept
        )
        if None in pieces:
            return None
        return {**dict.fromkeys(self.names), **self.told, **dict(zip(asked, pieces, strict=True))}
