"""How large a reference set is (volumes of a region such as the Pays de la Loire)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Size:
    """How many bodies, in how many départements; `drafts`: with what is not, or no longer, online; `former`: revisions
    of each action online besides the one that is shown.
    """

    name: str
    bodies: int
    departements: int
    drafts: bool = False
    former: int = 0


SIZES = {
    size.name: size
    for size in (
        Size("essai", 48, 2, drafts=True, former=1),
        Size("region", 3_200, 5, drafts=True, former=11),
        Size("publie", 3_200, 5),
        Size("pays", 32_000, 50),
    )
}
"""« essai » to try the programs; « region » has 20,000 formations, 90,000 actions (12,000 online), 145,000 sessions,
200,000 dispositifs, 150,000 revisions; « publie » only what of it is online; « pays » ten times that.
"""
FORMATIONS, MANY_FORMATIONS = 4, 40
"""Of a body, and of one body in sixteen."""
ONLINE = 5
"""One formation in five is online,"""
ACTIONS_ONLINE = 3
"""with three of its actions."""
