"""The object of a caller, found only by those who may know of it."""

from typing import Any

from tortoise.models import Model

from catalogue.fetching import Wanted, fetch
from catalogue.models import Action, Dispositif, Formation, Session
from catalogue.vocabulary import Diffusion
from workflows import policies
from workflows.actor import Actor
from workflows.dossiers.dossier import check_state
from workflows.dossiers.transitions import MODIFIER
from workflows.errors import Gone, NotFound
from workflows.policies import Verb

_FORMATION = "JOIN formation ON formation.numero = action.formation_id"
_ACTION = "JOIN action ON action.numero = session.action_id"


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
    found = await _beside((Action, Formation), f"FROM action {_FORMATION}", numero)
    if found is None:
        raise NotFound(f"L'action {numero} n'existe pas.")
    return _allowed(actor, verb, *found, libre=libre)


async def session_of(actor: Actor, numero: int, verb: Verb, *, libre: bool = False) -> Session:
    """A session, its action and formation fetched with it; raises as `action_of`."""
    found = await _beside((Session, Action, Formation), f"FROM session {_ACTION} {_FORMATION}", numero)
    if found is None:
        raise NotFound(f"La session {numero} n'existe pas.")
    session, *above = found
    try:
        session.action = _allowed(actor, verb, *above, libre=libre)
    except NotFound:
        raise NotFound(f"La session {numero} n'existe pas.") from None
    return session  # type: ignore[no-any-return]


async def dispositif_of(actor: Actor, numero: int, verb: Verb, *, libre: bool = False) -> Dispositif:
    """A dispositif, its session, action and formation fetched with it; raises as `action_of`."""
    found = await _beside(
        (Dispositif, Session, Action, Formation),
        f"FROM dispositif JOIN session ON session.numero = dispositif.session_id {_ACTION} {_FORMATION}",
        numero,
    )
    if found is None:
        raise NotFound(f"Le dispositif {numero} n'existe pas.")
    dispositif, session, *above = found
    try:
        session.action = _allowed(actor, verb, *above, libre=libre)
    except NotFound:
        raise NotFound(f"Le dispositif {numero} n'existe pas.") from None
    dispositif.session = session
    return dispositif  # type: ignore[no-any-return]


async def _beside(models: tuple[type[Model], ...], origin: str, numero: int) -> Any:
    """The object of this number with all that is above it, if there is one. One statement."""
    [found] = await fetch(Wanted(models, f"{origin} WHERE {models[0]._meta.db_table}.numero = ?", [numero]), brief=True)
    return found[0] if found else None


def _allowed(actor: Actor, verb: Verb, action: Action, formation: Formation, *, libre: bool) -> Action:
    what = f"L'action {action.numero}"
    policies.require(actor, verb, formation.organisme_id, what=what)
    if verb is not Verb.LIRE and action.diffusion is Diffusion.ARCHIVEE:
        raise Gone(f"{what} est archivée : désarchivez-la, ou copiez-la dans une nouvelle action.")
    action.formation = formation
    if verb is Verb.SAISIR and not libre:
        check_state(action, MODIFIER)
    return action
