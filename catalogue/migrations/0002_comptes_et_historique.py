from tortoise import migrations
from tortoise.migrations import operations as ops
from catalogue.vocabulary.roles import Role
from orjson import loads
from tortoise.fields.base import OnDelete
from tortoise.fields.data import JSON_DUMPS
from tortoise import fields
from tortoise.indexes import Index
from tortoise.migrations.constraints import CheckConstraint, UniqueConstraint

class Migration(migrations.Migration):
    dependencies = [('catalogue', '0001_initial')]

    initial = False

    operations = [
        ops.CreateModel(
            name='Compte',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('courriel', fields.CharField(unique=True, max_length=160)),
                ('nom', fields.CharField(max_length=100)),
                ('mot_de_passe', fields.CharField(null=True, max_length=200)),
                ('actif', fields.BooleanField(default=True)),
                ('version', fields.IntField(default=1)),
                ('cree_le', fields.DatetimeField(auto_now=False, auto_now_add=True)),
            ],
            options={'table': 'compte', 'app': 'catalogue', 'constraints': [CheckConstraint(check='courriel = lower(courriel)', name='compte_courriel_minuscules')], 'pk_attr': 'id', 'table_description': 'A login. `mot_de_passe` is an argon2id hash, null until the invitation is accepted.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='CleApi',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('prefixe', fields.CharField(unique=True, max_length=12)),
                ('empreinte', fields.CharField(unique=True, max_length=64)),
                ('libelle', fields.CharField(max_length=100)),
                ('portees', fields.JSONField(default=list, encoder=JSON_DUMPS, decoder=loads)),
                ('compte', fields.ForeignKeyField('catalogue.Compte', source_field='compte_id', db_index=True, db_constraint=True, to_field='id', related_name='cles', on_delete=OnDelete.RESTRICT)),
                ('cree_le', fields.DatetimeField(auto_now=False, auto_now_add=True)),
                ('vue_le', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('expire_le', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('revoquee_le', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'cle_api', 'app': 'catalogue', 'pk_attr': 'id', 'table_description': 'A key of a harvester: shown once, kept as a SHA-256; `prefixe` lets people tell keys apart.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Habilitation',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('compte', fields.ForeignKeyField('catalogue.Compte', source_field='compte_id', db_index=True, db_constraint=True, to_field='id', related_name='habilitations', on_delete=OnDelete.CASCADE)),
                ('organisme', fields.ForeignKeyField('catalogue.Organisme', source_field='organisme_id', null=True, db_index=True, db_constraint=True, to_field='numero', related_name='habilitations', on_delete=OnDelete.RESTRICT)),
                ('role', fields.CharEnumField(description='Role', enum_type=Role, max_length=30)),
            ],
            options={'table': 'habilitation', 'app': 'catalogue', 'constraints': [UniqueConstraint(fields=('compte_id', 'organisme_id'), name='habilitation_unique'), CheckConstraint(check="(organisme_id IS NOT NULL) = (role LIKE '%_OF')", name='habilitation_portee')], 'pk_attr': 'id', 'table_description': "A role of an account: for one establishment when it is a body's, for the whole region otherwise."},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Historique',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('objet', fields.CharField(max_length=30)),
                ('cle', fields.CharField(max_length=40)),
                ('verbe', fields.CharField(max_length=40)),
                ('version', fields.IntField(null=True)),
                ('avant', fields.JSONField(default=dict, encoder=JSON_DUMPS, decoder=loads)),
                ('apres', fields.JSONField(default=dict, encoder=JSON_DUMPS, decoder=loads)),
                ('compte', fields.ForeignKeyField('catalogue.Compte', source_field='compte_id', null=True, db_index=True, db_constraint=True, to_field='id', related_name='historique', on_delete=OnDelete.RESTRICT)),
                ('organisme', fields.ForeignKeyField('catalogue.Organisme', source_field='organisme_id', null=True, db_index=True, db_constraint=True, to_field='numero', related_name='historique', on_delete=OnDelete.RESTRICT)),
                ('le', fields.DatetimeField(auto_now=False, auto_now_add=True)),
            ],
            options={'table': 'historique', 'app': 'catalogue', 'indexes': [Index(fields=['objet', 'cle', 'id'])], 'pk_attr': 'id', 'table_description': 'One change of one object: only ever inserted. `avant` and `apres` hold the fields that changed.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Jeton',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('empreinte', fields.CharField(unique=True, max_length=64)),
                ('compte', fields.ForeignKeyField('catalogue.Compte', source_field='compte_id', db_index=True, db_constraint=True, to_field='id', related_name='jetons', on_delete=OnDelete.CASCADE)),
                ('cree_le', fields.DatetimeField(auto_now=False, auto_now_add=True)),
                ('vu_le', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('expire_le', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'jeton', 'app': 'catalogue', 'pk_attr': 'id', 'table_description': 'A session of an account: the SHA-256 of an opaque token, how long it lives and when it was last used.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='LienUnique',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('empreinte', fields.CharField(unique=True, max_length=64)),
                ('compte', fields.ForeignKeyField('catalogue.Compte', source_field='compte_id', db_index=True, db_constraint=True, to_field='id', related_name='liens', on_delete=OnDelete.CASCADE)),
                ('expire_le', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'lien_unique', 'app': 'catalogue', 'pk_attr': 'id', 'table_description': 'A link that works once: to set a password after an invitation or when it was forgotten.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Rejeu',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('compte', fields.ForeignKeyField('catalogue.Compte', source_field='compte_id', db_constraint=True, to_field='id', related_name='rejeux', on_delete=OnDelete.CASCADE)),
                ('operation', fields.CharField(max_length=40)),
                ('cle', fields.CharField(max_length=100)),
                ('empreinte', fields.CharField(max_length=64)),
                ('resultat', fields.JSONField(encoder=JSON_DUMPS, decoder=loads)),
                ('le', fields.DatetimeField(auto_now=False, auto_now_add=True)),
            ],
            options={'table': 'rejeu', 'app': 'catalogue', 'constraints': [UniqueConstraint(fields=('compte_id', 'operation', 'cle'), name='rejeu_unique')], 'pk_attr': 'id', 'table_description': 'An idempotency key that was used: the hash of what came with it and what it gave.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Tentative',
            fields=[
                ('cle', fields.CharField(primary_key=True, unique=True, db_index=True, max_length=200)),
                ('echecs', fields.IntField(default=0)),
                ('depuis', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('bloque_jusqu_a', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'tentative', 'app': 'catalogue', 'pk_attr': 'cle', 'table_description': 'Failed sign-ins of one account or one address, so that a restart does not forget them.'},
            bases=['Model'],
        ),
    ]
