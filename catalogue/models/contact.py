"""Whom to call at a training body."""

from tortoise import fields
from tortoise.models import Model

from catalogue.models.organisme import Organisme
from catalogue.models.site import Site


class Contact(Model):
    """A service or function that answers for a body or one of its sites; `type_contact` is a code of LHEO's
    type-contact.
    """

    numero = fields.IntField(primary_key=True, generated=False)
    organisme: fields.ForeignKeyRelation[Organisme] = fields.ForeignKeyField(
        "catalogue.Organisme", related_name="contacts", on_delete=fields.RESTRICT, db_index=True
    )
    organisme_id: int
    site: fields.ForeignKeyNullableRelation[Site] = fields.ForeignKeyField(
        "catalogue.Site", related_name="contacts", null=True, on_delete=fields.RESTRICT, db_index=True
    )
    site_id: int | None
    type_contact = fields.CharField(max_length=2)
    nom = fields.CharField(max_length=100)
    courriel = fields.CharField(max_length=160, null=True)
    telephone = fields.CharField(max_length=25, null=True)
    actif = fields.BooleanField(default=True)
    version = fields.IntField(default=1)

    class Meta:
        table = "contact"
