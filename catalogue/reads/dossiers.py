"""The dossier of an action as it is read: what is submitted, what is online, what was said, what was decided."""

from collections.abc import Sequence
from dataclasses import dataclass

import orjson
from tortoise.expressions import Q

from catalogue.documents import Document
from catalogue.documents.grouped import EcartNoeud, grouped
from catalogue.documents.nodes import Draft
from catalogue.models import Action, Depot, Historique, Publication, Question, Revision
from catalogue.reads.working import build_documents

_JOINED = ("formation__organisme", "formation__certification", "site_dispensateur")


@dataclass(frozen=True, slots=True)
class DossierLu:
    """An action, its formation, body, certification and site fetched with it, and its submission: the open one, else
    the latest, the submitted revision and its people fetched with it.
    """

    action: Action
    depot: Depot | None

    @property
    def ouvert(self) -> Depot | None:
        """The submission, while it is open."""
        return self.depot if self.depot is not None and self.depot.decision is None else None


async def read(numero: int) -> DossierLu | None:
    """The dossier of an action. Two statements."""
    action = await Action.get_or_none(numero=numero).select_related(*_JOINED)
    if action is None:
        return None
    depot = (
        await Depot.filter(action_id=numero)
        .order_by("-id")
        .select_related("revision", "soumis_par", "assigne", "decide_par")
        .first()
    )
    return DossierLu(action, depot)


async def online_document(numero: int) -> Document | None:
    """The revision that is, or was last, online. One statement."""
    publication = await Publication.get_or_none(numero=numero).select_related("revision")
    return _document(publication.revision) if publication else None


async def current_document(dossier: DossierLu) -> Document:
    """What is submitted; else what is being entered (nine statements)."""
    if dossier.ouvert is not None:
        return _document(dossier.ouvert.revision)
    return (await build_documents([dossier.action.numero]))[dossier.action.numero]


async def changes(dossier: DossierLu) -> list[EcartNoeud]:
    """What differs between what is online and what is submitted, or being entered."""
    return grouped(await online_document(dossier.action.numero), await current_document(dossier))


async def changes_since_review(dossier: DossierLu) -> list[EcartNoeud] | None:
    """What differs between what the Carif-Oref last saw and what is submitted; None when it saw nothing of it yet."""
    depot = dossier.depot
    if depot is None or depot.revision_examinee_id is None:
        return None
    seen = await Revision.get(id=depot.revision_examinee_id)
    return grouped(_document(seen), await current_document(dossier))


def as_tree(revision: Revision) -> Draft:
    """The action of a revision as the offer types read it, with the way up."""
    document = _document(revision)
    return Draft(document["action"], Draft({**document["formation"], "actions": [document["action"]]}))


async def questions(numero: int) -> list[Question]:
    """Every question ever asked about an action, in order, its people and revision fetched with it. One statement."""
    return (
        await Question.filter(depot__action_id=numero)
        .select_related("pose_par", "repondu_par", "revision")
        .order_by("id")
    )


async def historique(action: Action, size: int) -> list[Historique]:
    """What was done to an action, its sessions and dispositifs, and its formation, the latest first. One statement."""
    return (
        await Historique.filter(Q(action=action.numero) | Q(objet="Formation", cle=str(action.formation_id)))
        .select_related("compte")
        .order_by("-id")
        .limit(size)
    )


async def others(action: Action, size: int) -> list[Action]:
    """The other actions of the body, the latest changed first. One statement."""
    return (
        await Action.filter(formation__organisme_id=action.formation.organisme_id)
        .exclude(numero=action.numero)
        .select_related(*_JOINED)
        .order_by("-modifie_le", "-numero")
        .limit(size)
    )


async def revisions(numero: int) -> Sequence[Revision]:
    """The revisions of an action, the latest first, without their documents. One statement."""
    return await (
        Revision.filter(action_id=numero)
        .order_by("-rang")
        .only("id", "action_id", "rang", "origine", "empreinte", "cree_le")
    )


async def revision(numero: int, rang: int) -> Revision | None:
    """One revision of an action with its document. One statement."""
    return await Revision.get_or_none(action_id=numero, rang=rang)


def between(ancienne: Revision, nouvelle: Revision) -> list[EcartNoeud]:
    """What differs between two revisions."""
    return grouped(_document(ancienne), _document(nouvelle))


def _document(revision: Revision) -> Document:
    document: Document = orjson.loads(revision.document)
    return document
