"""Notifications read, webhooks managed."""

from typing import Annotated

import strawberry

from api.context import Info
from api.mutations.given import ASKED
from api.mutations.results import RemoveSuccess
from api.scalars import Siret
from api.types import enums  # noqa: F401  (registers the enums)
from api.types.event import Delivery, Webhook
from api.types.refusals import Forbidden, InvalidInput, NotFound, StaleVersion
from catalogue.models import Livraison
from catalogue.reads import annuaire
from catalogue.transaction import transaction
from catalogue.vocabulary import PreferenceCourriels
from workflows import errors
from workflows.events import inbox
from workflows.webhooks import subscriptions
from workflows.webhooks.targets import ForbiddenTarget, check_target


@strawberry.type(description="Le webhook est enregistré.")
class WebhookSuccess:
    """A webhook was created or changed."""

    webhook: Webhook = strawberry.field(description="Le webhook comme il est à présent.")
    secret: str | None = strawberry.field(
        description="Son secret, montré cette seule fois : à la création et au renouvellement.", default=None
    )


@strawberry.type(description="L'envoi est demandé.")
class DeliverySuccess:
    """Something will be sent."""

    delivery: Delivery = strawberry.field(description="L'envoi, à suivre dans `deliveries`.")


@strawberry.type(description="Les notifications sont lues.")
class MarkReadSuccess:
    """Notifications were marked."""

    nombre: int = strawberry.field(description="Nombre de notifications qui ne l'étaient pas encore.")


MarkReadResult = Annotated[
    MarkReadSuccess | Forbidden, strawberry.union("MarkReadResult", description="Ce que répond `markRead`.")
]


@strawberry.type(description="La préférence est enregistrée.")
class MailPreferenceSuccess:
    """A preference was kept."""

    preference: PreferenceCourriels = strawberry.field(description="La préférence à présent.")


MailPreferenceResult = Annotated[
    MailPreferenceSuccess | Forbidden,
    strawberry.union("MailPreferenceResult", description="Ce que répond `setMailPreference`."),
]
CreateWebhookResult = Annotated[
    WebhookSuccess | InvalidInput | Forbidden | NotFound,
    strawberry.union("CreateWebhookResult", description="Ce que répond `createWebhook`."),
]
UpdateWebhookResult = Annotated[
    WebhookSuccess | InvalidInput | StaleVersion | Forbidden | NotFound,
    strawberry.union("UpdateWebhookResult", description="Ce que répondent `updateWebhook` et `rotateWebhookSecret`."),
]
RemoveWebhookResult = Annotated[
    RemoveSuccess | Forbidden | NotFound,
    strawberry.union("RemoveWebhookResult", description="Ce que répond `removeWebhook`."),
]
DeliveryResult = Annotated[
    DeliverySuccess | Forbidden | NotFound,
    strawberry.union("DeliveryResult", description="Ce que répondent `pingWebhook` et `replayDelivery`."),
]


@strawberry.input(description="Un nouveau webhook.")
class CreateWebhookInput:
    """A new webhook."""

    url: str = strawberry.field(description="Adresse https:// de l'Internet public.")
    types: list[str] = strawberry.field(
        description="Types d'événements, de la liste `evenements` ; vide : tous.", default_factory=list
    )
    siret: Siret | None = strawberry.field(
        description="L'établissement dont on veut les événements ; absent : toute la région.", default=None
    )


@strawberry.input(description="Un webhook à changer.")
class UpdateWebhookInput:
    """A change of a webhook."""

    numero: int = strawberry.field(description="Numéro du webhook.")
    expected_version: int = strawberry.field(description="La `version` lue.")
    url: str | None = strawberry.field(description="Nouvelle adresse.", default=None)
    types: list[str] | None = strawberry.field(description="Nouveaux types.", default=None)
    actif: bool | None = strawberry.field(description="false arrête, true reprend.", default=None)


Numero = Annotated[int, strawberry.argument(description="Numéro du webhook.")]


