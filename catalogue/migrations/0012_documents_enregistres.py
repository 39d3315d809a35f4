from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise import fields

class Migration(migrations.Migration):
    dependencies = [('catalogue', '0011_champs_libres_par_organisme')]

    initial = False

    operations = [
        ops.CreateModel(
            name='DocumentEnregistre',
            fields=[
                ('empreinte', fields.CharField(primary_key=True, unique=True, db_index=True, max_length=64)),
                ('texte', fields.TextField(unique=False)),
                ('nom', fields.CharField(null=True, max_length=200)),
                ('exploitant', fields.BooleanField(default=False)),
                ('cree_le', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('vu_le', fields.DateField(null=True)),
            ],
            options={'table': 'document_enregistre', 'app': 'catalogue', 'pk_attr': 'empreinte', 'table_description': 'A persisted document: the SHA-256 of its text is its identity, so the text under it never changes.'},
            bases=['Model'],
        ),
    ]
