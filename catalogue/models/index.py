"""The flat index of what is online: filters read it, never the working rows."""

import datetime

from tortoise import fields
from tortoise.models import Model


class OffrePubliee(Model):
    """One published session with everything that filters and orders ask of it, from its document.

    A date that is unknown is 0001-01-01 here: orders need a value, and no range of dates holds that one.
    """

    session = fields.IntField(primary_key=True, generated=False)
    action = fields.IntField(db_index=True)
    formation = fields.IntField(db_index=True)
    siret = fields.CharField(max_length=14, db_index=True)
    siret_responsable = fields.CharField(max_length=14, null=True)
    site_lieu: int | None = fields.IntField(null=True)
    commune = fields.CharField(max_length=5, null=True)
    departement = fields.CharField(max_length=3, null=True)
    region = fields.CharField(max_length=2, null=True)
    latitude: float | None = fields.FloatField(null=True)
    longitude: float | None = fields.FloatField(null=True)
    certification = fields.CharField(max_length=10, null=True, db_index=True)
    code_rncp = fields.CharField(max_length=10, null=True, db_index=True)
    type_certification = fields.CharField(max_length=10, null=True)
    niveau_europeen: int | None = fields.IntField(null=True)
    niveau_francais = fields.CharField(max_length=5, null=True)
    date_debut: datetime.date = fields.DateField()
    date_fin: datetime.date = fields.DateField()
    entrees_sorties = fields.CharField(max_length=20, null=True)
    modalite_enseignement = fields.CharField(max_length=20, null=True)
    recrutement = fields.CharField(max_length=20, null=True)

    class Meta:
        table = "offre_publiee"
        indexes = [
            ("commune", "date_fin"),
            ("commune", "niveau_europeen", "date_fin"),
            ("departement", "date_fin"),
            ("departement", "niveau_europeen", "date_fin"),
            ("niveau_europeen", "date_fin"),
            ("date_debut", "session"),
            ("date_fin", "session"),
        ]


class OffreTerme(Model):
    """One searchable term of a published session: a word of its title, a code of a dispositif, a site it shows …

    Terms carry their kind (`mot:assistant`, `dispositif:8`), so that one index serves them all on every engine.
    """

    id = fields.IntField(primary_key=True)
    terme = fields.CharField(max_length=120)
    session = fields.IntField(db_index=True)

    class Meta:
        table = "offre_terme"
        indexes = [("terme", "session")]
