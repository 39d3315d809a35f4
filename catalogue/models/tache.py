"""The schedule of what is done regularly, kept in the database so that any process may do it, and only one does."""

import datetime

from tortoise import fields
from tortoise.models import Model


class Tache(Model):
    """When a job runs next, and how it went the last time."""

    nom = fields.CharField(max_length=60, primary_key=True)
    prochaine_le: datetime.datetime = fields.DatetimeField()
    derniere_le: datetime.datetime | None = fields.DatetimeField(null=True)
    bilan = fields.CharField(max_length=400, null=True)
    erreur = fields.CharField(max_length=400, null=True)

    class Meta:
        table = "tache"
