"""The object of a caller, found only by those who may know of it."""

from catalogue.models import Action, Dispositif, Formation, Session
from catalogue.vocabulary import Diffusion
from workflows import policies
from workflows.actor import Actor
from workflows.dossiers.dossier import check_state
from workflows.dossiers.transitions import MODIFIER
from workflows.errors import Gone, NotFound
from workflows.policies import Verb


async def formation_of(actor: Actor, numero: int, verb: Verb) -> Formation:
    """A formation that the actor may treat so.

    Raises:
        NotFound: there is none, or none they may know of.
        Forbidden: they may know of it but not do this.
    """
    formation = await Formation.get_or_none(numero=numero)
    if formation is None:
        raise NotFound(f"La formation {numero} n'existe pas.")
    policies.require(actor, verb, formation.organisme_id, what=f"La formation {numero}")
    return formation


async def action_of(actor: Actor, numero: int, verb: Verb, *, libre: bool = False) -> Action:
    """An action, its formation fetched with it, that the actor may treat so; raises as `formation_of`, and
    `Gone`, and to enter anything `TransitionRefused` while it is submitted (R20); with `libre` the caller checks that.
    """
    action = await Action.get_or_none(numero=numero).select_related("formation")
    if action is None:
        raise NotFound(f"L'action {numero} n'existe pas.")
    policies.require(actor, verb, action.formation.organisme_id, what=f"L'action {numero}")
    if verb is not Verb.LIRE and action.diffusion is Diffusion.ARCHIVEE:
        raise Gone(f"L'action {numero} est archivée : désarchivez-la, ou copiez-la dans une nouvelle action.")
    if verb is Verb.SAISIR and not libre:
        check_state(action, MODIFIER)
    return action


async def session_of(actor: Actor, numero: int, verb: Verb, *, libre: bool = False) -> Session:
    """A session, its action and formation fetched with it; raises as `action_of`."""
    session = await Session.get_or_none(numero=numero)
    if session is None:
        raise NotFound(f"La session {numero} n'existe pas.")
    try:
        session.action = await action_of(actor, session.action_id, verb, libre=libre)
    except NotFound:
        raise NotFound(f"La session {numero} n'existe pas.") from None
    return session


async def dispositif_of(actor: Actor, numero: int, verb: Verb, *, libre: bool = False) -> Dispositif:
    """A dispositif, its session, action and formation fetched with it; raises as `action_of`."""
    dispositif = await Dispositif.get_or_none(numero=numero)
    if dispositif is None:
        raise NotFound(f"Le dispositif {numero} n'existe pas.")
    try:
        dispositif.session = await session_of(actor, dispositif.session_id, verb, libre=libre)
    except NotFound:
        raise NotFound(f"Le dispositif {numero} n'existe pas.") from None
    return dispositif
