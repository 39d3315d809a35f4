"""Sending what is due: claimed first, so that two processes never send one twice; then handed over, then noted."""

import asyncio
import logging
from datetime import timedelta
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr

from aiosmtplib import SMTPDataError, SMTPException, SMTPRecipientRefused, SMTPRecipientsRefused

from catalogue import clock
from catalogue.models import Courriel
from catalogue.transaction import transaction
from workflows.mail.outbox import SITE
from workflows.mail.server import Post

WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360, 720, 1440, 1440))
"""Between two tries; after the last one the mail is given up, three days after the first."""

TOTAL = timedelta(minutes=3)
_LEASE = timedelta(minutes=10)  # more than TOTAL: nobody else sends what is being sent
_BATCH = 8
_EXPIRED = "Périmé avant d'avoir pu partir."
_FINAL = 500
log = logging.getLogger("sofi.mail")


async def send_due(post: Post, sender: str, site: str) -> int:
    """Hand over the mails that are due; how many were tried. Opens its own transactions.

    A process that dies between handing over and noting sends once more later, under the same Message-ID.

    Args:
        sender: `Name <address>`.
        site: the address of the service, for the links.
    """
    if not await Courriel.filter(prochain_essai_le__lte=clock.now()).exists():
        return 0  # without asking for the write lock every second
    claimed = await transaction(_claim)
    await asyncio.gather(*(_deliver(post, row, sender, site) for row in claimed))
    return len(claimed)


async def _claim() -> list[Courriel]:
    now = clock.now()
    due = await Courriel.filter(prochain_essai_le__lte=now).order_by("prochain_essai_le", "id").limit(_BATCH)
    claimed = []
    for row in due:
        mine = Courriel.filter(id=row.id, essais=row.essais, prochain_essai_le__lte=now)
        if await mine.update(essais=row.essais + 1, prochain_essai_le=now + _LEASE):
            row.essais += 1
            claimed.append(row)
    return claimed


async def _deliver(post: Post, row: Courriel, sender: str, site: str) -> None:
    if row.perime_le is not None and row.perime_le <= clock.now():
        await transaction(lambda: _give_up(row, _EXPIRED))
        return
    try:
        async with asyncio.timeout(TOTAL.total_seconds()):
            await post(message_of(row, sender, site))
    except (SMTPException, OSError, ValueError, MessageError) as error:  # TimeoutError is an OSError
        reason = f"{type(error).__name__} : {error}"[:400]
        final = _is_final(error) or row.essais > len(WAITS)
        await transaction(lambda: _give_up(row, reason) if final else _put_off(row, reason))
        told = {"courriel": row.id, "essais": row.essais, "abandon": final, "erreur": reason}
        log.warning("Un courriel n'est pas parti.", extra=told)
    else:
        await transaction(lambda: _note_sent(row))


def message_of(row: Courriel, sender: str, site: str) -> EmailMessage:
    """The message of a row. Raises ValueError for what cannot stand in a header."""
    name, address = parseaddr(sender)
    origin = Address(name, addr_spec=address)
    message = EmailMessage(policy=SMTP)
    message["From"] = origin
    message["To"] = Address(addr_spec=row.destinataire)
    message["Subject"] = row.sujet
    message["Date"] = format_datetime(clock.now())
    message["Message-ID"] = f"<sofi-{row.id}-{round(row.cree_le.timestamp())}@{origin.domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(row.texte.replace(SITE, site))
    if row.html is not None:
        message.add_alternative(row.html.replace(SITE, site), subtype="html")
    return message


def _is_final(error: Exception) -> bool:
    """Whether trying again is no use: the address or the message was refused for good, or cannot be written down."""
    if isinstance(error, SMTPRecipientsRefused):
        return all(refused.code >= _FINAL for refused in error.recipients)
    if isinstance(error, SMTPRecipientRefused | SMTPDataError):
        return error.code >= _FINAL
    return isinstance(error, ValueError | MessageError)


def _wiped(row: Courriel) -> dict[str, str | None]:
    return {"texte": "", "html": None} if row.confidentiel else {}


async def _note_sent(row: Courriel) -> None:
    await Courriel.filter(id=row.id).update(envoye_le=clock.now(), prochain_essai_le=None, erreur=None, **_wiped(row))


async def _put_off(row: Courriel, reason: str) -> None:
    await Courriel.filter(id=row.id).update(prochain_essai_le=clock.now() + WAITS[row.essais - 1], erreur=reason)


async def _give_up(row: Courriel, reason: str) -> None:
    await Courriel.filter(id=row.id).update(prochain_essai_le=None, erreur=reason, **_wiped(row))
