"""Inboxes, webhooks and their deliveries as their owners read them."""

from tortoise.queryset import QuerySet

from catalogue.models import Abonnement, Livraison, Notification
from catalogue.reads.keyset import Order

LATEST = Order(("id",), descending=True)
"""The latest first."""


def inbox(compte: int, *, unread: bool) -> QuerySet[Notification]:
    """The notifications of an account, with their events."""
    query = Notification.filter(compte_id=compte).select_related("evenement")
    return query.filter(lue_le=None) if unread else query


def webhooks(organisme: int | None) -> QuerySet[Abonnement]:
    """The webhooks of an establishment, or (None) of the region."""
    return Abonnement.filter(organisme_id=organisme) if organisme is not None else Abonnement.filter(organisme_id=None)


def deliveries(abonnement: int) -> QuerySet[Livraison]:
    """The deliveries of a webhook, with their events."""
    return Livraison.filter(abonnement_id=abonnement).select_related("evenement")
