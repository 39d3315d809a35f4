"""The Dispositif card (procedure p. 10)."""

from decimal import Decimal
from typing import Any

from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint
from tortoise.models import Model

from catalogue.models.session import Session
from catalogue.models.type_dispositif import TypeDispositif

# SQLite keeps decimals as text: a comparison without CAST would be true of any text.
_MONTANTS = ("frais_ht", "taux_tva", "frais_ttc", "frais_additionnels")


class Dispositif(Model):
    """One way a session is funded: for whom, how many places, at what price. Amounts in euros, rate in percent (R8)."""

    numero = fields.IntField(primary_key=True, generated=False)
    session: fields.ForeignKeyRelation[Session] = fields.ForeignKeyField(
        "catalogue.Session", related_name="dispositifs", on_delete=fields.RESTRICT, db_index=True
    )
    session_id: int
    type: fields.ForeignKeyRelation[TypeDispositif] = fields.ForeignKeyField(
        "catalogue.TypeDispositif", related_name="dispositifs", on_delete=fields.RESTRICT, db_index=True
    )
    type_id: str
    publics: Any = fields.JSONField(default=list)
    codes_externes: Any = fields.JSONField(default=list)
    nombre_places: int | None = fields.IntField(null=True)
    places_restantes: int | None = fields.IntField(null=True)
    effectif_minimal: int | None = fields.IntField(null=True)
    capacite_simultanee: int | None = fields.IntField(null=True)
    frais_ht: Decimal | None = fields.DecimalField(max_digits=10, decimal_places=2, null=True)
    taux_tva: Decimal | None = fields.DecimalField(max_digits=5, decimal_places=2, null=True)
    frais_ttc: Decimal | None = fields.DecimalField(max_digits=10, decimal_places=2, null=True)
    frais_additionnels: Decimal | None = fields.DecimalField(max_digits=10, decimal_places=2, null=True)
    detail_frais_additionnels: str | None = fields.TextField(null=True)
    frais_certification = fields.BooleanField(default=False)
    prise_en_charge = fields.BooleanField(default=False)
    version = fields.IntField(default=1)
    cree_le = fields.DatetimeField(auto_now_add=True)
    modifie_le = fields.DatetimeField(auto_now=True)

    class Meta:
        table = "dispositif"
        constraints = [
            CheckConstraint("nombre_places IS NULL OR nombre_places >= 1", "dispositif_places"),
            CheckConstraint(
                "places_restantes IS NULL OR (places_restantes >= 0 AND places_restantes <= nombre_places)",
                "dispositif_places_restantes",
            ),
            CheckConstraint("effectif_minimal IS NULL OR effectif_minimal >= 1", "dispositif_effectif"),
            CheckConstraint(
                "capacite_simultanee IS NULL OR capacite_simultanee >= COALESCE(effectif_minimal, 1)",
                "dispositif_capacite",
            ),
            *(
                CheckConstraint(f"{montant} IS NULL OR CAST({montant} AS REAL) >= 0", f"dispositif_{montant}")
                for montant in _MONTANTS
            ),
        ]
