from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise import fields
from tortoise.indexes import Index

class Migration(migrations.Migration):
    dependencies = [('catalogue', '0008_preferences_de_courriels')]

    initial = False

    operations = [
        ops.AddField(
            model_name='Historique',
            name='action',
            field=fields.IntField(null=True),
        ),
        ops.AddIndex(
            model_name='Historique',
            index=Index(fields=['action', 'id']),
        ),
        ops.RunSQL(
            [
                "UPDATE historique SET action = CAST(cle AS INTEGER) WHERE objet = 'Action'",
                "UPDATE historique SET action = (SELECT action_id FROM session "
                "WHERE session.numero = CAST(historique.cle AS INTEGER)) WHERE objet = 'Session'",
                "UPDATE historique SET action = (SELECT session.action_id FROM dispositif JOIN session "
                "ON session.numero = dispositif.session_id "
                "WHERE dispositif.numero = CAST(historique.cle AS INTEGER)) WHERE objet = 'Dispositif'",
            ],
            reverse_sql=[],
        ),
    ]
