"""The Formation card (procedure p. 7)."""

from typing import Any

from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint, UniqueConstraint
from tortoise.models import Model

from catalogue.models.certification import Bloc, Certification
from catalogue.models.organisme import Organisme
from catalogue.vocabulary import ObjectifGeneral, Validation


class Formation(Model):
    """What is taught, by one body: unique by body, certification and individualisation (A8.1).

    With a certification, title, objective, programme, Formacodes and level are Certifinfo's and these columns are null
    (R1); without one they are the body's own.
    """

    numero = fields.IntField(primary_key=True, generated=False)
    organisme: fields.ForeignKeyRelation[Organisme] = fields.ForeignKeyField(
        "catalogue.Organisme", related_name="formations", on_delete=fields.RESTRICT, db_index=True
    )
    organisme_id: int
    certification: fields.ForeignKeyNullableRelation[Certification] = fields.ForeignKeyField(
        "catalogue.Certification", related_name="formations", null=True, on_delete=fields.RESTRICT, db_index=True
    )
    certification_id: str | None
    objectif_general = fields.CharEnumField(ObjectifGeneral, max_length=30, description="ObjectifGeneral", null=True)
    intitule = fields.CharField(max_length=255, null=True)
    objectif: str | None = fields.TextField(null=True)
    programme: str | None = fields.TextField(null=True)
    formacodes: Any = fields.JSONField(default=list)
    niveau_sortie = fields.CharField(max_length=2, null=True)
    individualisation = fields.BooleanField(default=False)
    validation = fields.CharEnumField(Validation, max_length=20, description="Validation", default=Validation.TOTALE)
    version = fields.IntField(default=1)
    cree_le = fields.DatetimeField(auto_now_add=True)
    modifie_le = fields.DatetimeField(auto_now=True)

    class Meta:
        table = "formation"
        constraints = [
            UniqueConstraint(("organisme_id", "certification_id", "individualisation"), "formation_unique"),
            CheckConstraint("individualisation OR validation = 'TOTALE'", "formation_totale_sans_individualisation"),
            CheckConstraint("certification_id IS NULL OR intitule IS NULL", "formation_intitule_verrouille"),
        ]


class FormationBloc(Model):
    """A bloc that the formation teaches, chosen among those of its certification."""

    id = fields.IntField(primary_key=True)
    formation: fields.ForeignKeyRelation[Formation] = fields.ForeignKeyField(
        "catalogue.Formation", related_name="choix_blocs", on_delete=fields.CASCADE
    )
    formation_id: int
    bloc: fields.ForeignKeyRelation[Bloc] = fields.ForeignKeyField(
        "catalogue.Bloc", related_name="choix", on_delete=fields.RESTRICT, db_index=True
    )
    bloc_id: int

    class Meta:
        table = "formation_bloc"
        constraints = [UniqueConstraint(("formation_id", "bloc_id"), "formation_bloc_unique")]
