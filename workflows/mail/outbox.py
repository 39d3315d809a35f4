"""The mails that wait to be sent."""

from datetime import datetime

from catalogue import clock, wakeups
from catalogue.models import Courriel

SITE = "{site}"
"""Stands for the address of the service in a text: only the process that sends knows it."""


async def write(
    destinataire: str,
    sujet: str,
    texte: str,
    *,
    html: str | None = None,
    cle: str | None = None,
    confidentiel: bool = False,
    perime_le: datetime | None = None,
) -> bool:
    """Write a mail that will be sent once the caller's transaction is kept; False when one with this key was written
    before.

    Args:
        destinataire: an address as `rules.contacts.courriel` gives it.
        sujet: one line; breaks become blanks, so that nothing of it can pass for a header.
        texte: plain text; `SITE` in it becomes the address of the service.
        html: the same for those who read HTML.
        cle: what must be told once, in 120 characters at most (`session.ending:4711:30`).
        confidentiel: the text holds a secret: it is wiped when the mail was sent or given up.
        perime_le: from then on it is not worth sending.
    """
    if cle is not None and await Courriel.exists(cle=cle):
        return False
    now = clock.now()
    await Courriel.create(
        cle=cle,
        destinataire=destinataire,
        sujet=" ".join(sujet.split())[:200],
        texte=texte,
        html=html,
        confidentiel=confidentiel,
        cree_le=now,
        perime_le=perime_le,
        prochain_essai_le=now,
    )
    wakeups.announce()
    return True
