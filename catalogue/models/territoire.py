"""Regions, départements and communes, as INSEE knows them."""

from typing import Any

from tortoise import fields
from tortoise.models import Model


class Region(Model):
    """A region (`52`: Pays de la Loire)."""

    code = fields.CharField(max_length=2, primary_key=True)
    nom = fields.CharField(max_length=100)

    class Meta:
        table = "region"


class Departement(Model):
    """A département (`44`, `2A`, `974`) of a region."""

    code = fields.CharField(max_length=3, primary_key=True)
    nom = fields.CharField(max_length=100)
    region: fields.ForeignKeyRelation[Region] = fields.ForeignKeyField(
        "catalogue.Region", related_name="departements", on_delete=fields.RESTRICT, db_index=True
    )
    region_id: str

    class Meta:
        table = "departement"


class Commune(Model):
    """A commune by its INSEE code. One that was merged into another names it in `actuelle`."""

    code_insee = fields.CharField(max_length=5, primary_key=True)
    nom = fields.CharField(max_length=100)
    departement: fields.ForeignKeyRelation[Departement] = fields.ForeignKeyField(
        "catalogue.Departement", related_name="communes", on_delete=fields.RESTRICT, db_index=True
    )
    departement_id: str
    codes_postaux: Any = fields.JSONField(default=list)
    population: int | None = fields.IntField(null=True)
    actuelle: fields.ForeignKeyNullableRelation["Commune"] = fields.ForeignKeyField(
        "catalogue.Commune", related_name="anciennes", null=True, on_delete=fields.RESTRICT, db_index=True
    )
    actuelle_id: str | None

    class Meta:
        table = "commune"
