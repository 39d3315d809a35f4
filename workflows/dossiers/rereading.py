"""What the fast lane approved and chance chose is read by a person afterwards (B6.4)."""

from catalogue.models import Action, Depot
from workflows import history, policies
from workflows.actor import Actor
from workflows.errors import NotFound
from workflows.policies import Verb


async def confirm_reading(actor: Actor, numero: int) -> None:
    """Note that a person has read what was approved automatically; whoever finds it wrong suspends the action besides.

    Raises:
        NotFound: no such action, or nothing of it waits to be read.
        Forbidden: not for this actor.
    """
    what = f"L'action {numero}"
    action = await Action.get_or_none(numero=numero).select_related("formation")
    if action is None:
        raise NotFound(f"{what} n'existe pas.")
    policies.require(actor, Verb.EXAMINER, action.formation.organisme_id, what=what)
    if not await Depot.filter(action_id=numero, relecture=True).update(relecture=False):
        raise NotFound(f"{what} n'attend pas de relecture : la liste est dans `desk {{ relectures }}`.")
    await history.record(
        actor, "relire", "Action", numero, version=action.version, organisme=action.formation.organisme_id
    )
