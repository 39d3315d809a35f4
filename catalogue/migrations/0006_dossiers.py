from tortoise import migrations
from tortoise.migrations import operations as ops
from catalogue.vocabulary.depots import DecisionDepot, NatureDepot
from orjson import loads
from tortoise.fields.base import OnDelete
from tortoise.fields.data import JSON_DUMPS
from tortoise import fields
from tortoise.indexes import Index
from tortoise.migrations.constraints import UniqueConstraint

class Migration(migrations.Migration):
    dependencies = [('catalogue', '0005_courriels')]

    initial = False

    operations = [
        ops.CreateModel(
            name='Depot',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('action', fields.ForeignKeyField('catalogue.Action', source_field='action_id', db_index=True, db_constraint=True, to_field='numero', related_name='depots', on_delete=OnDelete.RESTRICT)),
                ('revision', fields.ForeignKeyField('catalogue.Revision', source_field='revision_id', db_index=True, db_constraint=True, to_field='id', related_name='depots', on_delete=OnDelete.RESTRICT)),
                ('revision_examinee', fields.ForeignKeyField('catalogue.Revision', source_field='revision_examinee_id', null=True, db_index=True, db_constraint=True, to_field='id', related_name='depots_examines', on_delete=OnDelete.RESTRICT)),
                ('nature', fields.CharEnumField(description='NatureDepot', enum_type=NatureDepot, max_length=20)),
                ('priorite', fields.IntField(description='rank of Priorite, 1 the most urgent')),
                ('voie_rapide', fields.BooleanField(default=False)),
                ('obstacles', fields.JSONField(default=list, encoder=JSON_DUMPS, decoder=loads)),
                ('relecture', fields.BooleanField(default=False, description='approved automatically, to be read by a person')),
                ('justification', fields.TextField(null=True, description='why a probable duplicate is none', unique=False)),
                ('empreinte_certification', fields.CharField(null=True, max_length=64)),
                ('soumis_par', fields.ForeignKeyField('catalogue.Compte', source_field='soumis_par_id', null=True, db_index=True, db_constraint=True, to_field='id', related_name='depots', on_delete=OnDelete.RESTRICT)),
                ('soumis_le', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('echeance', fields.DateField()),
                ('jours_restants', fields.IntField(null=True)),
                ('reponse_avant', fields.DateField(null=True)),
                ('relances', fields.IntField(default=0)),
                ('assigne_le', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('assigne', fields.ForeignKeyField('catalogue.Compte', source_field='assigne_id', null=True, db_index=True, db_constraint=True, to_field='id', related_name='depots_assignes', on_delete=OnDelete.RESTRICT)),
                ('decision', fields.CharEnumField(null=True, description='DecisionDepot', enum_type=DecisionDepot, max_length=20)),
                ('motif', fields.CharField(null=True, max_length=40)),
                ('precision', fields.TextField(null=True, unique=False)),
                ('decide_par', fields.ForeignKeyField('catalogue.Compte', source_field='decide_par_id', null=True, db_index=True, db_constraint=True, to_field='id', related_name='depots_decides', on_delete=OnDelete.RESTRICT)),
                ('decide_le', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'depot', 'app': 'catalogue', 'constraints': [UniqueConstraint(fields=('action_id',), name='depot_ouvert_unique', condition='decision IS NULL')], 'indexes': [Index(fields=['decision', 'echeance', 'id'])], 'pk_attr': 'id', 'table_description': 'One submission of an action, from the moment it is sent to its decision; an action has at most one that is open.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Question',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('depot', fields.ForeignKeyField('catalogue.Depot', source_field='depot_id', db_index=True, db_constraint=True, to_field='id', related_name='questions', on_delete=OnDelete.CASCADE)),
                ('revision', fields.ForeignKeyField('catalogue.Revision', source_field='revision_id', db_index=True, db_constraint=True, to_field='id', related_name='questions', on_delete=OnDelete.RESTRICT)),
                ('noeud', fields.CharField(null=True, max_length=60)),
                ('path', fields.JSONField(default=list, encoder=JSON_DUMPS, decoder=loads)),
                ('champ', fields.CharField(null=True, max_length=60)),
                ('motif', fields.CharField(max_length=40)),
                ('texte', fields.TextField(unique=False)),
                ('bloquante', fields.BooleanField(default=True)),
                ('pose_par', fields.ForeignKeyField('catalogue.Compte', source_field='pose_par_id', null=True, db_index=True, db_constraint=True, to_field='id', related_name='questions', on_delete=OnDelete.RESTRICT)),
                ('pose_le', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('reponse', fields.TextField(null=True, unique=False)),
                ('repondu_par', fields.ForeignKeyField('catalogue.Compte', source_field='repondu_par_id', null=True, db_index=True, db_constraint=True, to_field='id', related_name='reponses', on_delete=OnDelete.RESTRICT)),
                ('repondu_le', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'question', 'app': 'catalogue', 'pk_attr': 'id', 'table_description': 'A question about a submission and its answer, anchored to a node of the document (null: the whole of it) and,'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='ReglageVoieRapide',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('valide_du', fields.DateField(db_index=True)),
                ('automatique', fields.BooleanField(default=False)),
                ('validees_min', fields.IntField()),
                ('mois_sans_refus', fields.IntField()),
                ('tolerance_duree', fields.IntField()),
                ('echantillon', fields.IntField()),
            ],
            options={'table': 'reglage_voie_rapide', 'app': 'catalogue', 'pk_attr': 'id', 'table_description': 'What the fast lane asks, from a day on (B6.4, R32): the row whose day is the latest holds.'},
            bases=['Model'],
        ),
        ops.AddField(
            model_name='Action',
            name='certification_precedente',
            field=fields.CharField(null=True, description='Certifinfo code that was replaced, until the body acknowledges it (R28)', max_length=10),
        ),
        ops.AddField(
            model_name='Publication',
            name='hors_ligne_le',
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='Publication',
            name='motif',
            field=fields.CharField(null=True, description='code of the reason why it is offline', max_length=40),
        ),
        ops.AddField(
            model_name='Publication',
            name='precision',
            field=fields.TextField(null=True, unique=False),
        ),
    ]
