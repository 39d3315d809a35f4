"""The GraphQL documents that clients may ask for by their hash."""

import datetime

from tortoise import fields
from tortoise.models import Model


class DocumentEnregistre(Model):
    """A persisted document: the SHA-256 of its text is its identity, so the text under it never changes.

    `exploitant` says that the operator gave it, under the name `nom`; otherwise it came with its first use. `vu_le` is
    the last day it was used, written once a day.
    """

    empreinte = fields.CharField(max_length=64, primary_key=True)
    texte = fields.TextField()
    nom = fields.CharField(max_length=200, null=True)
    exploitant = fields.BooleanField(default=False)
    cree_le: datetime.datetime = fields.DatetimeField()
    vu_le: datetime.date | None = fields.DateField(null=True)

    class Meta:
        table = "document_enregistre"
