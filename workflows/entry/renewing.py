"""Renewal of sessions: one, or all that criteria choose, each by itself (R21 to R23)."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from tortoise.exceptions import IntegrityError

from catalogue import clock
from catalogue.documents.identity import code_fas
from catalogue.models import Reconduction, Session
from catalogue.rules.renewal import Decalage, decaler
from catalogue.transaction import transaction
from catalogue.vocabulary import Diffusion, IssueReconduction
from workflows.actor import Actor
from workflows.entry.access import session_of
from workflows.entry.copying import copy_session
from workflows.entry.formations import establishment_of
from workflows.errors import Duplicate, InvalidValues, Probleme, WorkflowError
from workflows.policies import Verb
from workflows.replay import once

MAX_SESSIONS = 500


@dataclass(frozen=True, slots=True)
class Criteres:
    """Which sessions of a body: those that end between two days, of these actions (empty: all); never archived ones."""

    fin_du: datetime.date | None = None
    fin_au: datetime.date | None = None
    actions: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class LigneReconduction:
    """What became of one session: its code, the new dates, the code of the new session when there is one."""

    source: str
    issue: IssueReconduction
    date_debut: datetime.date | None
    date_fin: datetime.date | None
    code: str | None
    message: str | None = None


async def renew_session(
    actor: Actor, numero: int, debut: datetime.date, fin: datetime.date | None, *, key: str | None = None
) -> tuple[int, int]:
    """A copy of a session at new dates, under the same action; its number and its formation's. Without `fin` it lasts
    as long as its source.

    Raises:
        Duplicate: it was renewed for that day already; names the session.
        InvalidValues: the end comes before the beginning.
        NotFound, Forbidden, Gone, KeyReused, TransitionRefused.
    """
    source = await session_of(actor, numero, Verb.SAISIR)

    async def create() -> int:
        return (await _renew(actor, source, debut, fin if fin is not None else _same_length(source, debut))).numero

    made = int(await once(actor, "renewSession", key, [numero, debut, fin], create))
    return made, source.action.formation_id


def _same_length(source: Session, debut: datetime.date) -> datetime.date | None:
    if source.date_debut is None or source.date_fin is None:
        return None
    return debut + (source.date_fin - source.date_debut)


async def _renew(actor: Actor, source: Session, debut: datetime.date, fin: datetime.date | None) -> Session:
    if fin is not None and fin < debut:
        message = f"La date de fin ({fin:%d/%m/%Y}) précède la date de début ({debut:%d/%m/%Y})."
        raise InvalidValues([Probleme("date_fin", "DATES", message)])
    action = source.action
    twin = await _twin(source.numero, debut)
    if twin is not None:
        code = code_fas(action.formation_id, action.numero, twin)
        raise Duplicate(f"Cette session est déjà reconduite au {debut:%d/%m/%Y} : {code}.", code)
    made = await copy_session(actor, source, action.numero, debut, fin, action.formation.organisme_id, renewal=True)
    await Reconduction.create(source_id=source.numero, date_debut=debut, session_id=made.numero)
    return made


async def _twin(source: int, debut: datetime.date) -> int | None:
    """The session that was made of this one for that day."""
    row = await Reconduction.get_or_none(source_id=source, date_debut=debut)
    return row.session_id if row else None


async def renew_sessions(
    actor: Actor, siret: str, criteres: Criteres, decalage: Decalage, *, dry_run: bool
) -> list[LigneReconduction]:
    """Renew all sessions that the criteria choose, each in a transaction of its own: one that cannot be is told and the
    others go on; one that was renewed for that day already is left (asking twice creates nothing twice).

    Raises:
        NotFound, Forbidden: the establishment is not there, or not the actor's to enter for.
        InvalidValues: more than 500 sessions are chosen.
    """
    organisme = await establishment_of(actor, siret)
    query = Session.filter(action__formation__organisme_id=organisme.numero, date_debut__not_isnull=True).exclude(
        action__diffusion=Diffusion.ARCHIVEE
    )
    if criteres.fin_du is not None:
        query = query.filter(date_fin__gte=criteres.fin_du)
    if criteres.fin_au is not None:
        query = query.filter(date_fin__lte=criteres.fin_au)
    if criteres.actions:
        query = query.filter(action_id__in=list(criteres.actions))
    chosen = await query.order_by("date_fin", "numero").limit(MAX_SESSIONS + 1)
    if len(chosen) > MAX_SESSIONS:
        message = f"Plus de {MAX_SESSIONS} sessions répondent aux critères : resserrez-les et recommencez."
        raise InvalidValues([Probleme("criteres", "TROP_NOMBREUX", message)])
    return [await _one(actor, row.numero, decalage, dry_run) for row in chosen]


async def _one(actor: Actor, numero: int, decalage: Decalage, dry_run: bool) -> LigneReconduction:
    try:
        return await transaction(partial(_renewed, actor, numero, decalage, dry_run))
    except IntegrityError:
        # Another request renewed it between our look and our write: look again.
        return await transaction(partial(_renewed, actor, numero, decalage, dry_run))


async def _renewed(actor: Actor, numero: int, decalage: Decalage, dry_run: bool) -> LigneReconduction:
    row = await Session.get(numero=numero).select_related("action")
    source = code_fas(row.action.formation_id, row.action_id, numero)
    debut = decaler(row.date_debut, decalage) if row.date_debut else clock.today()
    fin = decaler(row.date_fin, decalage) if row.date_fin else None
    try:
        session = await session_of(actor, numero, Verb.SAISIR)
        if dry_run:
            twin = await _twin(numero, debut)
            if twin is None:
                return LigneReconduction(source, IssueReconduction.A_CREER, debut, fin, None)
            code = code_fas(row.action.formation_id, row.action_id, twin)
            return LigneReconduction(source, IssueReconduction.DEJA_RECONDUITE, debut, fin, code)
        made = await _renew(actor, session, debut, fin)
    except Duplicate as error:
        return LigneReconduction(source, IssueReconduction.DEJA_RECONDUITE, debut, fin, error.jumeau, str(error))
    except WorkflowError as error:
        return LigneReconduction(source, IssueReconduction.REFUSEE, debut, fin, None, str(error))
    code = code_fas(row.action.formation_id, row.action_id, made.numero)
    return LigneReconduction(source, IssueReconduction.CREEE, debut, fin, code)
