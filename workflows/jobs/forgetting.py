"""What is kept of those who came in goes when nobody needs it any more."""

from datetime import date, timedelta
from typing import Any

from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from catalogue import clock
from catalogue.models import Courriel, Jeton, LienUnique, Livraison, Notification, Tentative
from catalogue.transaction import transaction
from workflows.accounts.throttling import FORGOTTEN, KNOWN, KNOWN_MARK
from workflows.accounts.tokens import IDLE

MAIL_LIFE = timedelta(days=365)
DELIVERY_LIFE = timedelta(days=90)


async def run(_today: date, dry_run: bool) -> list[str]:
    """Delete dead sessions and links, old failures, places long unseen, mails and notifications of last year, and
    deliveries of last quarter; a line for each kind.
    """

    async def work() -> list[str]:
        now = clock.now()
        place = Q(cle__startswith=KNOWN_MARK)
        dead: dict[str, QuerySet[Any]] = {
            "connexion(s) finie(s)": Jeton.filter(Q(expire_le__lte=now) | Q(vu_le__lte=now - IDLE)),
            "lien(s) périmé(s)": LienUnique.filter(expire_le__lte=now),
            "suite(s) d'échecs": Tentative.filter(~place, depuis__lte=now - FORGOTTEN),
            "provenance(s) de connexion": Tentative.filter(place, depuis__lte=now - KNOWN),
            "livraison(s) de webhook": Livraison.filter(evenement__le__lte=now - DELIVERY_LIFE, prochain_le=None),
            "notification(s)": Notification.filter(evenement__le__lte=now - MAIL_LIFE),
            "courriel(s)": Courriel.filter(cree_le__lte=now - MAIL_LIFE, prochain_essai_le=None),
        }
        counts = {what: await (rows.count() if dry_run else rows.delete()) for what, rows in dead.items()}
        return [f"{count} {what}." for what, count in counts.items() if count]

    return await transaction(work)