@strawberry.type
class EventMutations:
    """The mutations of inboxes and webhooks."""

    @strawberry.mutation(description="Marque comme lues des notifications de ma boîte, toutes sans liste.")
    async def mark_read(
        self,
        info: Info,
        numeros: Annotated[list[int] | None, strawberry.argument(description="Leurs numéros.")] = None,
    ) -> MarkReadResult:
        """One transaction."""
        return MarkReadSuccess(nombre=await transaction(lambda: inbox.mark_read(info.context.actor, numeros)))

    @strawberry.mutation(description="Choisit quand mes courriels viennent : à chaque événement, par jour, jamais.")
    async def set_mail_preference(
        self,
        info: Info,
        preference: Annotated[PreferenceCourriels, strawberry.argument(description="La préférence.")],
    ) -> MailPreferenceResult:
        """One transaction."""
        kept = await transaction(lambda: inbox.set_preference(info.context.actor, preference))
        return MailPreferenceSuccess(preference=kept)

    @strawberry.mutation(description="Crée un webhook ; son secret n'est montré que dans cette réponse.")
    async def create_webhook(self, info: Info, input: Annotated[CreateWebhookInput, ASKED]) -> CreateWebhookResult:
        """The address is resolved first, then one transaction."""
        url = await _target(info, input.url)
        organisme = await annuaire.organisme_by_siret(input.siret) if input.siret else None
        if input.siret and organisme is None:
            raise errors.NotFound(f"L'établissement {input.siret} n'existe pas.")
        row = await transaction(
            lambda: subscriptions.create_webhook(
                info.context.actor, url, input.types, organisme["numero"] if organisme else None
            )
        )
        return WebhookSuccess(webhook=Webhook.of(row), secret=row.secret)

    @strawberry.mutation(description="Change l'adresse ou les types d'un webhook, l'arrête ou le reprend.")
    async def update_webhook(self, info: Info, input: Annotated[UpdateWebhookInput, ASKED]) -> UpdateWebhookResult:
        """The address is resolved first, then one transaction."""
        url = await _target(info, input.url) if input.url is not None else None
        row = await transaction(
            lambda: subscriptions.update_webhook(
                info.context.actor, input.numero, input.expected_version, url=url, types=input.types, actif=input.actif
            )
        )
        return WebhookSuccess(webhook=Webhook.of(row))

    @strawberry.mutation(description="Donne un nouveau secret ; l'ancien signe encore un jour, avec lui.")
    async def rotate_webhook_secret(
        self,
        info: Info,
        numero: Numero,
        expected_version: Annotated[int, strawberry.argument(description="La `version` lue.")],
    ) -> UpdateWebhookResult:
        """One transaction."""
        row = await transaction(lambda: subscriptions.rotate_secret(info.context.actor, numero, expected_version))
        return WebhookSuccess(webhook=Webhook.of(row), secret=row.secret)

    @strawberry.mutation(description="Supprime un webhook et son journal.")
    async def remove_webhook(self, info: Info, numero: Numero) -> RemoveWebhookResult:
        """One transaction."""
        await transaction(lambda: subscriptions.remove_webhook(info.context.actor, numero))
        return RemoveSuccess(numero=numero)

    @strawberry.mutation(description="Envoie un essai (`webhook.ping`) à un webhook.")
    async def ping_webhook(self, info: Info, numero: Numero) -> DeliveryResult:
        """One transaction; the sending follows."""
        return await _delivery(await transaction(lambda: subscriptions.ping(info.context.actor, numero)))

    @strawberry.mutation(description="Envoie de nouveau un événement à un webhook, tout de suite.")
    async def replay_delivery(
        self, info: Info, numero: Annotated[int, strawberry.argument(description="Numéro de l'envoi.")]
    ) -> DeliveryResult:
        """One transaction; the sending follows."""
        return await _delivery(await transaction(lambda: subscriptions.replay(info.context.actor, numero)))


async def _target(info: Info, url: str) -> str:
    """The address, checked outside any transaction; only for who is signed in, since a name is resolved for it."""
    if not info.context.actor.connu:
        raise errors.Forbidden("Connectez-vous d'abord par `signIn`.")
    try:
        return await check_target(url, allow_private=info.context.private_webhooks)
    except ForbiddenTarget as error:
        raise errors.InvalidValues([errors.Probleme("url", "ADRESSE", str(error))]) from None


async def _delivery(row: Livraison) -> DeliverySuccess:
    await row.fetch_related("evenement")
    return DeliverySuccess(delivery=Delivery.of(row))
