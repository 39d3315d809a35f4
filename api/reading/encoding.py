"""The encoded parts of nodes: those that are kept, and those that are read and encoded now."""

from collections.abc import Sequence
from datetime import date

import orjson

from api.reading.pending import Pending, read
from api.reading.pieces import PieceKey, Pieces, State
from api.reading.plans import Plan
from catalogue.pace import Pace
from catalogue.reads.published import Tree

_TURN = 0.02
"""Seconds of encoding after which others get their turn."""


async def encoded(
    plans: Sequence[Plan], pendings: Sequence[Pending], today: date, kept: Pieces
) -> list[orjson.Fragment | None]:
    """The encoded parts of nodes of one kind, or of one tree, each by its plan; null for what went offline meanwhile.
    Raises Unusual.
    """
    pieces = [_known(plan, pending, today, kept) for plan, pending in zip(plans, pendings, strict=True)]
    missing = [place for place, piece in enumerate(pieces) if piece is None]
    if missing:
        found = await read([pendings[place] for place in missing], whole=any(plan.whole for plan in plans))
        pace = Pace(_TURN)
        for place, (sequence, document) in zip(missing, found, strict=True):
            if document is None:
                continue
            plan = plans[place]
            # A tree is joined here, so that the others get their turn between two of them.
            whole = document.document if isinstance(document, Tree) else document
            piece = pieces[place] = plan.encode(whole, today)
            if kept.size:
                kept.keep(_key(plan, pendings[place]), _state(plan, sequence, today), piece)
            await pace.step()
    return [None if piece is None else orjson.Fragment(piece) for piece in pieces]


def _known(plan: Plan, pending: Pending, today: date, kept: Pieces) -> bytes | None:
    """What can be told of a node without reading it: its number, or a part that is kept."""
    if plan.numbered:
        return plan.encode(pending.brief, today)
    return kept.get(_key(plan, pending), _state(plan, pending.sequence, today)) if kept.size else None


def _state(plan: Plan, sequence: int, today: date) -> State:
    return State(sequence, today if plan.daily else None)


def _key(plan: Plan, pending: Pending) -> PieceKey:
    return PieceKey(plan.serial, pending.kind, pending.numero)
