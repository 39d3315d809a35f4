"""Actions: added, changed, removed (procedure p. 8)."""

from typing import Any

from catalogue.models import Action, Session
from workflows import checks, drafting, history
from workflows.actor import Actor
from workflows.changing import change
from workflows.dossiers.dossier import check_state
from workflows.dossiers.libre import after_change, check_change
from workflows.dossiers.transitions import CREER, SUPPRIMER
from workflows.entry.access import action_of, formation_of
from workflows.entry.links import check_links
from workflows.errors import InUse, StaleVersion
from workflows.policies import Verb
from workflows.replay import once
from workflows.values import ActionValues


async def add_action(actor: Actor, formation: int, values: ActionValues, *, key: str | None = None) -> int:
    """An action under a formation; its number.

    Raises:
        InvalidValues, NotFound, Forbidden, KeyReused.
    """
    parent = await formation_of(actor, formation, Verb.SAISIR)

    async def create() -> int:
        await check_links(parent.organisme_id, {**values})
        action = await drafting.add_action(formation, values)
        await history.record(
            actor, CREER.nom, "Action", action.numero, apres=values, version=1, organisme=parent.organisme_id
        )
        return action.numero

    return int(await once(actor, "addAction", key, [formation, values], create))


async def update_action(actor: Actor, numero: int, expected: int, values: ActionValues) -> tuple[bool, int]:
    """Change an action; whether anything differed, and its formation.

    Raises:
        InvalidValues, NotFound, Forbidden, Gone, StaleVersion, TransitionRefused.
        LockedField: another site for a published action (B6.3).
    """
    action = await action_of(actor, numero, Verb.SAISIR, libre=True)
    checks.check_action(values)
    await check_links(action.formation.organisme_id, {**values})
    columns = drafting.action_columns(values)
    touched = await check_change(actor, action, action, expected, columns)
    changed = await change(actor, action, expected, columns, organisme=action.formation.organisme_id)
    if changed:
        await after_change(actor, action, action, touched)
    return changed, action.formation_id


async def remove_action(actor: Actor, numero: int, expected: int) -> None:
    """Remove an action that was never submitted and has no session.

    Raises:
        TransitionRefused: it is, or was, published or submitted: it is withdrawn or archived then, not removed.
        InUse: it has sessions, an older submission, or comes from a file.
        NotFound, Forbidden, Gone, StaleVersion.
    """
    action = await action_of(actor, numero, SUPPRIMER.verbe, libre=True)
    if action.version != expected:
        raise StaleVersion(action.version, await history.changes_since("Action", numero, expected))
    check_state(action, SUPPRIMER)
    usages: list[Any] = [
        f"session {session}"
        for session in await Session.filter(action_id=numero).order_by("numero").values_list("numero", flat=True)
    ]
    if await action.revisions.all().exists():  # type: ignore[attr-defined]
        usages.append("une version soumise : l'action garde son dossier, le Carif-Oref peut l'archiver")
    if await action.provenances.all().exists():  # type: ignore[attr-defined]
        usages.append("un fichier importé")
    if usages:
        raise InUse(f"L'action {numero}", usages)
    await Action.filter(numero=numero).delete()
    await history.record(actor, SUPPRIMER.nom, "Action", numero, organisme=action.formation.organisme_id)
