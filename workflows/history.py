"""Every change leaves a line: who, when, on whose behalf, before, after. Part of the caller's transaction."""

import datetime
import enum
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from catalogue.models import Historique
from catalogue.vocabulary.champs import libelle_champ
from workflows.actor import Actor


async def record(
    actor: Actor,
    verbe: str,
    objet: str,
    cle: int | str,
    *,
    avant: Mapping[str, Any] | None = None,
    apres: Mapping[str, Any] | None = None,
    version: int | None = None,
    organisme: int | None = None,
    action: int | None = None,
) -> None:
    """Write the line of one change of one object; `avant` and `apres` hold only the fields that changed. `action` is
    given for what is below one.
    """
    await Historique.create(
        objet=objet,
        cle=str(cle),
        verbe=verbe,
        version=version,
        avant=_plain(avant or {}),
        apres=_plain(apres or {}),
        compte_id=actor.compte,
        organisme_id=organisme,
        action=int(cle) if objet == "Action" else action,
    )


async def changes_since(objet: str, cle: int | str, version: int) -> list[str]:
    """Who changed what after a version, in French, the latest first, five at most: what `StaleVersion` carries."""
    rows = (
        await Historique.filter(objet=objet, cle=str(cle), version__gt=version)
        .select_related("compte")
        .order_by("-id")
        .limit(5)
    )
    return [
        f"{row.compte.nom if row.compte else 'le système'} a changé {_fields(row.apres) or 'l’état'} "
        f"(version {row.version})"
        for row in rows
    ]


def _fields(changed: Mapping[str, Any]) -> str:
    """The fields in the words of their card, each once."""
    return ", ".join(dict.fromkeys(f"« {libelle_champ(champ)} »" for champ in sorted(changed)))


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _json(value) for name, value in values.items()}


def _json(value: Any) -> Any:
    """A value as JSON keeps it without loss."""
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, datetime.date | datetime.datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, list | tuple):
        return [_json(item) for item in value]
    if isinstance(value, Mapping):
        return _plain(value)
    return value
