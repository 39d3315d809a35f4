"""How far the feed of what is online has come."""

from catalogue import sql

_LAST = "SELECT valeur FROM compteur WHERE nom = 'publication'"
_known: tuple[object, int] | None = None


async def last_place() -> int:
    """The place that was given last. Whatever changes in what is online (a publication, a withdrawal, a card of the
    directory) takes one in its own transaction: as long as this is the same, so is all that is online. One statement;
    none while nothing at all was committed to a file since the last one.
    """
    global _known
    # Taken before the place is read: what is committed in between gives another.
    state = sql.state()
    if state is not None and _known is not None and _known[0] == state:
        return _known[1]
    found = await sql.rows(_LAST, brief=True)
    place = int(found[0][0]) if found else 0
    _known = None if state is None else (state, place)
    return place
