from tortoise import migrations
from tortoise.migrations import operations as ops
from orjson import loads
from tortoise.fields.base import OnDelete
from tortoise.fields.data import JSON_DUMPS
from tortoise import fields
from tortoise.indexes import Index
from tortoise.migrations.constraints import UniqueConstraint

class Migration(migrations.Migration):
    dependencies = [('catalogue', '0002_comptes_et_historique')]

    initial = False

    operations = [
        ops.CreateModel(
            name='Abonnement',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('url', fields.CharField(max_length=400)),
                ('types', fields.JSONField(default=list, encoder=JSON_DUMPS, decoder=loads)),
                ('secret', fields.CharField(max_length=80)),
                ('ancien_secret', fields.CharField(null=True, max_length=80)),
                ('ancien_secret_jusqu_a', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('organisme', fields.ForeignKeyField('catalogue.Organisme', source_field='organisme_id', null=True, db_index=True, db_constraint=True, to_field='numero', related_name='abonnements', on_delete=OnDelete.RESTRICT)),
                ('actif', fields.BooleanField(default=True)),
                ('suspendu_le', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('version', fields.IntField(default=1)),
                ('cree_le', fields.DatetimeField(auto_now=False, auto_now_add=True)),
            ],
            options={'table': 'abonnement', 'app': 'catalogue', 'pk_attr': 'id', 'table_description': 'A webhook: where the events of some types go, signed with a secret.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Canal',
            fields=[
                ('nom', fields.CharField(primary_key=True, unique=True, db_index=True, max_length=200)),
                ('dernier', fields.IntField(default=0, description='id of the last event that was dealt with')),
                ('essais', fields.IntField(default=0)),
                ('prochain_le', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('erreur', fields.CharField(null=True, max_length=400)),
            ],
            options={'table': 'canal', 'app': 'catalogue', 'pk_attr': 'nom', 'table_description': 'How far one channel has gone in the order of events.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Evenement',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('identifiant', fields.CharField(unique=True, max_length=40)),
                ('type', fields.CharField(db_index=True, max_length=60)),
                ('version', fields.IntField()),
                ('cle', fields.CharField(null=True, unique=True, max_length=120)),
                ('organisme', fields.ForeignKeyField('catalogue.Organisme', source_field='organisme_id', null=True, db_index=True, db_constraint=True, to_field='numero', related_name='evenements', on_delete=OnDelete.RESTRICT)),
                ('action', fields.IntField(null=True, db_index=True)),
                ('compte', fields.ForeignKeyField('catalogue.Compte', source_field='compte_id', null=True, db_index=True, db_constraint=True, to_field='id', related_name='evenements', on_delete=OnDelete.RESTRICT)),
                ('donnees', fields.JSONField(default=dict, encoder=JSON_DUMPS, decoder=loads)),
                ('le', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'evenement', 'app': 'catalogue', 'pk_attr': 'id', 'table_description': 'One event, written in the transaction of the change that it tells; `id` is its place in the order of all.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Livraison',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('abonnement', fields.ForeignKeyField('catalogue.Abonnement', source_field='abonnement_id', db_constraint=True, to_field='id', related_name='livraisons', on_delete=OnDelete.CASCADE)),
                ('evenement', fields.ForeignKeyField('catalogue.Evenement', source_field='evenement_id', db_index=True, db_constraint=True, to_field='id', related_name='livraisons', on_delete=OnDelete.CASCADE)),
                ('essais', fields.IntField(default=0)),
                ('prochain_le', fields.DatetimeField(null=True, db_index=True, auto_now=False, auto_now_add=False)),
                ('livree_le', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('statut', fields.IntField(null=True, description='HTTP status of the last answer')),
                ('erreur', fields.CharField(null=True, max_length=400)),
            ],
            options={'table': 'livraison', 'app': 'catalogue', 'constraints': [UniqueConstraint(fields=('abonnement_id', 'evenement_id'), name='livraison_unique')], 'pk_attr': 'id', 'table_description': 'One event on its way to one webhook, and how the last attempt went.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Notification',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('compte', fields.ForeignKeyField('catalogue.Compte', source_field='compte_id', db_constraint=True, to_field='id', related_name='notifications', on_delete=OnDelete.CASCADE)),
                ('evenement', fields.ForeignKeyField('catalogue.Evenement', source_field='evenement_id', db_index=True, db_constraint=True, to_field='id', related_name='notifications', on_delete=OnDelete.CASCADE)),
                ('lue_le', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'notification', 'app': 'catalogue', 'constraints': [UniqueConstraint(fields=('compte_id', 'evenement_id'), name='notification_unique')], 'indexes': [Index(fields=['compte_id', 'id'])], 'pk_attr': 'id', 'table_description': 'An event in the inbox of one account.'},
            bases=['Model'],
        ),
        ops.AlterModelOptions(
            name='Contact',
            options={'table': 'contact', 'app': 'catalogue', 'pk_attr': 'numero', 'table_description': "A service or function that answers for a body or one of its sites; `type_contact` is a code of LHEO's"},
        ),
        ops.AlterModelOptions(
            name='Referent',
            options={'table': 'referent', 'app': 'catalogue', 'constraints': [UniqueConstraint(fields=('organisme_id', 'type'), name='referent_defaut_unique', condition='par_defaut')], 'pk_attr': 'numero', 'table_description': 'A référent handicap, mobilité or PRF of a body. One by type may be the default, prefilled on new sessions'},
        ),
    ]
