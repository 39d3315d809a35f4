"""What happened, for those who want to be told: the outbox, the inboxes and the webhooks."""

import datetime
from typing import Any

from tortoise import fields
from tortoise.migrations.constraints import UniqueConstraint
from tortoise.models import Model

from catalogue.models.compte import Compte
from catalogue.models.organisme import Organisme


class Evenement(Model):
    """One event, written in the transaction of the change that it tells; `id` is its place in the order of all.

    `identifiant` is what receivers know it by, whatever the channel and however often it is sent. `cle` keeps an event
    that must be told once from being written twice (« session.ending » of one session and one threshold).
    """

    id = fields.IntField(primary_key=True)
    identifiant = fields.CharField(max_length=40, unique=True)
    type = fields.CharField(max_length=60, db_index=True)
    version = fields.IntField()
    cle = fields.CharField(max_length=120, null=True, unique=True)
    organisme: fields.ForeignKeyNullableRelation[Organisme] = fields.ForeignKeyField(
        "catalogue.Organisme", related_name="evenements", null=True, on_delete=fields.RESTRICT, db_index=True
    )
    organisme_id: int | None
    action: int | None = fields.IntField(null=True, db_index=True)
    compte: fields.ForeignKeyNullableRelation[Compte] = fields.ForeignKeyField(
        "catalogue.Compte", related_name="evenements", null=True, on_delete=fields.RESTRICT, db_index=True
    )
    compte_id: int | None
    donnees: Any = fields.JSONField(default=dict)
    le = fields.DatetimeField()

    class Meta:
        table = "evenement"


class Canal(Model):
    """How far one channel has gone in the order of events.

    `prochain_le` is when it may go on: later while a process is at work for it, or after a failure, which `essais` and
    `erreur` tell.
    """

    nom = fields.CharField(max_length=200, primary_key=True)
    dernier = fields.IntField(default=0, description="id of the last event that was dealt with")
    essais = fields.IntField(default=0)
    prochain_le: datetime.datetime | None = fields.DatetimeField(null=True)
    erreur = fields.CharField(max_length=400, null=True)

    class Meta:
        table = "canal"


class Notification(Model):
    """An event in the inbox of one account; `resumee_le` is when a daily digest told it."""

    id = fields.IntField(primary_key=True)
    compte: fields.ForeignKeyRelation[Compte] = fields.ForeignKeyField(
        "catalogue.Compte", related_name="notifications", on_delete=fields.CASCADE
    )
    compte_id: int
    evenement: fields.ForeignKeyRelation[Evenement] = fields.ForeignKeyField(
        "catalogue.Evenement", related_name="notifications", on_delete=fields.CASCADE, db_index=True
    )
    evenement_id: int
    lue_le: datetime.datetime | None = fields.DatetimeField(null=True)
    resumee_le: datetime.datetime | None = fields.DatetimeField(null=True)

    class Meta:
        table = "notification"
        constraints = [UniqueConstraint(("compte_id", "evenement_id"), "notification_unique")]
        indexes = [("compte_id", "id")]


class Abonnement(Model):
    """A webhook: where the events of some types go, signed with a secret.

    During a rotation the former secret signs too, until `ancien_secret_jusqu_a`. `suspendu_le` is set when the target
    was dead for too long. `types` empty means all of them.
    """

    id = fields.IntField(primary_key=True)
    url = fields.CharField(max_length=400)
    types: Any = fields.JSONField(default=list)
    secret = fields.CharField(max_length=80)
    ancien_secret = fields.CharField(max_length=80, null=True)
    ancien_secret_jusqu_a: datetime.datetime | None = fields.DatetimeField(null=True)
    organisme: fields.ForeignKeyNullableRelation[Organisme] = fields.ForeignKeyField(
        "catalogue.Organisme", related_name="abonnements", null=True, on_delete=fields.RESTRICT, db_index=True
    )
    organisme_id: int | None
    actif = fields.BooleanField(default=True)
    suspendu_le: datetime.datetime | None = fields.DatetimeField(null=True)
    version = fields.IntField(default=1)
    cree_le = fields.DatetimeField(auto_now_add=True)

    class Meta:
        table = "abonnement"


class Livraison(Model):
    """One event on its way to one webhook, and how the last attempt went."""

    id = fields.IntField(primary_key=True)
    abonnement: fields.ForeignKeyRelation[Abonnement] = fields.ForeignKeyField(
        "catalogue.Abonnement", related_name="livraisons", on_delete=fields.CASCADE
    )
    abonnement_id: int
    evenement: fields.ForeignKeyRelation[Evenement] = fields.ForeignKeyField(
        "catalogue.Evenement", related_name="livraisons", on_delete=fields.CASCADE, db_index=True
    )
    evenement_id: int
    essais = fields.IntField(default=0)
    prochain_le: datetime.datetime | None = fields.DatetimeField(null=True, db_index=True)
    livree_le: datetime.datetime | None = fields.DatetimeField(null=True)
    statut: int | None = fields.IntField(null=True, description="HTTP status of the last answer")
    erreur = fields.CharField(max_length=400, null=True)

    class Meta:
        table = "livraison"
        constraints = [UniqueConstraint(("abonnement_id", "evenement_id"), "livraison_unique")]
