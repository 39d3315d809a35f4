"""The places of a training body."""

from typing import Any

from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint
from tortoise.models import Model

from catalogue.models.organisme import Organisme
from catalogue.models.territoire import Commune


class Site(Model):
    """A place that dispenses or where a session happens (procedure p. 8 and 9: `36364`)."""

    numero = fields.IntField(primary_key=True, generated=False)
    organisme: fields.ForeignKeyRelation[Organisme] = fields.ForeignKeyField(
        "catalogue.Organisme", related_name="sites", on_delete=fields.RESTRICT, db_index=True
    )
    organisme_id: int
    siret = fields.CharField(max_length=14, null=True, db_index=True)
    uai = fields.CharField(max_length=8, null=True)
    nom = fields.CharField(max_length=250)
    adresse: Any = fields.JSONField(default=list)
    code_postal = fields.CharField(max_length=5, null=True)
    commune: fields.ForeignKeyRelation[Commune] = fields.ForeignKeyField(
        "catalogue.Commune", related_name="sites", on_delete=fields.RESTRICT, db_index=True
    )
    commune_id: str
    latitude: float | None = fields.FloatField(null=True)
    longitude: float | None = fields.FloatField(null=True)
    accessibilite = fields.CharField(max_length=250, null=True)
    principal = fields.BooleanField(default=False)
    actif = fields.BooleanField(default=True)
    version = fields.IntField(default=1)
    cree_le = fields.DatetimeField(auto_now_add=True)
    modifie_le = fields.DatetimeField(auto_now=True)

    class Meta:
        table = "site"
        constraints = [
            CheckConstraint("siret IS NULL OR length(siret) = 14", "site_siret"),
            CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", "site_coordonnees_ensemble"),
            CheckConstraint("latitude IS NULL OR (latitude >= -90 AND latitude <= 90)", "site_latitude"),
            CheckConstraint("longitude IS NULL OR (longitude >= -180 AND longitude <= 180)", "site_longitude"),
        ]
