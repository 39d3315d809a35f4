"""Online or not (B6.2, 11, 12, 14): suspend and lift, withdraw and republish, archive and take out of the archive.

The dossier does not move: what is being entered or examined goes on.
"""

from datetime import timedelta

from catalogue import clock
from catalogue.models import Publication
from catalogue.vocabulary import Diffusion
from catalogue.vocabulary.motifs import MOTIFS_AUTOMATIQUES, MOTIFS_RETRAIT, MOTIFS_SUSPENSION, ArbreMotifs
from workflows import publication
from workflows.actor import Actor
from workflows.dossiers.compliance import check_compliance
from workflows.dossiers.dossier import Dossier, find, move, refused
from workflows.dossiers.motifs import check_motif
from workflows.dossiers.transitions import (
    ARCHIVER,
    DESARCHIVER,
    LEVER,
    REPUBLIER,
    RETIRER,
    SUSPENDRE,
    Transition,
)
from workflows.errors import InvalidValues, Probleme

DELAI_REPUBLICATION = timedelta(days=90)
"""How long what was withdrawn may come back without being validated again."""


async def suspend(actor: Actor, numero: int, expected: int, motif: str, precision: str | None = None) -> Dossier:
    """Take an action offline for a reason of the Carif-Oref's, or of the compliance check's (the system alone).

    Raises:
        NotFound, Forbidden, TransitionRefused, StaleVersion.
        InvalidValues: no such reason, one without its precision, or one of the compliance check's.
    """
    dossier = await find(actor, numero, SUSPENDRE, expected)
    if motif in MOTIFS_AUTOMATIQUES and not actor.systeme:
        message = "Ce motif est celui du contrôle de conformité, qui suspend et lève de lui-même : prenez-en un autre."
        raise InvalidValues([Probleme("motif", "MOTIF_RESERVE", message)])
    await _take_offline(actor, dossier, SUSPENDRE, MOTIFS_SUSPENSION, motif, precision)
    return dossier


async def withdraw(actor: Actor, numero: int, expected: int, motif: str, precision: str | None = None) -> Dossier:
    """Take an action offline for a reason of the body's.

    Raises:
        NotFound, Forbidden, TransitionRefused, StaleVersion.
        InvalidValues: no such reason, or one without its precision.
    """
    dossier = await find(actor, numero, RETIRER, expected)
    await _take_offline(actor, dossier, RETIRER, MOTIFS_RETRAIT, motif, precision)
    return dossier


async def _take_offline(
    actor: Actor, dossier: Dossier, transition: Transition, arbre: ArbreMotifs, code: str, precision: str | None
) -> None:
    said = check_motif(arbre, code, precision)
    motif = arbre.get(code)
    [kind] = transition.evenements
    await move(
        actor,
        dossier,
        transition,
        apres={"motif": code, "precision": said},
        donnees={kind: {"motif": code, "precision": said}},
    )
    await publication.take_offline(
        dossier.numero,
        dossier.action.diffusion,
        motif=motif.libelle if motif else None,
        code=code,
        precision=said,
    )


async def lift(actor: Actor, numero: int, expected: int) -> Dossier:
    """End a suspension: the revision that was online is so again.

    Raises:
        NotFound, Forbidden, TransitionRefused, StaleVersion.
        NonCompliant: the body may not publish it today.
    """
    dossier = await find(actor, numero, LEVER, expected)
    await _put_back(actor, dossier, LEVER)
    return dossier


async def republish(actor: Actor, numero: int, expected: int) -> Dossier:
    """Put what was withdrawn online again, as it was, without a validation; 90 days at most after the withdrawal.

    Raises:
        NotFound, Forbidden, StaleVersion.
        TransitionRefused: also when it was withdrawn too long ago.
        NonCompliant: the body may not publish it today.
    """
    dossier = await find(actor, numero, REPUBLIER, expected)
    row = await Publication.get(numero=numero)
    since = row.hors_ligne_le
    if since is None or clock.now() - since > DELAI_REPUBLICATION:
        raise refused(
            dossier.action, REPUBLIER, f"Retirée depuis plus de {DELAI_REPUBLICATION.days} jours : soumettez-la."
        )
    await _put_back(actor, dossier, REPUBLIER)
    return dossier


async def _put_back(actor: Actor, dossier: Dossier, transition: Transition) -> None:
    row = await Publication.get(numero=dossier.numero).select_related("revision")
    await check_compliance(publication.shown(row), clock.today())
    await move(actor, dossier, transition, apres={"revision": row.revision.rang})
    await publication.put_back(dossier.numero)


async def archive(actor: Actor, numero: int, expected: int) -> Dossier:
    """Keep an action for ever, offline, to be read and copied only.

    Raises:
        NotFound, Forbidden, TransitionRefused, StaleVersion.
    """
    dossier = await find(actor, numero, ARCHIVER, expected)
    online = dossier.action.diffusion is Diffusion.PUBLIEE
    await move(actor, dossier, ARCHIVER)
    if online:
        await publication.take_offline(numero, Diffusion.ARCHIVEE)
    else:
        await publication.change_offline_state(numero, Diffusion.ARCHIVEE)
    return dossier


async def unarchive(actor: Actor, numero: int, expected: int) -> Dossier:
    """Take an action out of the archive: withdrawn when it was online once, else never published.

    Raises:
        NotFound, Forbidden, TransitionRefused, StaleVersion.
    """
    dossier = await find(actor, numero, DESARCHIVER, expected)
    known = await Publication.exists(numero=numero)
    await move(actor, dossier, DESARCHIVER, diffusion=Diffusion.RETIREE if known else Diffusion.JAMAIS_PUBLIEE)
    await publication.change_offline_state(numero, Diffusion.RETIREE)
    return dossier
