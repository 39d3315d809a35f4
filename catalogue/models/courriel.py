"""The mails to send, and those that were."""

import datetime

from tortoise import fields
from tortoise.models import Model


class Courriel(Model):
    """A mail, written in the transaction of the change that it tells.

    `cle` keeps what must be told once from being written twice. `prochain_essai_le` is null once it was sent, or given
    up (`erreur` says why). `confidentiel` text holds a secret and is wiped when there is nothing more to send.
    """

    id = fields.IntField(primary_key=True)
    cle = fields.CharField(max_length=120, null=True, unique=True)
    destinataire = fields.CharField(max_length=160)
    sujet = fields.CharField(max_length=200)
    texte = fields.TextField()
    html: str | None = fields.TextField(null=True)
    confidentiel = fields.BooleanField(default=False)
    cree_le: datetime.datetime = fields.DatetimeField()
    perime_le: datetime.datetime | None = fields.DatetimeField(null=True)
    envoye_le: datetime.datetime | None = fields.DatetimeField(null=True)
    essais = fields.IntField(default=0)
    prochain_essai_le: datetime.datetime | None = fields.DatetimeField(null=True, db_index=True)
    erreur = fields.CharField(max_length=400, null=True)

    class Meta:
        table = "courriel"
