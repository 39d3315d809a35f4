from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.indexes import Index

class Migration(migrations.Migration):
    dependencies = [('catalogue', '0009_action_de_l_historique')]

    initial = False

    operations = [
        ops.AddIndex(
            model_name='OffrePubliee',
            index=Index(fields=['commune', 'niveau_europeen', 'date_fin']),
        ),
        ops.AddIndex(
            model_name='OffrePubliee',
            index=Index(fields=['departement', 'niveau_europeen', 'date_fin']),
        ),
        ops.AddIndex(
            model_name='Publication',
            index=Index(fields=['etat', 'numero']),
        ),
    ]
