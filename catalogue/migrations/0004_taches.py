from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise import fields

class Migration(migrations.Migration):
    dependencies = [('catalogue', '0003_evenements')]

    initial = False

    operations = [
        ops.CreateModel(
            name='Tache',
            fields=[
                ('nom', fields.CharField(primary_key=True, unique=True, db_index=True, max_length=60)),
                ('prochaine_le', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('derniere_le', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('bilan', fields.CharField(null=True, max_length=400)),
                ('erreur', fields.CharField(null=True, max_length=400)),
            ],
            options={'table': 'tache', 'app': 'catalogue', 'pk_attr': 'nom', 'table_description': 'When a job runs next, and how it went the last time.'},
            bases=['Model'],
        ),
    ]
