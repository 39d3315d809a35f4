"""What the public reads: the documents that are online, and the word left where something was."""

import datetime

from tortoise import fields
from tortoise.migrations.constraints import UniqueConstraint
from tortoise.models import Model

from catalogue.models.revision import Revision
from catalogue.vocabulary import Diffusion


class FormationPubliee(Model):
    """The header of a formation that has at least one action online: its card, from the latest publication under it."""

    numero = fields.IntField(primary_key=True, generated=False)
    intitule = fields.CharField(max_length=500)
    siret = fields.CharField(max_length=14, db_index=True)
    sequence = fields.IntField()
    entete = fields.TextField()

    class Meta:
        table = "formation_publiee"
        indexes = [("intitule", "numero")]


class Publication(Model):
    """The pointer of an action to the revision that is, or was last, online.

    `document` is the action's part of that revision with the cards of the directory as they are today; `sequence` grows
    with every publication of the whole base, so that harvesters miss nothing.
    """

    numero = fields.IntField(primary_key=True, generated=False, description="numero of the action")
    formation_numero = fields.IntField()
    revision: fields.ForeignKeyRelation[Revision] = fields.ForeignKeyField(
        "catalogue.Revision", related_name="publications", on_delete=fields.RESTRICT, db_index=True
    )
    revision_id: int
    etat = fields.CharEnumField(Diffusion, max_length=30, description="Diffusion")
    sequence = fields.IntField(unique=True)
    publiee_le = fields.DatetimeField()
    motif = fields.CharField(max_length=40, null=True, description="code of the reason why it is offline")
    precision: str | None = fields.TextField(null=True)
    hors_ligne_le: datetime.datetime | None = fields.DatetimeField(null=True)
    document = fields.TextField()

    class Meta:
        table = "publication"
        indexes = [("formation_numero", "numero"), ("etat", "numero")]


class Retrait(Model):
    """Something that was online and is no more: a withdrawn code answers « gone » with its successor (R33)."""

    id = fields.IntField(primary_key=True)
    niveau = fields.CharField(max_length=20)
    numero = fields.IntField()
    code = fields.CharField(max_length=40, db_index=True)
    etat = fields.CharEnumField(Diffusion, max_length=30, description="Diffusion")
    motif: str | None = fields.TextField(null=True)
    successeur = fields.CharField(max_length=40, null=True)
    depuis = fields.DatetimeField()

    class Meta:
        table = "retrait"
        constraints = [UniqueConstraint(("niveau", "numero"), "retrait_unique")]
