"""May this actor do this to that? The answer, or the reason why not.

Decisions come from (actor, verb, establishment) alone: the same for the API, imports and the command line. What an
actor may not even know of answers `NotFound`, as if it were not there.
"""

from enum import Enum, auto

from catalogue.vocabulary.roles import Role
from workflows.actor import Actor
from workflows.errors import Forbidden, NotFound


class Verb(Enum):
    """What one may want to do with something of an establishment."""

    LIRE = auto()
    SAISIR = auto()
    GERER = auto()
    HABILITER = auto()
    ADMINISTRER = auto()
    SOUMETTRE = auto()
    DIFFUSER = auto()
    EXAMINER = auto()
    AFFECTER = auto()


_OF_ROLES = {
    Verb.LIRE: {Role.LECTEUR_OF, Role.SAISISSEUR_OF, Role.GESTIONNAIRE_OF},
    Verb.SAISIR: {Role.SAISISSEUR_OF, Role.GESTIONNAIRE_OF},
    Verb.GERER: {Role.GESTIONNAIRE_OF},
    Verb.HABILITER: {Role.GESTIONNAIRE_OF},
    Verb.ADMINISTRER: set(),
    Verb.SOUMETTRE: {Role.SAISISSEUR_OF, Role.GESTIONNAIRE_OF},
    Verb.DIFFUSER: {Role.GESTIONNAIRE_OF},
    Verb.EXAMINER: set(),
    Verb.AFFECTER: set(),
}
_REGION_ROLES = {
    Verb.LIRE: {Role.VALIDATEUR, Role.RESPONSABLE_OFFRE, Role.ADMINISTRATEUR},
    Verb.SAISIR: {Role.VALIDATEUR, Role.RESPONSABLE_OFFRE},
    Verb.GERER: {Role.RESPONSABLE_OFFRE, Role.ADMINISTRATEUR},
    Verb.HABILITER: {Role.ADMINISTRATEUR},
    Verb.ADMINISTRER: {Role.ADMINISTRATEUR},
    Verb.SOUMETTRE: set(),
    Verb.DIFFUSER: {Role.VALIDATEUR, Role.RESPONSABLE_OFFRE},
    Verb.EXAMINER: {Role.VALIDATEUR, Role.RESPONSABLE_OFFRE},
    Verb.AFFECTER: {Role.RESPONSABLE_OFFRE},
}
_REASONS = {
    Verb.SAISIR: "Votre rôle dans cet établissement permet de lire, pas de saisir : demandez à son gestionnaire.",
    Verb.GERER: "Seul un gestionnaire de cet établissement peut le faire.",
    Verb.HABILITER: "Seul un gestionnaire de l'établissement ou un administrateur gère les comptes.",
    Verb.ADMINISTRER: "Seul un administrateur peut le faire.",
    Verb.SOUMETTRE: "Seul l'organisme soumet son offre et répond pour elle : un saisisseur ou un gestionnaire.",
    Verb.DIFFUSER: "Seul un gestionnaire de cet établissement, ou le Carif-Oref, peut le faire.",
    Verb.EXAMINER: "Seul un gestionnaire Offre du Carif-Oref peut le faire.",
    Verb.AFFECTER: "Seul un responsable Offre du Carif-Oref peut le faire.",
}


def reason_against(actor: Actor, verb: Verb, organisme: int | None) -> str | None:
    """Why the actor may not do this for the establishment (null: for the whole region); None when they may."""
    if actor.lecture_seule and verb is not Verb.LIRE:
        return "Une clé d'API ne fait que lire."
    if actor.systeme or actor.has(*_REGION_ROLES[verb]):
        return None
    if organisme is not None and actor.etablissements.get(organisme) in _OF_ROLES[verb]:
        return None
    if not actor.connu:
        return "Connectez-vous d'abord par `signIn`."
    return _REASONS.get(verb, "Cet établissement n'est pas des vôtres.")


def may_know(actor: Actor, organisme: int | None) -> bool:
    """Whether the actor may know what this establishment has in draft."""
    return reason_against(actor, Verb.LIRE, organisme) is None


def require(actor: Actor, verb: Verb, organisme: int | None, *, what: str) -> None:
    """Refuse what the actor may not do.

    Raises:
        NotFound: they may not know of it; `what` names it as if it did not exist.
        Forbidden: they know of it but may not do this; the reason says whom to ask.
    """
    reason = reason_against(actor, verb, organisme)
    if reason is None:
        return
    if organisme is not None and not may_know(actor, organisme):
        raise NotFound(f"{what} n'existe pas.")
    raise Forbidden(reason)
