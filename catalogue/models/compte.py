"""The accounts, what they may do and where."""

import datetime

from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint, UniqueConstraint
from tortoise.models import Model

from catalogue.models.organisme import Organisme
from catalogue.vocabulary import PreferenceCourriels, Role


class Compte(Model):
    """A login. `mot_de_passe` is an argon2id hash, null until the invitation is accepted."""

    id = fields.IntField(primary_key=True)
    courriel = fields.CharField(max_length=160, unique=True)
    nom = fields.CharField(max_length=100)
    mot_de_passe = fields.CharField(max_length=200, null=True)
    actif = fields.BooleanField(default=True)
    preference_courriels = fields.CharEnumField(
        PreferenceCourriels,
        max_length=20,
        description="PreferenceCourriels",
        default=PreferenceCourriels.IMMEDIAT,
    )
    version = fields.IntField(default=1)
    cree_le = fields.DatetimeField(auto_now_add=True)

    class Meta:
        table = "compte"
        constraints = [CheckConstraint("courriel = lower(courriel)", "compte_courriel_minuscules")]


class Habilitation(Model):
    """A role of an account: for one establishment when it is a body's, for the whole region otherwise."""

    id = fields.IntField(primary_key=True)
    compte: fields.ForeignKeyRelation[Compte] = fields.ForeignKeyField(
        "catalogue.Compte", related_name="habilitations", on_delete=fields.CASCADE, db_index=True
    )
    compte_id: int
    organisme: fields.ForeignKeyNullableRelation[Organisme] = fields.ForeignKeyField(
        "catalogue.Organisme", related_name="habilitations", null=True, on_delete=fields.RESTRICT, db_index=True
    )
    organisme_id: int | None
    role = fields.CharEnumField(Role, max_length=30, description="Role")

    class Meta:
        table = "habilitation"
        constraints = [
            UniqueConstraint(("compte_id", "organisme_id"), "habilitation_unique"),
            CheckConstraint("(organisme_id IS NOT NULL) = (role LIKE '%_OF')", "habilitation_portee"),
        ]


class Jeton(Model):
    """A session of an account: the SHA-256 of an opaque token, how long it lives and when it was last used."""

    id = fields.IntField(primary_key=True)
    empreinte = fields.CharField(max_length=64, unique=True)
    compte: fields.ForeignKeyRelation[Compte] = fields.ForeignKeyField(
        "catalogue.Compte", related_name="jetons", on_delete=fields.CASCADE, db_index=True
    )
    compte_id: int
    cree_le = fields.DatetimeField(auto_now_add=True)
    vu_le: datetime.datetime = fields.DatetimeField()
    expire_le: datetime.datetime = fields.DatetimeField()

    class Meta:
        table = "jeton"


class LienUnique(Model):
    """A link that works once: to set a password after an invitation or when it was forgotten."""

    id = fields.IntField(primary_key=True)
    empreinte = fields.CharField(max_length=64, unique=True)
    compte: fields.ForeignKeyRelation[Compte] = fields.ForeignKeyField(
        "catalogue.Compte", related_name="liens", on_delete=fields.CASCADE, db_index=True
    )
    compte_id: int
    expire_le: datetime.datetime = fields.DatetimeField()

    class Meta:
        table = "lien_unique"


class Tentative(Model):
    """Failed sign-ins of one account or one address, so that a restart does not forget them."""

    cle = fields.CharField(max_length=200, primary_key=True)
    echecs = fields.IntField(default=0)
    depuis: datetime.datetime = fields.DatetimeField()
    bloque_jusqu_a: datetime.datetime | None = fields.DatetimeField(null=True)

    class Meta:
        table = "tentative"


class CleApi(Model):
    """A key of a harvester: shown once, kept as a SHA-256; `prefixe` lets people tell keys apart."""

    id = fields.IntField(primary_key=True)
    prefixe = fields.CharField(max_length=12, unique=True)
    empreinte = fields.CharField(max_length=64, unique=True)
    libelle = fields.CharField(max_length=100)
    portees: list[str] = fields.JSONField(default=list)
    compte: fields.ForeignKeyRelation[Compte] = fields.ForeignKeyField(
        "catalogue.Compte", related_name="cles", on_delete=fields.RESTRICT, db_index=True
    )
    compte_id: int
    cree_le = fields.DatetimeField(auto_now_add=True)
    vue_le: datetime.datetime | None = fields.DatetimeField(null=True)
    expire_le: datetime.datetime | None = fields.DatetimeField(null=True)
    revoquee_le: datetime.datetime | None = fields.DatetimeField(null=True)

    class Meta:
        table = "cle_api"
