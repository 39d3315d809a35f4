"""The open days of a site."""

from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint
from tortoise.models import Model

from catalogue.models.site import Site


class PorteOuverte(Model):
    """An open day: when a site shows itself, with a word for visitors."""

    numero = fields.IntField(primary_key=True, generated=False)
    site: fields.ForeignKeyRelation[Site] = fields.ForeignKeyField(
        "catalogue.Site", related_name="portes_ouvertes", on_delete=fields.RESTRICT, db_index=True
    )
    site_id: int
    debut = fields.DatetimeField()
    fin = fields.DatetimeField()
    commentaire = fields.CharField(max_length=500, null=True)
    url = fields.CharField(max_length=400, null=True)
    version = fields.IntField(default=1)

    class Meta:
        table = "porte_ouverte"
        constraints = [CheckConstraint("debut < fin", "porte_ouverte_dates")]
