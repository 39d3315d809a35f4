"""The digest of the day for the accounts that asked for one: what was told in their inbox since the last (B6.6)."""

from datetime import date

from catalogue import clock
from catalogue.models import Compte, Notification
from catalogue.transaction import transaction
from catalogue.vocabulary import PreferenceCourriels
from workflows.events import mails
from workflows.events.telling import WITHOUT_MAIL, told
from workflows.mail import outbox


async def run(today: date, dry_run: bool) -> list[str]:
    """Write the digests that are due, each in a transaction of its own; one line for each."""
    lines = []
    wanting = Compte.filter(preference_courriels=PreferenceCourriels.QUOTIDIEN, actif=True).order_by("id")
    for compte in await wanting:
        count = await transaction(lambda compte=compte: _digest(compte, today, dry_run))  # type: ignore[misc]
        if count:
            lines.append(f"{compte.nom} : {count} nouvelle(s).")
    return lines


async def _digest(compte: Compte, today: date, dry_run: bool) -> int:
    rows = (
        await Notification.filter(compte_id=compte.id, resumee_le=None, lue_le=None)
        .exclude(evenement__type__in=sorted(WITHOUT_MAIL))
        .select_related("evenement")
        .order_by("id")
    )
    if rows and not dry_run:
        mail = mails.of_day([await told(row.evenement) for row in rows])
        key = f"resume:{compte.id}:{today}:{rows[-1].id}"
        await outbox.write(compte.courriel, mail.sujet, mail.texte, html=mail.html, cle=key)
        await Notification.filter(id__in=[row.id for row in rows]).update(resumee_le=clock.now())
    return len(rows)
