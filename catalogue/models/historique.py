"""What was changed, by whom, and what was asked already."""

from typing import Any

from tortoise import fields
from tortoise.migrations.constraints import UniqueConstraint
from tortoise.models import Model

from catalogue.models.compte import Compte
from catalogue.models.organisme import Organisme


class Historique(Model):
    """One change of one object: only ever inserted. `avant` and `apres` hold the fields that changed.

    `compte` is null when the system acted; `organisme` is the establishment on whose behalf. `action` is the one that
    the object is, or is part of: what was removed since is still found by it.
    """

    id = fields.IntField(primary_key=True)
    objet = fields.CharField(max_length=30)
    cle = fields.CharField(max_length=40)
    verbe = fields.CharField(max_length=40)
    action: int | None = fields.IntField(null=True)
    version: int | None = fields.IntField(null=True)
    avant: Any = fields.JSONField(default=dict)
    apres: Any = fields.JSONField(default=dict)
    compte: fields.ForeignKeyNullableRelation[Compte] = fields.ForeignKeyField(
        "catalogue.Compte", related_name="historique", null=True, on_delete=fields.RESTRICT, db_index=True
    )
    compte_id: int | None
    organisme: fields.ForeignKeyNullableRelation[Organisme] = fields.ForeignKeyField(
        "catalogue.Organisme", related_name="historique", null=True, on_delete=fields.RESTRICT, db_index=True
    )
    organisme_id: int | None
    le = fields.DatetimeField(auto_now_add=True)

    class Meta:
        table = "historique"
        indexes = [("objet", "cle", "id"), ("action", "id")]


class Rejeu(Model):
    """An idempotency key that was used: the hash of what came with it and what it gave."""

    id = fields.IntField(primary_key=True)
    compte: fields.ForeignKeyRelation[Compte] = fields.ForeignKeyField(
        "catalogue.Compte", related_name="rejeux", on_delete=fields.CASCADE
    )
    compte_id: int
    operation = fields.CharField(max_length=40)
    cle = fields.CharField(max_length=100)
    empreinte = fields.CharField(max_length=64)
    resultat: Any = fields.JSONField()
    le = fields.DatetimeField(auto_now_add=True)

    class Meta:
        table = "rejeu"
        constraints = [UniqueConstraint(("compte_id", "operation", "cle"), "rejeu_unique")]
