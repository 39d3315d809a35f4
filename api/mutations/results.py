"""What the mutations of cards answer when they succeed: the object as it is now, among its kin."""

from typing import Any

import strawberry

from api.types.action import Action
from api.types.dispositif import Dispositif
from api.types.formation import Formation
from api.types.session import Session
from catalogue.documents.nodes import Draft
from catalogue.reads import drafts
from workflows.errors import NotFound

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
    """A formation as it is in the working copy; raises as `_found`."""
    tree: Any = await _tree(numero, f"La formation {numero}")
    return FormationSuccess(formation=tree, changed=changed, warnings=warnings)


async def action_success(formation: int, numero: int, changed: bool, warnings: list[str]) -> Any:
    """An action as it is in the working copy; raises as `_found`."""
    what = f"L'action {numero}"
    action = _found(drafts.find(await _tree(formation, what), "actions", numero), what)
    return ActionSuccess(action=action, changed=changed, warnings=warnings)


async def session_success(formation: int, numero: int, changed: bool, warnings: list[str]) -> Any:
    """A session as it is in the working copy; raises as `_found`."""
    what = f"La session {numero}"
    session = _found(await drafts.session_alone(formation, numero), what)
    return SessionSuccess(session=session, changed=changed, warnings=warnings)


async def dispositif_success(formation: int, session: int, numero: int, changed: bool, warnings: list[str]) -> Any:
    """A dispositif and its session as they are in the working copy; raises as `_found`."""
    what = f"Le dispositif {numero}"
    above = _found(await drafts.session_alone(formation, session), what)
    return DispositifSuccess(
        dispositif=_found(drafts.find(above, "dispositifs", numero), what),
        session=above,
        changed=changed,
        warnings=warnings,
    )


async def _tree(formation: int, what: str) -> Draft:
    return _found((await drafts.formation_trees([formation])).get(formation), what)


def _found(node: Draft | None, what: str) -> Any:
    """What is still there: a replayed key may name what was removed since, and so may a colleague be faster.

    Raises:
        NotFound: it is gone.
    """
    if node is None:
        raise NotFound(f"{what} n'existe plus : il y a eu suppression depuis.")
    return node
