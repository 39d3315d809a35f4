"""The Action card (procedure p. 8), the unit that is submitted, validated and published."""

from typing import Any

from tortoise import fields
from tortoise.models import Model

from catalogue.models.formation import Formation
from catalogue.models.site import Site
from catalogue.vocabulary import Diffusion, EtatDossier


class Action(Model):
    """How one site dispenses a formation, with the two stored axes of the workflow (B6.1)."""

    numero = fields.IntField(primary_key=True, generated=False)
    formation: fields.ForeignKeyRelation[Formation] = fields.ForeignKeyField(
        "catalogue.Formation", related_name="actions", on_delete=fields.RESTRICT, db_index=True
    )
    formation_id: int
    site_dispensateur: fields.ForeignKeyNullableRelation[Site] = fields.ForeignKeyField(
        "catalogue.Site", related_name="actions", null=True, on_delete=fields.RESTRICT, db_index=True
    )
    site_dispensateur_id: int | None
    complement_intitule = fields.CharField(max_length=255, null=True)
    complement_programme: str | None = fields.TextField(null=True)
    objectifs: str | None = fields.TextField(null=True)
    resultats_attendus: str | None = fields.TextField(null=True)
    plus = fields.CharField(max_length=250, null=True)
    url_video = fields.CharField(max_length=400, null=True)
    url_pdf = fields.CharField(max_length=400, null=True)
    url_action = fields.CharField(max_length=400, null=True)
    equipements: Any = fields.JSONField(default=list)
    niveau_entree = fields.CharField(max_length=2, null=True)
    prerequis: Any = fields.JSONField(default=list)
    commentaire_prerequis: str | None = fields.TextField(null=True)
    dossier = fields.CharEnumField(EtatDossier, max_length=30, description="EtatDossier", default=EtatDossier.EN_SAISIE)
    diffusion = fields.CharEnumField(
        Diffusion, max_length=30, description="Diffusion", default=Diffusion.JAMAIS_PUBLIEE
    )
    certification_precedente = fields.CharField(
        max_length=10, null=True, description="Certifinfo code that was replaced, until the body acknowledges it (R28)"
    )
    version = fields.IntField(default=1)
    cree_le = fields.DatetimeField(auto_now_add=True)
    modifie_le = fields.DatetimeField(auto_now=True)

    class Meta:
        table = "action"
