"""Events with what a mail says of them besides their data, so that it can be understood without opening anything."""

from catalogue.models import Evenement, Question
from catalogue.vocabulary.champs import libelle_champ
from catalogue.vocabulary.motifs import MOTIFS_QUESTION
from workflows.events.mails import Told

MAX_QUESTIONS = 10
WITHOUT_MAIL = frozenset({"action.published"})
"""Told in the inbox and by webhooks alone: an approval says it already, and a libre change is the body's own doing."""

_ASKING = frozenset({"action.information_requested", "action.reminded"})


async def told(event: Evenement) -> Told:
    """An event as a mail tells it. One statement at most."""
    details: list[tuple[str, str]] = []
    if event.type in _ASKING and event.action is not None:
        asked = await Question.filter(
            depot__action_id=event.action, depot__decision=None, repondu_le=None, pose_le__lte=event.le
        ).order_by("id")
        details = [(_heading(question), question.texte) for question in asked[:MAX_QUESTIONS]]
        if len(asked) > MAX_QUESTIONS:
            details.append(("Dans le dossier", f"{len(asked) - MAX_QUESTIONS} autres questions"))
    return Told(event.type, event.donnees, event.action, details)


def _heading(question: Question) -> str:
    """What a question is about: its reason, and the field in the card's words."""
    motif = MOTIFS_QUESTION.get(question.motif)
    reason = motif.libelle if motif else question.motif
    return f"{libelle_champ(question.champ)}, {reason}" if question.champ else reason.capitalize()
