"""A dossier found for a transition, and moved by it: the one way in and the one way on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tortoise.expressions import F

from catalogue import clock
from catalogue.documents.identity import code_fas
from catalogue.models import Action, Depot, Formation, Revision
from workflows import history, policies
from workflows.actor import Actor
from workflows.dossiers.transitions import Transition
from workflows.errors import NotFound, StaleRevision, StaleVersion, TransitionRefused
from workflows.events.emitting import emit


@dataclass(slots=True)
class Dossier:
    """An action with its formation (body and certification fetched with it), and its open submission if there is one,
    the submitted revision fetched with it.
    """

    action: Action
    depot: Depot | None

    @property
    def numero(self) -> int:
        """Number of the action."""
        return self.action.numero

    @property
    def formation(self) -> Formation:
        """The formation."""
        return self.action.formation

    @property
    def organisme(self) -> int:
        """Number of the body."""
        return self.action.formation.organisme_id

    @property
    def open_depot(self) -> Depot:
        """The submission that is being examined: there is one in the states SOUMISE and EN_ATTENTE_DE_REPONSES."""
        if self.depot is None:
            raise RuntimeError(f"L'action {self.numero} est {self.action.dossier.value} sans dépôt ouvert.")
        return self.depot


async def find(actor: Actor, numero: int, transition: Transition, expected: int | None = None) -> Dossier:
    """The dossier of an action, from which the actor may start this transition. Two statements.

    Raises:
        NotFound: no such action, or none that the actor may know of.
        Forbidden: not for this actor.
        TransitionRefused: not from the states that it is in.
        StaleVersion: the action is not at the expected version any more.
    """
    what = f"L'action {numero}"
    action = await Action.get_or_none(numero=numero).select_related("formation__organisme", "formation__certification")
    if action is None:
        raise NotFound(f"{what} n'existe pas.")
    policies.require(actor, transition.verbe, action.formation.organisme_id, what=what)
    check_state(action, transition)
    if expected is not None and action.version != expected:
        raise StaleVersion(action.version, await history.changes_since("Action", numero, expected))
    depot = await Depot.get_or_none(action_id=numero, decision=None).select_related("revision", "assigne")
    return Dossier(action, depot)


def check_state(action: Action, transition: Transition) -> None:
    """Refuse a transition from other states than its own.

    Raises:
        TransitionRefused: names the states and what to do.
    """
    if not transition.allows(action.dossier, action.diffusion):
        raise refused(action, transition, transition.conseil)


def refused(action: Action, transition: Transition, conseil: str) -> TransitionRefused:
    """The refusal of a transition, with what to do."""
    gap = "" if transition.geste.endswith("'") else " "
    return TransitionRefused(
        f"On ne peut pas {transition.geste}{gap}une action « {action.dossier.libelle} » et "
        f"« {action.diffusion.libelle} ». {conseil}",
        action.dossier,
        action.diffusion,
    )


def check_revision(dossier: Dossier, expected: int) -> Revision:
    """The submitted revision, when it is the one that was read.

    Raises:
        StaleRevision: another one is submitted meanwhile.
    """
    revision = dossier.open_depot.revision
    if revision.rang != expected:
        raise StaleRevision(revision.rang)
    return revision


async def move(
    actor: Actor,
    dossier: Dossier,
    transition: Transition,
    *,
    diffusion: Any = None,
    apres: Mapping[str, Any] | None = None,
    donnees: Mapping[str, Mapping[str, Any]] | None = None,
) -> None:
    """Carry a transition out: the guarded UPDATE, the line of history, the events, all or nothing.

    `diffusion` overrides where the table leaves it open; `apres` is told in the history besides the states, `donnees`
    in the events, by kind.

    Raises:
        TransitionRefused: somebody else moved it at the same time.
    """
    action = dossier.action
    values: dict[str, Any] = {}
    if transition.vers is not None:
        values["dossier"] = transition.vers
    if diffusion is not None or transition.diffusion is not None:
        values["diffusion"] = diffusion or transition.diffusion
    before = {name: getattr(action, name) for name in values}
    moved = await Action.filter(
        numero=action.numero, version=action.version, dossier=action.dossier, diffusion=action.diffusion
    ).update(**values, version=F("version") + 1, modifie_le=clock.now())
    if not moved:
        raise refused(action, transition, "Quelqu'un d'autre vient de la changer : relisez-la.")
    action.version += 1
    for name, value in values.items():
        setattr(action, name, value)
    await history.record(
        actor,
        transition.nom,
        "Action",
        action.numero,
        avant=before,
        apres={**values, **(apres or {})},
        version=action.version,
        organisme=dossier.organisme,
    )
    await tell(actor, dossier, transition, donnees or {})


async def tell(
    actor: Actor, dossier: Dossier, transition: Transition, donnees: Mapping[str, Mapping[str, Any]]
) -> None:
    """Write the events of a transition, each with what all events of actions say."""
    formation = dossier.formation
    certification = formation.certification
    common = {
        "code": code_fas(formation.numero, dossier.numero),
        "intitule": formation.intitule or (certification.intitule if certification else ""),
        "siret": formation.organisme.siret,
    }
    for kind in transition.evenements:
        await emit(actor, kind, {**common, **donnees.get(kind, {})}, organisme=dossier.organisme, action=dossier.numero)


async def close(dossier: Dossier, actor: Actor, **values: Any) -> None:
    """End the open submission with a decision, once.

    Raises:
        TransitionRefused: it was decided meanwhile.
    """
    depot = dossier.open_depot
    stamp = {"decide_par_id": actor.compte, "decide_le": clock.now()}
    if not await Depot.filter(id=depot.id, decision=None).update(**values, **stamp):
        raise TransitionRefused(
            "Ce dépôt vient d'être décidé : relisez-le.", dossier.action.dossier, dossier.action.diffusion
        )
    for name, value in {**values, **stamp}.items():
        setattr(depot, name, value)
