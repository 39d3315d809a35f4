"""What a change of a card means for what is online and for what is submitted (B6.3, R17, R20).

Libre fields go online at once, as a revision of their own, unless the Carif-Oref holds the body to a validation of them
too; structurant ones are refused on a published node; with any other the action is being entered again, and what is
online stays.
"""

from collections.abc import Mapping
from typing import Any

import orjson
from tortoise.models import Model

from catalogue.documents import Document, canonical, fingerprint
from catalogue.documents.anchors import find_node
from catalogue.documents.identity import global_id
from catalogue.models import Action, Depot, Organisme, Publication, Site
from catalogue.reads.working import build_documents
from catalogue.rules.field_classes import LIBRES, STRUCTURANTS, only_libre
from catalogue.vocabulary import Diffusion, EtatDossier, OrigineRevision
from workflows import publication
from workflows.actor import Actor
from workflows.dossiers.dossier import Dossier, refused, tell
from workflows.dossiers.transitions import MODIFIER, VALIDER, Transition
from workflows.errors import StructuralField

_DECIDED = (EtatDossier.VALIDEE, EtatDossier.REFUSEE)
_PUBLISHED = Transition(
    nom="publier",
    verbe=VALIDER.verbe,
    de=frozenset(EtatDossier),
    evenements=("action.published",),
    geste="publier",
    conseil="",
)


def differing(row: Model, columns: Mapping[str, Any]) -> set[str]:
    """The columns that a change would touch."""
    return {column for column, value in columns.items() if getattr(row, column) != value}


async def check_change(actor: Actor, action: Action, row: Model, expected: int, columns: Mapping[str, Any]) -> set[str]:
    """The columns of a card of this action that would change, if they may. Whoever read another version than the
    present one is not answered here: `changing.change` tells them.

    Raises:
        TransitionRefused: the action is submitted, and not only libre fields would change (R20).
        StructuralField: a field that makes the identity of a published node; says the way to go.
    """
    fiche, changed = type(row).__name__, differing(row, columns)
    if not changed or row.version != expected:  # type: ignore[attr-defined]
        return changed
    if not MODIFIER.allows(action.dossier, action.diffusion) and not await _free(action, fiche, changed):
        raise refused(action, MODIFIER, MODIFIER.conseil)
    structural = [column for column in STRUCTURANTS.get(fiche, {}) if column in changed]
    if structural and not _may_restructure(actor) and await _is_published(action, fiche, row.pk):
        for column in structural:
            if column != "site_lieu_id" or await _commune_changes(row, columns):
                raise StructuralField(column.removesuffix("_id"), STRUCTURANTS[fiche][column])
    return changed


async def _free(action: Action, fiche: str, changed: set[str]) -> bool:
    """Whether a change of these columns goes online by itself. One statement when they are libre."""
    return only_libre(fiche, changed) and await Organisme.exists(
        numero=action.formation.organisme_id, champs_libres=True
    )


async def check_formation_change(actor: Actor, formation: int) -> None:
    """Refuse to individualise, or not any more, a formation of which something is published.

    Raises:
        StructuralField: says the way to go.
    """
    published = Action.filter(formation_id=formation).exclude(diffusion=Diffusion.JAMAIS_PUBLIEE)
    if not _may_restructure(actor) and await published.exists():
        raise StructuralField("individualisation", STRUCTURANTS["Formation"]["individualisation"])


def _may_restructure(actor: Actor) -> bool:
    """The Carif-Oref's staff may, with a trace (B6.3)."""
    return actor.systeme or any(role.du_carif for role in actor.roles)


async def _is_published(action: Action, fiche: str, numero: int) -> bool:
    if action.diffusion is Diffusion.JAMAIS_PUBLIEE:
        return False
    row = await Publication.get_or_none(numero=action.numero)
    if row is None:
        return False
    document = {"formation": {"id": None}, "action": orjson.loads(row.document)}
    return find_node(document, global_id(fiche, numero)) is not None


async def _commune_changes(row: Model, columns: Mapping[str, Any]) -> bool:
    numeros = [row.site_lieu_id, columns["site_lieu_id"]]  # type: ignore[attr-defined]
    return len({site.commune_id for site in await Site.filter(numero__in=numeros)}) > 1 or None in numeros


async def after_change(actor: Actor, action: Action, row: Model, changed: set[str]) -> None:
    """Put the libre part of a change online, and into what is submitted; reopen the action for the rest. It was read in
    this transaction, its formation with it.
    """
    fiche = type(row).__name__
    free = await _free(action, fiche, changed & LIBRES.get(fiche, {}).keys())
    champs = [LIBRES[fiche][column] for column in sorted(changed) if column in LIBRES.get(fiche, {})]
    if champs and free:
        await _publish(actor, action, global_id(fiche, row.pk), champs)
    entered_again = not (free and only_libre(fiche, changed)) or action.diffusion is Diffusion.JAMAIS_PUBLIEE
    if entered_again and action.dossier in _DECIDED:
        await reopen(action.numero)


async def reopen(*actions: int) -> None:
    """Content changed: what was validated or refused is being entered again; what is online stays online (R17)."""
    await Action.filter(numero__in=actions, dossier__in=_DECIDED).update(dossier=EtatDossier.EN_SAISIE)


async def _publish(actor: Actor, action: Action, noeud: str, champs: list[str]) -> None:
    numero = action.numero
    online = await Publication.get_or_none(numero=numero).select_related("revision")
    depot = None
    if action.dossier is EtatDossier.SOUMISE:
        depot = await Depot.get_or_none(action_id=numero, decision=None).select_related("revision")
    if online is None and depot is None:
        return
    working = (await build_documents([numero]))[numero]
    if online is not None:
        shown = publication.shown(online)
        before = fingerprint(shown)
        if _patch(shown, working, noeud, champs) and fingerprint(shown) != before:
            revision = (await publication.replace_shown({numero: shown}, OrigineRevision.LIBRE))[numero]
            if online.etat is Diffusion.PUBLIEE:
                await action.fetch_related("formation__organisme", "formation__certification")
                data = {"action.published": {"revision": revision.rang}}
                await tell(actor, Dossier(action, depot), _PUBLISHED, data)
    if depot is not None:
        submitted: Document = orjson.loads(depot.revision.document)
        if _patch(submitted, working, noeud, champs) and canonical(submitted).decode() != depot.revision.document:
            revision = (await publication.freeze({numero: submitted}, OrigineRevision.LIBRE))[numero]
            await Depot.filter(id=depot.id).update(revision_id=revision.id)


def _patch(document: Document, working: Document, noeud: str, champs: list[str]) -> bool:
    """Bring some fields of a node up to the working copy; False when the document has not the node."""
    target, source = find_node(document, noeud), find_node(working, noeud)
    if target is None or source is None:
        return False
    for champ in champs:
        places = target[1].get("nombrePlaces")
        if champ == "placesRestantes" and places is not None and (source[1][champ] or 0) > places:
            continue  # more than what is online has in all: goes online with the number of places
        target[1][champ] = source[1][champ]
    return True
