"""The kinds of funding schemes, as data (A5): they come and go with the region's policy, the code stays."""

import datetime
from typing import Any

from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint
from tortoise.models import Model

from catalogue.vocabulary import FamilleDispositif, SaisiePar


class TypeDispositif(Model):
    """A scheme a session may be funded by. Code `8` is the contrat d'apprentissage (procedure p. 5 and 10).

    `publics` lists the codes of the publics allowed (none listed: all); `champs_requis` the fields of the dispositif
    card that become obligatory (R7), by their name in the offer document.
    """

    code = fields.CharField(max_length=10, primary_key=True)
    libelle = fields.CharField(max_length=250)
    famille = fields.CharEnumField(FamilleDispositif, max_length=30, description="FamilleDispositif")
    valide_du: datetime.date | None = fields.DateField(null=True)
    valide_au: datetime.date | None = fields.DateField(null=True)
    successeur: fields.ForeignKeyNullableRelation["TypeDispositif"] = fields.ForeignKeyField(
        "catalogue.TypeDispositif", related_name="predecesseurs", null=True, on_delete=fields.RESTRICT, db_index=True
    )
    successeur_id: str | None
    publics: Any = fields.JSONField(default=list)
    champs_requis: Any = fields.JSONField(default=list)
    qualiopi_requise = fields.BooleanField(default=True)
    saisie_par = fields.CharEnumField(SaisiePar, max_length=20, description="SaisiePar")

    class Meta:
        table = "type_dispositif"
        constraints = [
            CheckConstraint(
                "valide_du IS NULL OR valide_au IS NULL OR valide_du <= valide_au", "type_dispositif_validite"
            ),
        ]
