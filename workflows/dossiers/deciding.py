"""Deciding (B6.2, 7 and 8): the Carif-Oref approves exactly what it read, or refuses it and says why."""

from collections.abc import Sequence
from dataclasses import dataclass

import orjson
from tortoise.expressions import Q

from catalogue import clock
from catalogue.documents import Document
from catalogue.models import Depot, Historique
from catalogue.transaction import transaction
from catalogue.vocabulary import DecisionDepot
from catalogue.vocabulary.motifs import MOTIFS_REFUS
from workflows import publication
from workflows.actor import Actor
from workflows.dossiers.compliance import check_compliance
from workflows.dossiers.dossier import Dossier, check_revision, close, find, move
from workflows.dossiers.examining import check_examiner
from workflows.dossiers.motifs import check_motif
from workflows.dossiers.transitions import REFUSER, TABLE, VALIDER
from workflows.errors import Forbidden, WorkflowError
from workflows.policies import Verb
from workflows.projection import with_todays_cards

_NOT_CONTENT = [row.nom for row in TABLE if row.verbe is not Verb.SAISIR]


@dataclass(frozen=True, slots=True)
class Bilan:
    """What became of one action of a bulk approval: `refus` is None when it was approved."""

    numero: int
    refus: WorkflowError | None


async def approve(actor: Actor, numero: int, expected_revision: int) -> Dossier:
    """Approve the submitted revision and put it online: that one, with the cards of the directory as they are today.

    Raises:
        NotFound, TransitionRefused.
        Forbidden: also for whoever changed the content last (separation of duties, A6).
        StaleVersion: another revision is submitted than the one that was read.
        NonCompliant: the body lost meanwhile what it needs to publish (R30).
    """
    dossier = await find(actor, numero, VALIDER)
    revision = check_revision(dossier, expected_revision)
    check_examiner(actor, dossier, VALIDER)
    document: Document = orjson.loads(revision.document)
    await _check_other_hands(actor, dossier)
    await check_compliance(document, clock.today())
    await close(dossier, actor, decision=DecisionDepot.VALIDE)
    await move(
        actor,
        dossier,
        VALIDER,
        apres={"revision": revision.rang},
        donnees={"action.published": {"revision": revision.rang}},
    )
    await publication.put_online({numero: await with_todays_cards(document)}, {numero: revision})
    return dossier


async def refuse(
    actor: Actor, numero: int, expected_revision: int, motif: str, precision: str | None = None
) -> Dossier:
    """Refuse the submitted revision; what is online stays.

    Raises:
        NotFound, Forbidden, TransitionRefused, StaleVersion.
        InvalidValues: no such reason, or one without the precision that it asks for.
    """
    dossier = await find(actor, numero, REFUSER)
    revision = check_revision(dossier, expected_revision)
    check_examiner(actor, dossier, REFUSER)
    said = check_motif(MOTIFS_REFUS, motif, precision)
    await close(dossier, actor, decision=DecisionDepot.REFUSE, motif=motif, precision=said)
    await Depot.filter(id=dossier.open_depot.id).update(revision_examinee_id=revision.id)
    await move(
        actor,
        dossier,
        REFUSER,
        apres={"revision": revision.rang, "motif": motif, "precision": said},
        donnees={"action.refused": {"motif": motif, "precision": said}},
    )
    return dossier


async def approve_many(actor: Actor, wanted: Sequence[tuple[int, int]]) -> list[Bilan]:
    """Approve several actions, each with the revision that was read; one that is refused holds none of the others.

    Opens a transaction of its own for each.
    """
    results = []
    for numero, revision in wanted:
        try:
            await transaction(lambda numero=numero, revision=revision: approve(actor, numero, revision))  # type: ignore[misc]
        except WorkflowError as refusal:
            results.append(Bilan(numero, refusal))
        else:
            results.append(Bilan(numero, None))
    return results


async def _check_other_hands(actor: Actor, dossier: Dossier) -> None:
    """Refuse the approval of whoever submitted or last changed the content. One statement."""
    if actor.compte is None:
        return
    last = (
        await Historique.filter(Q(objet="Formation", cle=str(dossier.formation.numero)) | Q(action=dossier.numero))
        .exclude(verbe__in=_NOT_CONTENT)
        .order_by("-id")
        .first()
    )
    editor = last.compte_id if last else None
    if actor.compte in (editor, dossier.open_depot.soumis_par_id):
        raise Forbidden("Qui a saisi ou soumis ce contenu ne peut pas le valider : un collègue doit le faire.")
