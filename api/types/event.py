"""Events as accounts and receivers of webhooks see them."""

from datetime import datetime

import strawberry
from strawberry.scalars import JSON

from catalogue.models import Abonnement, Evenement, Livraison, Notification
from workflows.events.kinds import KINDS, EventKind


@strawberry.type(description="Ce qui s'est passé.")
class Event:
    """One event."""

    identifiant: str = strawberry.field(description="Identifiant, le même dans tous les canaux (`webhook-id`).")
    type: str = strawberry.field(description="Type, par exemple `action.approved`.")
    libelle: str = strawberry.field(description="Ce que cela veut dire.")
    le: datetime = strawberry.field(description="Quand.")
    donnees: JSON = strawberry.field(description="Les données, comme le schéma du type les décrit.")

    @classmethod
    def of(cls, row: Evenement) -> "Event":
        """A row as it is shown."""
        return cls(
            identifiant=row.identifiant, type=row.type, libelle=KINDS[row.type].libelle, le=row.le, donnees=row.donnees
        )


@strawberry.type(description="Un type d'événement.")
class EventType:
    """A kind of event, with the schema of what is sent."""

    nom: str = strawberry.field(description="Nom, stable.")
    version: int = strawberry.field(description="Version de ses données.")
    libelle: str = strawberry.field(description="Ce que cela veut dire.")
    schema: JSON = strawberry.field(description="Schéma JSON (2020-12) de l'événement comme il est envoyé.")

    @classmethod
    def of(cls, kind: EventKind) -> "EventType":
        """A kind as it is shown."""
        return cls(nom=kind.nom, version=kind.version, libelle=kind.libelle, schema=kind.schema())  # type: ignore[arg-type]


@strawberry.type(name="Notification", description="Un événement dans la boîte d'un compte.")
class NotificationType:
    """An event in an inbox."""

    numero: int = strawberry.field(description="Numéro, à passer à `markRead`.")
    evenement: Event = strawberry.field(description="L'événement.")
    lue_le: datetime | None = strawberry.field(description="Quand elle a été marquée comme lue.")

    @classmethod
    def of(cls, row: Notification) -> "NotificationType":
        """A row whose event was fetched with it."""
        return cls(numero=row.id, evenement=Event.of(row.evenement), lue_le=row.lue_le)


@strawberry.type(description="Un webhook : l'adresse où des événements sont envoyés, signés.")
class Webhook:
    """A webhook; its secret is shown once, by the mutation that made it."""

    numero: int = strawberry.field(description="Numéro.")
    url: str = strawberry.field(description="Adresse.")
    types: list[str] = strawberry.field(description="Types d'événements envoyés ; vide : tous.")
    actif: bool = strawberry.field(description="Envoie-t-on ?")
    suspendu_le: datetime | None = strawberry.field(
        description="Quand l'envoi a été suspendu, la cible ne répondant plus ; `updateWebhook(actif: true)` reprend."
    )
    version: int = strawberry.field(description="Version, à passer à `expectedVersion`.")

    @classmethod
    def of(cls, row: Abonnement) -> "Webhook":
        """A row as it is shown."""
        return cls(
            numero=row.id,
            url=row.url,
            types=row.types,
            actif=row.actif,
            suspendu_le=row.suspendu_le,
            version=row.version,
        )


@strawberry.type(description="Un événement en route vers un webhook.")
class Delivery:
    """A line of the delivery log."""

    numero: int = strawberry.field(description="Numéro, à passer à `replayDelivery`.")
    evenement: Event = strawberry.field(description="L'événement.")
    essais: int = strawberry.field(description="Nombre d'essais.")
    statut: int | None = strawberry.field(description="Code HTTP de la dernière réponse.")
    erreur: str | None = strawberry.field(description="Pourquoi il n'y a pas eu de réponse.")
    livree_le: datetime | None = strawberry.field(description="Quand la cible l'a acceptée.")
    prochain_le: datetime | None = strawberry.field(description="Prochain essai ; null quand il n'y en aura plus.")

    @classmethod
    def of(cls, row: Livraison) -> "Delivery":
        """A row whose event was fetched with it."""
        return cls(
            numero=row.id,
            evenement=Event.of(row.evenement),
            essais=row.essais,
            statut=row.statut,
            erreur=row.erreur,
            livree_le=row.livree_le,
            prochain_le=row.prochain_le,
        )
