"""What was frozen, for ever."""

from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint, UniqueConstraint
from tortoise.models import Model

from catalogue.models.action import Action
from catalogue.vocabulary import OrigineRevision


class Revision(Model):
    """One frozen offer document of an action: canonical JSON and its SHA-256. Never changed once written."""

    id = fields.IntField(primary_key=True)
    action: fields.ForeignKeyRelation[Action] = fields.ForeignKeyField(
        "catalogue.Action", related_name="revisions", on_delete=fields.RESTRICT, db_index=True
    )
    action_id: int
    rang = fields.IntField()
    origine = fields.CharEnumField(OrigineRevision, max_length=20, description="OrigineRevision")
    empreinte = fields.CharField(max_length=64)
    document = fields.TextField()
    cree_le = fields.DatetimeField(auto_now_add=True)

    class Meta:
        table = "revision"
        constraints = [
            UniqueConstraint(("action_id", "rang"), "revision_rang_unique"),
            CheckConstraint("length(empreinte) = 64", "revision_empreinte"),
        ]
