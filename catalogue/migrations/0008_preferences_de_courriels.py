from tortoise import migrations
from tortoise.migrations import operations as ops
from catalogue.vocabulary.preferences import PreferenceCourriels
from tortoise import fields
from tortoise.indexes import Index
from tortoise.migrations.constraints import UniqueConstraint

class Migration(migrations.Migration):
    dependencies = [('catalogue', '0007_reconductions')]

    initial = False

    operations = [
        ops.AddField(
            model_name='Compte',
            name='preference_courriels',
            field=fields.CharEnumField(default=PreferenceCourriels.IMMEDIAT, description='PreferenceCourriels', enum_type=PreferenceCourriels, max_length=20),
        ),
        ops.AlterModelOptions(
            name='Notification',
            options={'table': 'notification', 'app': 'catalogue', 'constraints': [UniqueConstraint(fields=('compte_id', 'evenement_id'), name='notification_unique')], 'indexes': [Index(fields=['compte_id', 'id'])], 'pk_attr': 'id', 'table_description': 'An event in the inbox of one account; `resumee_le` is when a daily digest told it.'},
        ),
        ops.AddField(
            model_name='Notification',
            name='resumee_le',
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
    ]
