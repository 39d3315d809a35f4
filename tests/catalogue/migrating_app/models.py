"""The models as the migrations of `second` leave them."""

from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint, UniqueConstraint
from tortoise.models import Model


class Organisme(Model):
    """The parent."""

    id = fields.IntField(primary_key=True)
    siret = fields.CharField(max_length=14, unique=True)
    nom = fields.CharField(max_length=120, db_index=True)
    ville = fields.CharField(max_length=50, null=True)
    siege = fields.BooleanField(default=False)
    version = fields.IntField(default=0)
    statut = fields.CharField(max_length=20, default="prêt d'office", db_index=True)
    mere: fields.ForeignKeyNullableRelation["Organisme"] = fields.ForeignKeyField(
        "essai.Organisme", related_name="filles", null=True, on_delete=fields.RESTRICT
    )

    class Meta:
        table = "organisme"
        unique_together = (("nom", "ville"),)
        indexes = (("ville", "siege"),)
        constraints = (
            CheckConstraint("length(siret) = 14", "organisme_siret"),
            CheckConstraint("version >= 0", "organisme_version"),
            UniqueConstraint(("ville",), "organisme_un_siege_par_ville", condition="siege"),
        )


class Site(Model):
    """A child that goes with its parent."""

    id = fields.IntField(primary_key=True)
    nom = fields.CharField(max_length=50, db_index=True)
    organisme: fields.ForeignKeyRelation[Organisme] = fields.ForeignKeyField(
        "essai.Organisme", related_name="sites", on_delete=fields.CASCADE
    )

    class Meta:
        table = "site"


class Formation(Model):
    """A child that holds its parent back."""

    id = fields.IntField(primary_key=True)
    intitule = fields.CharField(max_length=50)
    organisme: fields.ForeignKeyRelation[Organisme] = fields.ForeignKeyField(
        "essai.Organisme", related_name="formations", on_delete=fields.RESTRICT
    )

    class Meta:
        table = "formation"


class Agrement(Model):
    """At most one for an organisme."""

    id = fields.IntField(primary_key=True)
    numero = fields.CharField(max_length=30)
    organisme: fields.OneToOneRelation[Organisme] = fields.OneToOneField(
        "essai.Organisme", related_name="agrement", on_delete=fields.RESTRICT
    )

    class Meta:
        table = "agrement"


class Departement(Model):
    """Known by a number that the database must not invent."""

    code = fields.IntField(primary_key=True, generated=False)

    class Meta:
        table = "departement"
