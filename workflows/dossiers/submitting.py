"""Submitting and recalling (B6.2, 2 and 3): the body sends what it entered, or takes it back."""

from datetime import date
from typing import Any

import orjson

from catalogue import clock
from catalogue.documents import Document, canonical, fingerprint
from catalogue.models import Depot, Publication, Revision
from catalogue.reads.completeness import reports
from catalogue.reads.doublons import doublons
from catalogue.reads.working import build_documents
from catalogue.rules import fast_lane
from catalogue.rules.completeness import Rapport
from catalogue.rules.doublons import Jumeau
from catalogue.rules.working_days import add_working_days
from catalogue.vocabulary import DecisionDepot, Diffusion, OrigineRevision, Role
from workflows import publication
from workflows.actor import SYSTEM, Actor
from workflows.dossiers import deciding, lane
from workflows.dossiers.compliance import CONFORMITE
from workflows.dossiers.dossier import Dossier, close, find, move, refused
from workflows.dossiers.motifs import check_text
from workflows.dossiers.questions import settle
from workflows.dossiers.transitions import RAPPELER, SOUMETTRE
from workflows.errors import Duplicate, Forbidden, IncompleteDossier, NonCompliant

DELAI = 3
"""Working days in which the Carif-Oref decides (A7: 48 to 72 hours)."""


async def submit(actor: Actor, numero: int, expected: int, *, justification: str | None = None) -> Dossier:
    """Freeze what was entered and put it into the queue; after questions, give it back to whoever asked them.

    `justification` says why a certain duplicate is none. When the fast lane is automatic and open to this submission,
    it is approved at once by the system.

    Raises:
        NotFound, Forbidden, TransitionRefused, StaleVersion, InvalidValues.
        IncompleteDossier: something blocks; carries the report.
        NonCompliant: only the standing of a body blocks.
        Duplicate: the same offer is there already, and nothing was said about it.
    """
    dossier = await find(actor, numero, SOUMETTRE, expected)
    document = (await build_documents([numero]))[numero]
    online = await Publication.get_or_none(numero=numero).select_related("revision")
    check_something_new(dossier, document, online)
    today = clock.today()
    check_report((await reports([document], today))[0])
    twins = await doublons(document)
    reason = check_twins(twins, justification)
    await settle(dossier, document, today)
    revision = await _frozen(numero, document)
    former: Document | None = orjson.loads(online.revision.document) if online else None
    verdict = await lane.evaluate(dossier, former, document, doublon=bool(twins), today=today)
    values: dict[str, Any] = {
        "revision_id": revision.id,
        "nature": fast_lane.nature(former, document),
        "priorite": fast_lane.priorite(document, today).rang,
        "voie_rapide": verdict.favorable,
        "obstacles": list(verdict.obstacles),
        "justification": reason,
        "empreinte_certification": fingerprint(document["formation"]["certification"] or {}),
    }
    depot = dossier.depot
    if depot is None:
        depot = await _open(actor, dossier, values, today)
    else:
        left = depot.jours_restants if depot.jours_restants is not None else DELAI
        values |= {"echeance": add_working_days(today, left), "jours_restants": None, "reponse_avant": None}
        await Depot.filter(id=depot.id).update(**values)
        for name, value in values.items():
            setattr(depot, name, value)
    depot.revision = revision
    dossier.depot = depot
    await move(
        actor,
        dossier,
        SOUMETTRE,
        apres={"revision": revision.rang, "nature": depot.nature},
        donnees={"action.submitted": {"nature": depot.nature.value}},
    )
    if verdict.automatique and verdict.favorable:
        await Depot.filter(id=depot.id).update(relecture=verdict.relecture)
        return await deciding.approve(SYSTEM, numero, revision.rang)
    return dossier


def check_something_new(dossier: Dossier, document: Document, online: Publication | None) -> None:
    """Refuse what would change nothing (R19). An action that was withdrawn may be submitted as it was."""
    if online is None or dossier.action.diffusion not in (Diffusion.PUBLIEE, Diffusion.SUSPENDUE):
        return
    if online.revision.empreinte == fingerprint(document):
        raise refused(dossier.action, SOUMETTRE, "Rien n'y diffère de ce qui est publié.")


def check_report(rapport: Rapport) -> None:
    """Refuse what is incomplete, then what the body's standing forbids."""
    blocking = rapport.bloquants
    if any(point.code not in CONFORMITE for point in blocking):
        raise IncompleteDossier(rapport)
    if blocking:
        raise NonCompliant(blocking)


def check_twins(twins: list[Jumeau], justification: str | None) -> str | None:
    """Refuse a certain duplicate that nobody justified (R25); the justification, cleaned."""
    given = justification is not None and justification.strip()
    certain = next((twin for twin in twins if twin.certain), None)
    if certain is not None and not given:
        raise Duplicate(
            f"La session {certain.session} est la même offre que {certain.autre} : même certification, même site, même "
            "lieu, même modalité, mêmes heures, dates et dispositif qui se recouvrent. Corrigez-la, ou dites dans "
            "`justification` ce qui les distingue.",
            certain.autre,
        )
    return check_text(justification, "justification", "La justification") if given and justification else None


async def _frozen(numero: int, document: Document) -> Revision:
    """The revision of this document: the latest one when it is the same, or a new one."""
    latest = await Revision.filter(action_id=numero).order_by("-rang").first()
    if latest is not None and latest.empreinte == fingerprint(document):
        return latest
    revision = (await publication.freeze({numero: document}, OrigineRevision.SAISIE))[numero]
    revision.document = canonical(document).decode()
    return revision


async def _open(actor: Actor, dossier: Dossier, values: dict[str, Any], today: date) -> Depot:
    last = await Depot.filter(action_id=dossier.numero).order_by("-id").first()
    seen = None
    if last is not None and last.decision is not DecisionDepot.VALIDE:
        seen = last.revision_id if last.decision is DecisionDepot.REFUSE else last.revision_examinee_id
    return await Depot.create(
        action_id=dossier.numero,
        revision_examinee_id=seen,
        soumis_par_id=actor.compte,
        soumis_le=clock.now(),
        echeance=add_working_days(today, DELAI),
        **values,
    )


async def recall(actor: Actor, numero: int, expected: int) -> Dossier:
    """Take back what was submitted and not decided yet, to go on entering it.

    Raises:
        NotFound, TransitionRefused, StaleVersion.
        Forbidden: somebody else submitted it, and the actor is no manager of the body.
    """
    dossier = await find(actor, numero, RAPPELER, expected)
    manager = actor.systeme or actor.etablissements.get(dossier.organisme) is Role.GESTIONNAIRE_OF
    if not manager and dossier.open_depot.soumis_par_id != actor.compte:
        raise Forbidden("Seul qui l'a soumise, ou un gestionnaire de l'établissement, peut la rappeler.")
    await close(dossier, actor, decision=DecisionDepot.RAPPELE)
    await move(actor, dossier, RAPPELER)
    return dossier
