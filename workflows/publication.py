"""Publishing and taking offline: the one way from working rows to what the public reads.

Approval, seeds and imports all come through `publish`. Every function is part of the caller's transaction.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

import orjson

from catalogue import clock
from catalogue.documents import Document, canonical, fingerprint
from catalogue.documents.identity import code_fas
from catalogue.documents.indexing import index_rows, index_terms
from catalogue.models import Action, FormationPubliee, OffrePubliee, OffreTerme, Publication, Revision
from catalogue.reads.working import build_documents
from catalogue.vocabulary import Diffusion, EtatDossier, OrigineRevision
from workflows import numbering
from workflows.errors import NotFound
from workflows.projection import with_todays_cards
from workflows.tombstones import bury, rename_state, revive


async def publish(actions: Sequence[int], origine: OrigineRevision) -> list[int]:
    """Freeze these actions as they are now, put them online and index them; returns the numbers of those that changed.

    An action whose document is already online is left as it is (R19). The number of statements grows with the number
    of actions only in the writes.

    Raises:
        NotFound: one of them does not exist; none is published then.
    """
    documents = await build_documents(actions)
    for numero in actions:
        if numero not in documents:
            raise NotFound(f"L'action {numero} n'existe pas.")
    online = {row.numero: row for row in await Publication.filter(numero__in=actions).select_related("revision")}
    prints = {numero: fingerprint(document) for numero, document in documents.items()}
    changed = [
        numero
        for numero in documents
        if numero not in online
        or online[numero].etat is not Diffusion.PUBLIEE
        or online[numero].revision.empreinte != prints[numero]
    ]
    if changed:
        fresh = {numero: documents[numero] for numero in changed}
        await put_online(fresh, await freeze(fresh, origine))
        await Action.filter(numero__in=changed).update(dossier=EtatDossier.VALIDEE, diffusion=Diffusion.PUBLIEE)
    return changed


async def freeze(documents: Mapping[int, Document], origine: OrigineRevision) -> dict[int, Revision]:
    """Write a revision of each action with its document, online or not; by action, without its document. Three
    statements, however many."""
    numeros = list(documents)
    ranks: dict[int, int] = defaultdict(int)
    for action, rang in await Revision.filter(action_id__in=numeros).values_list("action_id", "rang"):
        ranks[action] = max(ranks[action], rang)
    now = clock.now()
    await Revision.bulk_create(
        Revision(
            action_id=numero,
            rang=ranks[numero] + 1,
            origine=origine,
            empreinte=fingerprint(document),
            document=canonical(document).decode(),
            cree_le=now,
        )
        for numero, document in documents.items()
    )
    rows = await Revision.filter(action_id__in=numeros).order_by("rang").only("id", "action_id", "rang")
    return {row.action_id: row for row in rows}


async def put_online(documents: Mapping[int, Document], revisions: Mapping[int, Revision]) -> None:
    """Point the publication of each action to its revision and index its document. The states of the actions are the
    caller's affair.
    """
    now = clock.now()
    numeros = list(documents)
    sequences = dict(zip(numeros, await numbering.take(numbering.PUBLICATION, len(numeros)), strict=True))
    await _forget(numeros, documents, now)
    await Publication.bulk_create(
        Publication(
            numero=numero,
            formation_numero=document["formation"]["numero"],
            revision_id=revisions[numero].id,
            etat=Diffusion.PUBLIEE,
            sequence=sequences[numero],
            publiee_le=now,
            document=canonical(document["action"]).decode(),
        )
        for numero, document in documents.items()
    )
    await _write_headers(documents, sequences)
    await OffrePubliee.bulk_create(row for document in documents.values() for row in index_rows(document))
    await OffreTerme.bulk_create(term for document in documents.values() for term in index_terms(document))


async def _forget(numeros: Sequence[int], documents: Mapping[int, Document], now: datetime) -> None:
    """Take the actions' former publication and index away; sessions that the new document lacks leave a word (R33)."""
    kept = {session["numero"] for document in documents.values() for session in document["action"]["sessions"]}
    former = await OffrePubliee.filter(action__in=numeros).values_list("session", "action", "formation")
    gone = [(session, action, formation) for session, action, formation in former if session not in kept]
    await bury(
        [("Session", (formation, action, session)) for session, action, formation in gone], Diffusion.RETIREE, now
    )
    await _drop_index(numeros)
    await Publication.filter(numero__in=numeros).delete()
    await revive([document["formation"]["code"] for document in documents.values()])
    await revive([document["action"]["code"] for document in documents.values()])
    await revive([s["code"] for document in documents.values() for s in document["action"]["sessions"]])


