"""Where an imported action came from."""

from tortoise import fields
from tortoise.migrations.constraints import UniqueConstraint
from tortoise.models import Model

from catalogue.models.action import Action


class Provenance(Model):
    """The tie between a row of a source and the action made of it, so that importing twice changes nothing (R33).

    `empreinte` is the SHA-256 of the row as it was read.
    """

    id = fields.IntField(primary_key=True)
    source = fields.CharField(max_length=60)
    reference = fields.CharField(max_length=60)
    empreinte = fields.CharField(max_length=64)
    action: fields.ForeignKeyRelation[Action] = fields.ForeignKeyField(
        "catalogue.Action", related_name="provenances", on_delete=fields.RESTRICT, db_index=True
    )
    action_id: int

    class Meta:
        table = "provenance"
        constraints = [UniqueConstraint(("source", "reference"), "provenance_unique")]
