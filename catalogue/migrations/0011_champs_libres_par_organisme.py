from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise import fields

class Migration(migrations.Migration):
    dependencies = [('catalogue', '0010_index_des_lectures')]

    initial = False

    operations = [
        ops.AddField(
            model_name='Organisme',
            name='champs_libres',
            field=fields.BooleanField(default=True),
        ),
    ]
