"""Certifinfo: the certifications that formations refer to."""

import datetime
from typing import Any

from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint, UniqueConstraint
from tortoise.models import Model


class TypeCertification(Model):
    """A kind of certification as Certifinfo names it (« Titre professionnel (TP de niveau 3) »)."""

    code = fields.CharField(max_length=10, primary_key=True)
    libelle = fields.CharField(max_length=250)

    class Meta:
        table = "type_certification"


class Certification(Model):
    """One record of Certifinfo. What a formation shows of it is locked there (R1).

    `niveau_francais` is the old scale (`III`), `niveau_europeen` the one of RNCP (`5`): both must be readable (A1.15).
    Formacodes carry their version, because a code means nothing without it. `recherche` holds the words of the title.
    """

    code = fields.CharField(max_length=10, primary_key=True)
    code_rncp = fields.CharField(max_length=10, null=True, db_index=True)
    code_rs = fields.CharField(max_length=10, null=True, db_index=True)
    code_formation_diplome = fields.CharField(max_length=8, null=True, db_index=True)
    intitule = fields.CharField(max_length=500)
    recherche = fields.CharField(max_length=700)
    type: fields.ForeignKeyNullableRelation[TypeCertification] = fields.ForeignKeyField(
        "catalogue.TypeCertification",
        related_name="certifications",
        null=True,
        on_delete=fields.RESTRICT,
        db_index=True,
    )
    type_id: str | None
    niveau_francais = fields.CharField(max_length=5, null=True)
    niveau_europeen: int | None = fields.IntField(null=True)
    annee_derniere_session: int | None = fields.IntField(null=True)
    date_fin: datetime.date | None = fields.DateField(null=True)
    objectif: str | None = fields.TextField(null=True)
    programme: str | None = fields.TextField(null=True)
    formacodes: Any = fields.JSONField(default=list)
    nsf: Any = fields.JSONField(default=list)
    romes: Any = fields.JSONField(default=list)
    source = fields.CharField(max_length=60)
    modifie_le = fields.DatetimeField(auto_now=True)

    class Meta:
        table = "certification"
        constraints = [
            CheckConstraint(
                "annee_derniere_session IS NULL OR (annee_derniere_session >= 1900 AND annee_derniere_session <= 2200)",
                "certification_annee",
            ),
            CheckConstraint("niveau_europeen IS NULL OR niveau_europeen BETWEEN 1 AND 8", "certification_niveau"),
        ]


class Bloc(Model):
    """A bloc de compétences of a certification (`RNCP35030BC01`)."""

    id = fields.IntField(primary_key=True)
    certification: fields.ForeignKeyRelation[Certification] = fields.ForeignKeyField(
        "catalogue.Certification", related_name="blocs", on_delete=fields.RESTRICT, db_index=True
    )
    certification_id: str
    rang = fields.IntField()
    code = fields.CharField(max_length=40)
    intitule = fields.CharField(max_length=1000)
    objectif: str | None = fields.TextField(null=True)
    programme: str | None = fields.TextField(null=True)

    class Meta:
        table = "bloc"
        constraints = [UniqueConstraint(("certification_id", "code"), "bloc_code_unique")]


class Certificateur(Model):
    """Who delivers a certification. Homonymous certifications exist: people check this name (A1.4)."""

    id = fields.IntField(primary_key=True)
    certification: fields.ForeignKeyRelation[Certification] = fields.ForeignKeyField(
        "catalogue.Certification", related_name="certificateurs", on_delete=fields.CASCADE
    )
    certification_id: str
    rang = fields.IntField()
    nom = fields.CharField(max_length=250)
    recherche = fields.CharField(max_length=300)
    siret = fields.CharField(max_length=14, null=True)

    class Meta:
        table = "certificateur"
        constraints = [UniqueConstraint(("certification_id", "rang"), "certificateur_rang_unique")]


class Remplacement(Model):
    """One certification took the place of another (R26, R27)."""

    id = fields.IntField(primary_key=True)
    ancienne: fields.ForeignKeyRelation[Certification] = fields.ForeignKeyField(
        "catalogue.Certification", related_name="remplacee_par", on_delete=fields.RESTRICT, db_index=True
    )
    ancienne_id: str
    nouvelle: fields.ForeignKeyRelation[Certification] = fields.ForeignKeyField(
        "catalogue.Certification", related_name="remplace", on_delete=fields.RESTRICT, db_index=True
    )
    nouvelle_id: str

    class Meta:
        table = "remplacement"
        constraints = [
            UniqueConstraint(("ancienne_id", "nouvelle_id"), "remplacement_unique"),
            CheckConstraint("ancienne_id <> nouvelle_id", "remplacement_autre"),
        ]
