"""From the outbox to the inboxes, the mails and the webhooks: each event once, in order, in one transaction with its
place. One mail for each person and event; whom nobody tells at once is told by the digest of the day.
"""

from collections.abc import Sequence
from functools import partial

from catalogue import clock, wakeups
from catalogue.models import Abonnement, Canal, Compte, Evenement, Livraison, Notification
from catalogue.transaction import transaction
from catalogue.vocabulary import PreferenceCourriels
from workflows.events import mails
from workflows.events.recipients import fallback, recipients
from workflows.events.telling import WITHOUT_MAIL, told
from workflows.mail import outbox

_CANAL = "distribution"
_BATCH = 100


async def distribute(mailbox: str | None = None) -> int:
    """Give the next events to those they concern; how many there were. `mailbox` is the Offer team's, for what would
    reach nobody. Opens its own transaction.
    """
    canal = await Canal.get_or_none(nom=_CANAL)
    if canal is not None and not await Evenement.filter(id__gt=canal.dernier).exists():
        return 0  # without asking for the write lock every second
    return await transaction(partial(_distribute, mailbox))


async def _distribute(mailbox: str | None) -> int:
    canal, _ = await Canal.get_or_create(nom=_CANAL)
    events = await Evenement.filter(id__gt=canal.dernier).order_by("id").limit(_BATCH)
    if not events:
        return 0
    now = clock.now()
    hooks = await Abonnement.filter(actif=True)
    notifications, deliveries = [], []
    for event in events:
        people = await recipients(event)
        notifications += [Notification(compte_id=compte.id, evenement_id=event.id) for compte in people]
        await _write_mails(event, people, mailbox)
        deliveries += [
            Livraison(abonnement_id=hook.id, evenement_id=event.id, prochain_le=now)
            for hook in hooks
            if wants(hook, event)
        ]
    await Notification.bulk_create(notifications)
    await Livraison.bulk_create(deliveries)
    await Canal.filter(nom=_CANAL).update(dernier=events[-1].id)
    wakeups.announce()
    return len(events)


async def _write_mails(event: Evenement, people: Sequence[Compte], mailbox: str | None) -> None:
    if event.type in WITHOUT_MAIL:
        return
    addresses = [row.courriel for row in people if row.preference_courriels is PreferenceCourriels.IMMEDIAT]
    if not people and (address := await fallback(event, mailbox)) is not None:
        addresses = [address]
    if not addresses:
        return
    mail = mails.of_event(await told(event))
    for address in addresses:
        await outbox.write(address, mail.sujet, mail.texte, html=mail.html, cle=f"{event.identifiant}:{address}"[:120])


def wants(hook: Abonnement, event: Evenement) -> bool:
    """Whether a webhook is told of an event: of its types, and of its body when it is a body's."""
    if event.type == "webhook.ping":
        return False
    if hook.organisme_id is not None and hook.organisme_id != event.organisme_id:
        return False
    return not hook.types or event.type in hook.types
