"""Requests for information that wait (B6.2, 10): reminded after 7 and 14 days, closed after 30."""

from datetime import date, timedelta

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
        asked = await Question.filter(depot_id=depot.id).order_by("pose_le").first()
        if asked is None:
            continue
        since = today - asked.pose_le.astimezone(PARIS).date()
        due = sum(since >= limit for limit in REMINDERS)
        if since < CLOSING and depot.relances >= due:
            continue
        code = code_fas(depot.action.formation_id, depot.action_id)
        lines.append(
            f"{code} : {'close' if since >= CLOSING else 'relancée'}, {since.days} jours sans nouvelle soumission."
        )
        if not dry_run:
            await transaction(lambda depot=depot, since=since: _act(depot, since))  # type: ignore[misc]
    return lines


async def _act(depot: Depot, since: timedelta) -> None:
    try:
        if since >= CLOSING:
            await questions.close_unanswered(SYSTEM, depot.action_id)
        else:
            await questions.remind(SYSTEM, depot.action_id)
            # One reminder stands for those whose day was missed.
            await Depot.filter(id=depot.id).update(relances=sum(since >= limit for limit in REMINDERS))
    except WorkflowError:
        # The body answered, or somebody decided, since we looked: there is nothing left to do.
        return
