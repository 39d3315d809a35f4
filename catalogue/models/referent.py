"""The référents that every session names (procedure p. 9)."""

from tortoise import fields
from tortoise.migrations.constraints import UniqueConstraint
from tortoise.models import Model

from catalogue.models.organisme import Organisme
from catalogue.models.site import Site
from catalogue.vocabulary import TypeReferent


class Referent(Model):
    """A référent handicap, mobilité or PRF of a body. One by type may be the default, prefilled on new sessions
    (A1.11).
    """

    numero = fields.IntField(primary_key=True, generated=False)
    organisme: fields.ForeignKeyRelation[Organisme] = fields.ForeignKeyField(
        "catalogue.Organisme", related_name="referents", on_delete=fields.RESTRICT, db_index=True
    )
    organisme_id: int
    site: fields.ForeignKeyNullableRelation[Site] = fields.ForeignKeyField(
        "catalogue.Site", related_name="referents", null=True, on_delete=fields.RESTRICT, db_index=True
    )
    site_id: int | None
    type = fields.CharEnumField(TypeReferent, max_length=20, description="TypeReferent")
    nom = fields.CharField(max_length=100)
    courriel = fields.CharField(max_length=160, null=True)
    telephone = fields.CharField(max_length=25, null=True)
    par_defaut = fields.BooleanField(default=False)
    actif = fields.BooleanField(default=True)
    version = fields.IntField(default=1)

    class Meta:
        table = "referent"
        constraints = [
            UniqueConstraint(("organisme_id", "type"), "referent_defaut_unique", condition="par_defaut"),
        ]
