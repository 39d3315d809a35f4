"""What the mutations of cards answer when they succeed: the object as it is now, among its kin."""

from typing import Any

import strawberry

from api.types.action import Action
from api.types.dispositif import Dispositif
from api.types.formation import Formation
from api.types.session import Session
from catalogue.reads import drafts

CHANGED = "Quelque chose a-t-il changé ? Enregistrer à l'identique ne change rien, pas même la version."
WARNINGS = "Ce qui a été nettoyé dans les textes collés."


@strawberry.type(description="La formation est enregistrée.")
class FormationSuccess:
    """A formation was created or changed."""

    formation: Formation = strawberry.field(description="La formation comme elle est à présent.")
    changed: bool = strawberry.field(description=CHANGED)
    warnings: list[str] = strawberry.field(description=WARNINGS, default_factory=list)


@strawberry.type(description="L'action est enregistrée.")
class ActionSuccess:
    """An action was created or changed."""

    action: Action = strawberry.field(description="L'action comme elle est à présent.")
    changed: bool = strawberry.field(description=CHANGED)
    warnings: list[str] = strawberry.field(description=WARNINGS, default_factory=list)


@strawberry.type(description="La session est enregistrée.")
class SessionSuccess:
    """A session was created or changed."""

    session: Session = strawberry.field(description="La session comme elle est à présent.")
    changed: bool = strawberry.field(description=CHANGED)
    warnings: list[str] = strawberry.field(description=WARNINGS, default_factory=list)


@strawberry.type(description="Le dispositif est enregistré.")
class DispositifSuccess:
    """A dispositif was created or changed."""

    dispositif: Dispositif = strawberry.field(description="Le dispositif comme il est à présent.")
    session: Session = strawberry.field(description="Sa session.")
    changed: bool = strawberry.field(description=CHANGED)
    warnings: list[str] = strawberry.field(description=WARNINGS, default_factory=list)


@strawberry.type(description="L'objet est supprimé ; son numéro ne servira plus.")
class RemoveSuccess:
    """Something was removed."""

    numero: int = strawberry.field(description="Numéro de ce qui a été supprimé.")


async def formation_success(numero: int, changed: bool, warnings: list[str]) -> Any:
    """A formation as it is in the working copy."""
    tree: Any = (await drafts.formation_trees([numero]))[numero]
    return FormationSuccess(formation=tree, changed=changed, warnings=warnings)


async def action_success(formation: int, numero: int, changed: bool, warnings: list[str]) -> Any:
    """An action as it is in the working copy."""
    tree = (await drafts.formation_trees([formation]))[formation]
    return ActionSuccess(action=drafts.find(tree, "actions", numero), changed=changed, warnings=warnings)  # type: ignore[arg-type]


async def session_success(formation: int, numero: int, changed: bool, warnings: list[str]) -> Any:
    """A session as it is in the working copy."""
    tree = (await drafts.formation_trees([formation]))[formation]
    return SessionSuccess(session=drafts.find(tree, "sessions", numero), changed=changed, warnings=warnings)  # type: ignore[arg-type]


async def dispositif_success(formation: int, session: int, numero: int, changed: bool, warnings: list[str]) -> Any:
    """A dispositif and its session as they are in the working copy."""
    tree = (await drafts.formation_trees([formation]))[formation]
    return DispositifSuccess(
        dispositif=drafts.find(tree, "dispositifs", numero),  # type: ignore[arg-type]
        session=drafts.find(tree, "sessions", session),  # type: ignore[arg-type]
        changed=changed,
        warnings=warnings,
    )
