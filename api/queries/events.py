"""One's inbox, the webhooks one manages, and the catalogue of events."""

from typing import Annotated, Any

import strawberry

from api import pagination
from api.context import Info
from api.errors import AccessRefused
from api.pagination import After, Arguments, Before, Connection, First, Last
from api.scalars import Siret
from api.types.event import Delivery, EventType, NotificationType, Webhook
from catalogue.models import Abonnement
from catalogue.reads import annuaire, notifications
from catalogue.reads.keyset import read_page
from workflows.events.kinds import KINDS
from workflows.policies import Verb, reason_against


@strawberry.type
class EventQueries:
    """What one is told."""

    @strawberry.field(description="Les types d'événements, chacun avec le schéma de ce qui est envoyé.")
    def evenements(self) -> list[EventType]:
        """No statement."""
        return [EventType.of(kind) for kind in KINDS.values()]

    @strawberry.field(description="Ma boîte : ce qui s'est passé dans mes dossiers, le plus récent d'abord.")
    async def notifications(
        self,
        info: Info,
        non_lues: Annotated[bool, strawberry.argument(description="Seulement celles qui ne sont pas lues.")] = False,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[NotificationType]:
        """One statement, one for the total."""
        compte = info.context.actor.compte
        if compte is None:
            raise AccessRefused("Connectez-vous d'abord par `signIn`.", "UNAUTHENTICATED")
        query = notifications.inbox(compte, unread=non_lues)
        return await _latest(query, NotificationType.of, Arguments(first, after, last, before), "notifications")

    @strawberry.field(description="Les webhooks d'un établissement ou, sans SIRET, ceux de la région.")
    async def webhooks(
        self,
        info: Info,
        siret: Annotated[Siret | None, strawberry.argument(description="SIRET de l'établissement.")] = None,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[Webhook]:
        """Two statements, one for the total."""
        organisme = await annuaire.organisme_by_siret(siret) if siret else None
        numero = organisme["numero"] if organisme else None
        _require(info, numero, unknown=siret is not None and numero is None)
        query = notifications.webhooks(numero)
        return await _latest(query, Webhook.of, Arguments(first, after, last, before), "webhooks")

    @strawberry.field(description="Le journal des envois d'un webhook, le plus récent d'abord.")
    async def deliveries(
        self,
        info: Info,
        webhook: Annotated[int, strawberry.argument(description="Numéro du webhook.")],
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[Delivery]:
        """Two statements, one for the total."""
        row = await Abonnement.get_or_none(id=webhook)
        _require(info, row.organisme_id if row else None, unknown=row is None)
        query = notifications.deliveries(webhook)
        return await _latest(query, Delivery.of, Arguments(first, after, last, before), "livraisons")


def _require(info: Info, organisme: int | None, *, unknown: bool) -> None:
    """Refuse alike what is not there and what is not the caller's."""
    verb = Verb.ADMINISTRER if organisme is None else Verb.GERER
    reason = reason_against(info.context.actor, verb, organisme)
    if unknown or reason is not None:
        code = "FORBIDDEN" if info.context.actor.connu else "UNAUTHENTICATED"
        raise AccessRefused(reason or "Seul un gestionnaire de l'établissement peut le lire.", code)


async def _latest(query: Any, shown: Any, arguments: Arguments, name: str) -> Any:
    page = await read_page(query, notifications.LATEST, pagination.window(arguments, name, notifications.LATEST))
    return pagination.connection(page, [shown(row) for row in page.rows], name, notifications.LATEST, query.count)
