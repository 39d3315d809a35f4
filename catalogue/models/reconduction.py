"""Which sessions were renewed, and for when."""

import datetime

from tortoise import fields
from tortoise.migrations.constraints import UniqueConstraint
from tortoise.models import Model

from catalogue.models.session import Session


class Reconduction(Model):
    """A session was renewed for a first day: never twice for the same, whatever becomes of the new one's dates (R22).

    It goes with the new session, so that what was removed can be renewed again.
    """

    id = fields.IntField(primary_key=True)
    source: fields.ForeignKeyRelation[Session] = fields.ForeignKeyField(
        "catalogue.Session", related_name="reconductions_faites", on_delete=fields.CASCADE
    )
    source_id: int
    date_debut: datetime.date = fields.DateField()
    session: fields.OneToOneRelation[Session] = fields.OneToOneField(
        "catalogue.Session", related_name="reconduction", on_delete=fields.CASCADE
    )
    session_id: int

    class Meta:
        table = "reconduction"
        constraints = [UniqueConstraint(("source_id", "date_debut"), "reconduction_unique")]
