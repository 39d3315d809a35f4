from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.fields.base import OnDelete
from tortoise import fields
from tortoise.migrations.constraints import UniqueConstraint

class Migration(migrations.Migration):
    dependencies = [('catalogue', '0006_dossiers')]

    initial = False

    operations = [
        ops.CreateModel(
            name='Reconduction',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('source', fields.ForeignKeyField('catalogue.Session', source_field='source_id', db_constraint=True, to_field='numero', related_name='reconductions_faites', on_delete=OnDelete.CASCADE)),
                ('date_debut', fields.DateField()),
                ('session', fields.OneToOneField('catalogue.Session', source_field='session_id', db_constraint=True, to_field='numero', related_name='reconduction', on_delete=OnDelete.CASCADE)),
            ],
            options={'table': 'reconduction', 'app': 'catalogue', 'constraints': [UniqueConstraint(fields=('source_id', 'date_debut'), name='reconduction_unique')], 'pk_attr': 'id', 'table_description': "A session was renewed for a first day: never twice for the same, whatever becomes of the new one's dates (R22)."},
            bases=['Model'],
        ),
    ]
