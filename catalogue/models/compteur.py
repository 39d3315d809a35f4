"""The numbers that people know are taken here, so that none is ever given twice (R33)."""

from tortoise import fields
from tortoise.models import Model


class Compteur(Model):
    """The last number given at one level (`formation`, `action`, …) or of one sequence (`publication`)."""

    nom = fields.CharField(max_length=20, primary_key=True)
    valeur = fields.IntField(default=0)

    class Meta:
        table = "compteur"
