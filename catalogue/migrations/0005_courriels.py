from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise import fields

class Migration(migrations.Migration):
    dependencies = [('catalogue', '0004_taches')]

    initial = False

    operations = [
        ops.CreateModel(
            name='Courriel',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('cle', fields.CharField(null=True, unique=True, max_length=120)),
                ('destinataire', fields.CharField(max_length=160)),
                ('sujet', fields.CharField(max_length=200)),
                ('texte', fields.TextField(unique=False)),
                ('html', fields.TextField(null=True, unique=False)),
                ('confidentiel', fields.BooleanField(default=False)),
                ('cree_le', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('perime_le', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('envoye_le', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('essais', fields.IntField(default=0)),
                ('prochain_essai_le', fields.DatetimeField(null=True, db_index=True, auto_now=False, auto_now_add=False)),
                ('erreur', fields.CharField(null=True, max_length=400)),
            ],
            options={'table': 'courriel', 'app': 'catalogue', 'pk_attr': 'id', 'table_description': 'A mail, written in the transaction of the change that it tells.'},
            bases=['Model'],
        ),
    ]
