"""Writing an event down, in the caller's transaction: with the change, or not at all."""

import uuid
from collections.abc import Mapping
from typing import Any

from catalogue import clock, wakeups
from catalogue.models import Evenement
from workflows.actor import Actor
from workflows.events.kinds import KINDS


async def emit(
    actor: Actor,
    kind: str,
    donnees: Mapping[str, Any],
    *,
    organisme: int | None = None,
    action: int | None = None,
    cle: str | None = None,
) -> Evenement | None:
    """Tell that something happened; None when an event with this `cle` was told already.

    Raises:
        ValueError: an unknown kind, or data other than those of its kind: a mistake of ours.
    """
    known = KINDS.get(kind)
    if known is None or set(donnees) != set(known.donnees):
        raise ValueError(f"Événement {kind} : données {sorted(donnees)} inattendues.")
    if cle is not None and await Evenement.exists(cle=cle):
        return None
    wakeups.announce()
    return await Evenement.create(
        identifiant=f"evt_{uuid.uuid4().hex}",
        type=kind,
        version=known.version,
        cle=cle,
        organisme_id=organisme,
        action=action,
        compte_id=actor.compte,
        donnees=dict(donnees),
        le=clock.now(),
    )


def envelope(event: Evenement) -> dict[str, Any]:
    """The event as every channel sends it; `EventKind.schema` describes it."""
    return {
        "id": event.identifiant,
        "type": event.type,
        "version": event.version,
        "sequence": event.id,
        "timestamp": event.le.isoformat(),
        "data": event.donnees,
    }
