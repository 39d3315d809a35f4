"""The Session card (procedure p. 9)."""

import datetime
from decimal import Decimal
from typing import Any

from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint
from tortoise.models import Model

from catalogue.models.action import Action
from catalogue.models.organisme import Organisme
from catalogue.models.referent import Referent
from catalogue.models.site import Site
from catalogue.vocabulary import EntreesSorties, ModaliteEnseignement, Recrutement, UniteCycle


class Session(Model):
    """When and where an action happens. Durations are in hours. A/I is computed, never stored (R11).

    Coded lists (`rythmes`, `periodes`, …) hold codes of `catalogue.vocabulary`; information meetings and registration
    periods are parts of the card and are stored with it. A draft may lack anything that submission will ask for.
    """

    numero = fields.IntField(primary_key=True, generated=False)
    action: fields.ForeignKeyRelation[Action] = fields.ForeignKeyField(
        "catalogue.Action", related_name="sessions", on_delete=fields.RESTRICT, db_index=True
    )
    action_id: int
    source: fields.ForeignKeyNullableRelation["Session"] = fields.ForeignKeyField(
        "catalogue.Session", related_name="reconductions", null=True, on_delete=fields.RESTRICT, db_index=True
    )
    source_id: int | None
    site_lieu: fields.ForeignKeyNullableRelation[Site] = fields.ForeignKeyField(
        "catalogue.Site", related_name="sessions", null=True, on_delete=fields.RESTRICT, db_index=True
    )
    site_lieu_id: int | None
    date_debut: datetime.date | None = fields.DateField(null=True)
    date_fin: datetime.date | None = fields.DateField(null=True)
    entrees_sorties = fields.CharEnumField(EntreesSorties, max_length=20, description="EntreesSorties", null=True)
    rythmes: Any = fields.JSONField(default=list)
    periodes: Any = fields.JSONField(default=list)
    types_parcours: Any = fields.JSONField(default=list)
    modalites_pedagogiques: Any = fields.JSONField(default=list)
    modalite_enseignement = fields.CharEnumField(
        ModaliteEnseignement, max_length=20, description="ModaliteEnseignement", null=True
    )
    duree_centre: int | None = fields.IntField(null=True)
    duree_entreprise: int | None = fields.IntField(null=True)
    duree_hebdomadaire: Decimal | None = fields.DecimalField(max_digits=5, decimal_places=2, null=True)
    commentaire_duree: str | None = fields.TextField(null=True)
    cycle_unite = fields.CharEnumField(UniteCycle, max_length=20, description="UniteCycle", null=True)
    cycle_entreprise: int | None = fields.IntField(null=True)
    cycle_centre: int | None = fields.IntField(null=True)
    organisme_responsable: fields.ForeignKeyNullableRelation[Organisme] = fields.ForeignKeyField(
        "catalogue.Organisme", related_name="sessions_responsables", null=True, on_delete=fields.RESTRICT, db_index=True
    )
    organisme_responsable_id: int | None
    recrutement = fields.CharEnumField(Recrutement, max_length=20, description="Recrutement", null=True)
    modalites_recrutement: Any = fields.JSONField(default=list)
    informations_collectives: Any = fields.JSONField(default=list)
    periodes_inscription: Any = fields.JSONField(default=list)
    referent_handicap: fields.ForeignKeyNullableRelation[Referent] = fields.ForeignKeyField(
        "catalogue.Referent", related_name="sessions_handicap", null=True, on_delete=fields.RESTRICT, db_index=True
    )
    referent_handicap_id: int | None
    referent_mobilite: fields.ForeignKeyNullableRelation[Referent] = fields.ForeignKeyField(
        "catalogue.Referent", related_name="sessions_mobilite", null=True, on_delete=fields.RESTRICT, db_index=True
    )
    referent_mobilite_id: int | None
    referent_prf: fields.ForeignKeyNullableRelation[Referent] = fields.ForeignKeyField(
        "catalogue.Referent", related_name="sessions_prf", null=True, on_delete=fields.RESTRICT, db_index=True
    )
    referent_prf_id: int | None
    mail_liaison = fields.CharField(max_length=160, null=True)
    version = fields.IntField(default=1)
    cree_le = fields.DatetimeField(auto_now_add=True)
    modifie_le = fields.DatetimeField(auto_now=True)

    class Meta:
        table = "session"
        constraints = [
            CheckConstraint("date_debut IS NULL OR date_fin IS NULL OR date_debut <= date_fin", "session_dates"),
            CheckConstraint("duree_centre IS NULL OR duree_centre BETWEEN 0 AND 99999", "session_duree_centre"),
            CheckConstraint(
                "duree_entreprise IS NULL OR duree_entreprise BETWEEN 0 AND 99999", "session_duree_entreprise"
            ),
            CheckConstraint("cycle_entreprise IS NULL OR cycle_entreprise > 0", "session_cycle_entreprise"),
            CheckConstraint("cycle_centre IS NULL OR cycle_centre > 0", "session_cycle_centre"),
        ]
