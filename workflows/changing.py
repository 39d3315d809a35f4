"""How an object with a version is changed: only as it was read, only if something changes (R19), with a line of
history.
"""

from collections.abc import Mapping
from typing import Any

from tortoise.models import Model

from catalogue import clock
from catalogue.models import Dispositif, Session
from workflows import history
from workflows.actor import Actor
from workflows.errors import StaleVersion


async def change(
    actor: Actor,
    row: Model,
    expected: int,
    values: Mapping[str, Any],
    *,
    organisme: int | None,
    verbe: str = "modifier",
    beside: Mapping[str, tuple[Any, Any]] | None = None,
) -> bool:
    """Write the columns that differ and raise the version by one; False when none does and nothing was written.

    `beside` names what of the object the caller changes in other tables, before and after: it counts as a difference
    and stands in the same line of history.

    The guarded UPDATE is the lock: of two callers who read the same version one is refused, on every engine.

    Raises:
        StaleVersion: the row is not at the expected version any more; carries who changed what since.
    """
    model, name = type(row), type(row).__name__
    current: int = row.version  # type: ignore[attr-defined]
    if current != expected:
        raise StaleVersion(current, await history.changes_since(name, row.pk, expected))
    before = {column: getattr(row, column) for column in values}
    changed = {column: value for column, value in values.items() if before[column] != value}
    others = {part: pair for part, pair in (beside or {}).items() if pair[0] != pair[1]}
    if not changed and not others:
        return False
    stamp = {"modifie_le": clock.now()} if "modifie_le" in model._meta.db_fields else {}
    if not await model.filter(pk=row.pk, version=expected).update(**changed, **stamp, version=expected + 1):
        fresh = await model.get(pk=row.pk)
        now: int = fresh.version  # type: ignore[attr-defined]
        raise StaleVersion(now, await history.changes_since(name, row.pk, expected))
    for column, value in changed.items():
        setattr(row, column, value)
    row.version = expected + 1
    await history.record(
        actor,
        verbe,
        name,
        row.pk,
        avant={column: before[column] for column in changed} | {part: pair[0] for part, pair in others.items()},
        apres=changed | {part: pair[1] for part, pair in others.items()},
        version=expected + 1,
        organisme=organisme,
        action=_action_of(row),
    )
    return True


def _action_of(row: Model) -> int | None:
    """The action that a session or a dispositif, its session fetched with it, is part of."""
    numero: int | None = None
    if isinstance(row, Session):
        numero = row.action_id
    elif isinstance(row, Dispositif):
        numero = row.session.action_id
    return numero
