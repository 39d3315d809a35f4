"""Webhooks to a receiver, and events that are told to them."""

from catalogue import clock
from catalogue.models import Abonnement, Evenement, Livraison
from catalogue.transaction import transaction
from tests.workflows.webhooks.conftest import Receiver
from workflows.actor import SYSTEM
from workflows.events.distribution import distribute
from workflows.events.emitting import emit
from workflows.webhooks import subscriptions

SUBMITTED = {"code": "1-2", "intitule": "Cuisine", "siret": "1" * 14, "nature": "NOUVELLE"}
REFUSED = {"code": "1-2", "intitule": "Cuisine", "siret": "1" * 14, "motif": "INCOMPLET", "precision": None}


async def subscribe(receiver: Receiver, *types: str, organisme: int | None = None) -> Abonnement:
    """A webhook to the receiver."""
    return await transaction(lambda: subscriptions.create_webhook(SYSTEM, receiver.url, types, organisme))


async def tell(kind: str = "action.submitted", organisme: int | None = None) -> Evenement:
    """An event that happens and is distributed."""
    data = SUBMITTED if kind == "action.submitted" else REFUSED
    event = await transaction(lambda: emit(SYSTEM, kind, data, organisme=organisme))
    assert event is not None
    await distribute()
    return event


async def due_now() -> None:
    """Let what waits be due."""
    await transaction(lambda: Livraison.filter(prochain_le__not_isnull=True).update(prochain_le=clock.now()))
