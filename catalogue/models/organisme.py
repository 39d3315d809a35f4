"""The training body, one row per establishment."""

import datetime
from typing import Any

from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint
from tortoise.models import Model

from catalogue.models.territoire import Commune
from catalogue.vocabulary import NatureOrganisme


class Organisme(Model):
    """An establishment (SIRET) of a training body (SIREN): it dispenses, is responsible, or both.

    `recherche` holds the words of its names. Without `champs_libres` its libre fields wait for a validation as all
    others do (B6.3).
    """

    numero = fields.IntField(primary_key=True, generated=False)
    siret = fields.CharField(max_length=14, unique=True)
    siren = fields.CharField(max_length=9, db_index=True)
    nom = fields.CharField(max_length=250)
    raison_sociale = fields.CharField(max_length=250)
    recherche = fields.CharField(max_length=600)
    nature = fields.CharEnumField(NatureOrganisme, max_length=30, description="NatureOrganisme")
    numero_activite = fields.CharField(max_length=11, null=True)
    uai = fields.CharField(max_length=8, null=True)
    est_cfa = fields.BooleanField(default=False)
    qualiopi_debut: datetime.date | None = fields.DateField(null=True)
    qualiopi_fin: datetime.date | None = fields.DateField(null=True)
    qualiopi_categories: Any = fields.JSONField(default=list)
    adresse: Any = fields.JSONField(default=list)
    code_postal = fields.CharField(max_length=5, null=True)
    commune: fields.ForeignKeyNullableRelation[Commune] = fields.ForeignKeyField(
        "catalogue.Commune", related_name="organismes", null=True, on_delete=fields.RESTRICT, db_index=True
    )
    commune_id: str | None
    courriel = fields.CharField(max_length=160, null=True)
    telephone = fields.CharField(max_length=25, null=True)
    site_web = fields.CharField(max_length=400, null=True)
    actif = fields.BooleanField(default=True)
    champs_libres = fields.BooleanField(default=True)
    version = fields.IntField(default=1)
    cree_le = fields.DatetimeField(auto_now_add=True)
    modifie_le = fields.DatetimeField(auto_now=True)

    class Meta:
        table = "organisme"
        constraints = [
            CheckConstraint("length(siret) = 14 AND substr(siret, 1, 9) = siren", "organisme_siret_siren"),
            CheckConstraint("numero_activite IS NULL OR length(numero_activite) = 11", "organisme_nda"),
            CheckConstraint("qualiopi_debut IS NULL OR qualiopi_debut <= qualiopi_fin", "organisme_qualiopi"),
        ]
