"""Requests for information that wait (B6.2, 10): reminded after 7 and 14 days, closed after 30, never before the day on
which the answer is due. A submission that is asked about a second time begins to wait anew.
"""

from datetime import date, timedelta
from functools import partial

from catalogue.clock import PARIS
from catalogue.documents.identity import code_fas
from catalogue.models import Depot, Question
from catalogue.transaction import transaction
from catalogue.vocabulary import EtatDossier
from workflows.actor import SYSTEM
from workflows.dossiers import questions
from workflows.errors import WorkflowError

REMINDERS = (timedelta(days=7), timedelta(days=14))
CLOSING = timedelta(days=30)


async def run(today: date, dry_run: bool) -> list[str]:
    """Remind or close what waits; each file in a transaction of its own, one line for each."""
    lines = []
    waiting = Depot.filter(decision=None, action__dossier=EtatDossier.EN_ATTENTE_DE_REPONSES)
    for depot in await waiting.select_related("action").order_by("action_id"):
        asked = await Question.filter(depot_id=depot.id).order_by("-pose_le").first()
        if asked is None:
            continue
        since = today - asked.pose_le.astimezone(PARIS).date()
        due = sum(since >= limit for limit in REMINDERS)
        closing = since >= CLOSING and (depot.reponse_avant is None or today >= depot.reponse_avant)
        if not closing and depot.relances >= due:
            continue
        code = code_fas(depot.action.formation_id, depot.action_id)
        lines.append(f"{code} : {'close' if closing else 'relancée'}, {since.days} jours sans nouvelle soumission.")
        if not dry_run:
            await transaction(partial(_close, depot) if closing else partial(_remind, depot, due))
    return lines


async def _remind(depot: Depot, due: int) -> None:
    try:
        await questions.remind(SYSTEM, depot.action_id)
    except WorkflowError:
        # The body answered, or somebody decided, since we looked: there is nothing left to do.
        return
    # One reminder stands for those whose day was missed.
    await Depot.filter(id=depot.id).update(relances=due)


async def _close(depot: Depot) -> None:
    try:
        await questions.close_unanswered(SYSTEM, depot.action_id)
    except WorkflowError:
        # As above.
        return
