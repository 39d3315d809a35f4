"""A longer column of the parent, a new one that may not be empty, a new CHECK; a longer column of a one-to-one
child.
"""

from tortoise import fields, migrations
from tortoise.migrations import operations as ops
from tortoise.migrations.constraints import CheckConstraint


class Migration(migrations.Migration):
    dependencies = [("essai", "0001_initial")]

    operations = [
        ops.AlterField("Organisme", "nom", fields.CharField(db_index=True, max_length=120)),
        ops.AddField("Organisme", "statut", fields.CharField(default="prêt d'office", db_index=True, max_length=20)),
        ops.AddConstraint("Organisme", CheckConstraint(check="version >= 0", name="organisme_version")),
        ops.AlterField("Agrement", "numero", fields.CharField(max_length=30)),
    ]
