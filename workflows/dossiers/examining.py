"""Who examines (B6.2, 4): one person at a time, known to all."""

from catalogue import clock
from catalogue.models import Compte, Depot, Habilitation
from catalogue.vocabulary import Role
from workflows import history
from workflows.actor import Actor
from workflows.dossiers.dossier import Dossier, find, refused, tell
from workflows.dossiers.transitions import AFFECTER, PRENDRE, RELACHER, Transition
from workflows.errors import Forbidden, InvalidValues, Probleme


async def take(actor: Actor, numero: int) -> Dossier:
    """Become the examiner of what nobody examines; to take what one has already changes nothing.

    Raises:
        NotFound, Forbidden.
        TransitionRefused: not submitted, or somebody else examines it; says who.
    """
    dossier = await find(actor, numero, PRENDRE)
    if dossier.open_depot.assigne_id == actor.compte and actor.compte is not None:
        return dossier
    check_examiner(actor, dossier, PRENDRE)
    await _assign(actor, dossier, PRENDRE, actor.compte)
    return dossier


async def assign(actor: Actor, numero: int, compte: int) -> Dossier:
    """Give a submission to a colleague, whoever had it.

    Raises:
        NotFound, Forbidden, TransitionRefused.
        InvalidValues: the account is not one of those who examine.
    """
    dossier = await find(actor, numero, AFFECTER)
    able = await Habilitation.filter(
        compte_id=compte, compte__actif=True, role__in=(Role.VALIDATEUR, Role.RESPONSABLE_OFFRE)
    ).exists()
    if not able:
        message = f"Le compte {compte} n'est pas celui d'un gestionnaire Offre en activité."
        raise InvalidValues([Probleme("compte", "COMPTE_INCONNU", message)])
    if dossier.open_depot.assigne_id != compte:
        await _assign(actor, dossier, AFFECTER, compte)
    return dossier


async def release(actor: Actor, numero: int) -> Dossier:
    """Let a submission wait for another examiner.

    Raises:
        NotFound, Forbidden.
        TransitionRefused: nobody examines it.
    """
    dossier = await find(actor, numero, RELACHER)
    holder = dossier.open_depot.assigne_id
    if holder is None:
        raise refused(dossier.action, RELACHER, "Personne ne l'examine.")
    if holder != actor.compte and not actor.has(Role.RESPONSABLE_OFFRE) and not actor.systeme:
        raise Forbidden("Seul qui l'examine, ou un responsable Offre, peut la relâcher.")
    await _assign(actor, dossier, RELACHER, None)
    return dossier


def check_examiner(actor: Actor, dossier: Dossier, transition: Transition) -> None:
    """Refuse to step on a colleague: what somebody else examines is theirs to decide.

    Raises:
        TransitionRefused: names the colleague.
    """
    depot = dossier.open_depot
    if depot.assigne_id not in (None, actor.compte) and not actor.systeme:
        nom = depot.assigne.nom if depot.assigne else "un collègue"
        raise refused(
            dossier.action,
            transition,
            f"Elle est en cours d'examen par {nom} ; un responsable Offre peut la réaffecter.",
        )


async def _assign(actor: Actor, dossier: Dossier, transition: Transition, compte: int | None) -> None:
    """The guarded UPDATE: of two who want it, one gets it."""
    depot = dossier.open_depot
    stamp = clock.now() if compte is not None else None
    changed = await Depot.filter(id=depot.id, decision=None, assigne_id=depot.assigne_id).update(
        assigne_id=compte, assigne_le=stamp
    )
    if not changed:
        raise refused(dossier.action, transition, "Quelqu'un d'autre vient de la changer : relisez-la.")
    before = depot.assigne.nom if depot.assigne else None
    depot.assigne = await Compte.get(id=compte) if compte is not None else None
    await history.record(
        actor,
        transition.nom,
        "Action",
        dossier.numero,
        avant={"examinateur": before},
        apres={"examinateur": depot.assigne.nom if depot.assigne else None},
        version=dossier.action.version,
        organisme=dossier.organisme,
    )
    await tell(actor, dossier, transition, {})