async def _write_headers(documents: Mapping[int, Document], sequences: dict[int, int]) -> None:
    """The header of each formation is that of the latest publication under it."""
    latest = {document["formation"]["numero"]: numero for numero, document in documents.items()}
    await FormationPubliee.filter(numero__in=list(latest)).delete()
    await FormationPubliee.bulk_create(
        FormationPubliee(
            numero=formation,
            intitule=documents[action]["formation"]["intitule"] or "",
            siret=documents[action]["formation"]["organisme"]["siret"],
            sequence=sequences[action],
            entete=canonical(documents[action]["formation"]).decode(),
        )
        for formation, action in latest.items()
    )


async def take_offline(
    action: int,
    etat: Diffusion,
    *,
    motif: str | None = None,
    code: str | None = None,
    precision: str | None = None,
    successeur: str | None = None,
) -> None:
    """Suspend, withdraw or archive what is online: its codes answer « gone » from now on, its revision is kept.

    `motif` is what the public may read; `code` and `precision` are for the body and the Carif-Oref.

    Raises:
        NotFound: the action is not online.
    """
    publication = await Publication.get_or_none(numero=action, etat=Diffusion.PUBLIEE)
    if publication is None:
        raise NotFound(f"L'action {action} n'est pas en ligne.")
    now = clock.now()
    formation = publication.formation_numero
    sessions = [row.session for row in await OffrePubliee.filter(action=action).only("session")]
    sequence = (await numbering.take(numbering.PUBLICATION))[0]
    await Publication.filter(numero=action).update(
        etat=etat, sequence=sequence, motif=code, precision=precision, hors_ligne_le=now
    )
    await Action.filter(numero=action).update(diffusion=etat)
    buried: list[tuple[str, tuple[int, ...]]] = [("Action", (formation, action))]
    buried += [("Session", (formation, action, session)) for session in sessions]
    if not await Publication.exists(formation_numero=formation, etat=Diffusion.PUBLIEE):
        await FormationPubliee.filter(numero=formation).delete()
        buried.append(("Formation", (formation,)))
    # The tree that is left is another one: its place in the feed says so.
    await FormationPubliee.filter(numero=formation).update(sequence=sequence)
    await bury(buried, etat, now, motif=motif, successeur=successeur)
    await _drop_index([action])


async def change_offline_state(action: int, etat: Diffusion) -> None:
    """Give something that is offline another of the states in which it is so; nothing, for what never was online."""
    publication = await Publication.get_or_none(numero=action)
    if publication is None:
        return
    sequence = (await numbering.take(numbering.PUBLICATION))[0]
    await Publication.filter(numero=action).update(etat=etat, sequence=sequence)
    await rename_state(code_fas(publication.formation_numero, action), etat)


async def put_back(action: int) -> Revision:
    """Put the revision online again that was online last, with the cards of the directory as they are today."""
    publication = await Publication.get(numero=action).select_related("revision")
    document = await with_todays_cards(shown(publication))
    await put_online({action: document}, {action: publication.revision})
    return publication.revision


async def replace_shown(documents: Mapping[int, Document], origine: OrigineRevision) -> dict[int, Revision]:
    """Give actions that are, or were, online another document without a decision; what is offline stays so."""
    revisions = await freeze(documents, origine)
    rows = {row.numero: row for row in await Publication.filter(numero__in=list(documents))}
    online = {numero: document for numero, document in documents.items() if rows[numero].etat is Diffusion.PUBLIEE}
    if online:
        await put_online(online, revisions)
    for numero in documents.keys() - online.keys():
        await Publication.filter(numero=numero).update(
            revision_id=revisions[numero].id, document=canonical(documents[numero]["action"]).decode()
        )
    return revisions


def shown(publication: Publication) -> Document:
    """The document that a publication shows, its revision fetched with it: the revision's, with today's cards."""
    document: Document = orjson.loads(publication.revision.document)
    return {"formation": document["formation"], "action": orjson.loads(publication.document)}


async def _drop_index(actions: Sequence[int]) -> None:
    sessions = await OffrePubliee.filter(action__in=actions).values_list("session", flat=True)
    await OffreTerme.filter(session__in=sessions).delete()
    await OffrePubliee.filter(session__in=sessions).delete()
