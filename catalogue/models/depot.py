"""The desk: what was submitted, what was asked about it, how it was decided."""

import datetime
from typing import Any

from tortoise import fields
from tortoise.migrations.constraints import UniqueConstraint
from tortoise.models import Model

from catalogue.models.action import Action
from catalogue.models.compte import Compte
from catalogue.models.revision import Revision
from catalogue.vocabulary import DecisionDepot, NatureDepot


class Depot(Model):
    """One submission of an action, from the moment it is sent to its decision; an action has at most one that is open.

    `revision` is what is to be decided, `revision_examinee` what the Carif-Oref last saw (a question, a refusal).
    `echeance` is in working days; while the body is asked, the clock stands and `jours_restants` keeps what was left,
    the answer being due on `reponse_avant`. `obstacles` say in French why it may not take the fast lane.
    """

    id = fields.IntField(primary_key=True)
    action: fields.ForeignKeyRelation[Action] = fields.ForeignKeyField(
        "catalogue.Action", related_name="depots", on_delete=fields.RESTRICT, db_index=True
    )
    action_id: int
    revision: fields.ForeignKeyRelation[Revision] = fields.ForeignKeyField(
        "catalogue.Revision", related_name="depots", on_delete=fields.RESTRICT, db_index=True
    )
    revision_id: int
    revision_examinee: fields.ForeignKeyNullableRelation[Revision] = fields.ForeignKeyField(
        "catalogue.Revision", related_name="depots_examines", null=True, on_delete=fields.RESTRICT, db_index=True
    )
    revision_examinee_id: int | None
    nature = fields.CharEnumField(NatureDepot, max_length=20, description="NatureDepot")
    priorite = fields.IntField(description="rank of Priorite, 1 the most urgent")
    voie_rapide = fields.BooleanField(default=False)
    obstacles: Any = fields.JSONField(default=list)
    relecture = fields.BooleanField(default=False, description="approved automatically, to be read by a person")
    justification: str | None = fields.TextField(null=True, description="why a probable duplicate is none")
    empreinte_certification = fields.CharField(max_length=64, null=True)
    soumis_par: fields.ForeignKeyNullableRelation[Compte] = fields.ForeignKeyField(
        "catalogue.Compte", related_name="depots", null=True, on_delete=fields.RESTRICT, db_index=True
    )
    soumis_par_id: int | None
    soumis_le: datetime.datetime = fields.DatetimeField()
    echeance: datetime.date = fields.DateField()
    jours_restants: int | None = fields.IntField(null=True)
    reponse_avant: datetime.date | None = fields.DateField(null=True)
    relances = fields.IntField(default=0)
    assigne_le: datetime.datetime | None = fields.DatetimeField(null=True)
    assigne: fields.ForeignKeyNullableRelation[Compte] = fields.ForeignKeyField(
        "catalogue.Compte", related_name="depots_assignes", null=True, on_delete=fields.RESTRICT, db_index=True
    )
    assigne_id: int | None
    decision = fields.CharEnumField(DecisionDepot, max_length=20, description="DecisionDepot", null=True)
    motif = fields.CharField(max_length=40, null=True)
    precision: str | None = fields.TextField(null=True)
    decide_par: fields.ForeignKeyNullableRelation[Compte] = fields.ForeignKeyField(
        "catalogue.Compte", related_name="depots_decides", null=True, on_delete=fields.RESTRICT, db_index=True
    )
    decide_par_id: int | None
    decide_le: datetime.datetime | None = fields.DatetimeField(null=True)

    class Meta:
        table = "depot"
        constraints = [UniqueConstraint(("action_id",), "depot_ouvert_unique", condition="decision IS NULL")]
        indexes = [("decision", "echeance", "id")]


class Question(Model):
    """A question about a submission and its answer, anchored to a node of the document (null: the whole of it) and,
    there, to a field (null: the whole node). `path` leads to it from the action, as in the completeness report.
    """

    id = fields.IntField(primary_key=True)
    depot: fields.ForeignKeyRelation[Depot] = fields.ForeignKeyField(
        "catalogue.Depot", related_name="questions", on_delete=fields.CASCADE, db_index=True
    )
    depot_id: int
    revision: fields.ForeignKeyRelation[Revision] = fields.ForeignKeyField(
        "catalogue.Revision", related_name="questions", on_delete=fields.RESTRICT, db_index=True
    )
    revision_id: int
    noeud = fields.CharField(max_length=60, null=True)
    path: Any = fields.JSONField(default=list)
    champ = fields.CharField(max_length=60, null=True)
    motif = fields.CharField(max_length=40)
    texte: str = fields.TextField()
    bloquante = fields.BooleanField(default=True)
    pose_par: fields.ForeignKeyNullableRelation[Compte] = fields.ForeignKeyField(
        "catalogue.Compte", related_name="questions", null=True, on_delete=fields.RESTRICT, db_index=True
    )
    pose_par_id: int | None
    pose_le: datetime.datetime = fields.DatetimeField()
    reponse: str | None = fields.TextField(null=True)
    repondu_par: fields.ForeignKeyNullableRelation[Compte] = fields.ForeignKeyField(
        "catalogue.Compte", related_name="reponses", null=True, on_delete=fields.RESTRICT, db_index=True
    )
    repondu_par_id: int | None
    repondu_le: datetime.datetime | None = fields.DatetimeField(null=True)

    class Meta:
        table = "question"


class ReglageVoieRapide(Model):
    """What the fast lane asks, from a day on (B6.4, R32): the row whose day is the latest holds.

    `automatique`: what passes is approved at once; otherwise the verdict is only shown. `echantillon` percent of what
    was approved so are marked to be read by a person.
    """

    id = fields.IntField(primary_key=True)
    valide_du: datetime.date = fields.DateField(db_index=True)
    automatique = fields.BooleanField(default=False)
    validees_min = fields.IntField()
    mois_sans_refus = fields.IntField()
    tolerance_duree = fields.IntField()
    echantillon = fields.IntField()

    class Meta:
        table = "reglage_voie_rapide"
