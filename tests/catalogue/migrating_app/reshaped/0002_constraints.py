"""Constraints, uniques and indexes given up, renamed and gained; a column removed with the index on it."""

from tortoise import fields, migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("essai", "0001_initial")]

    operations = [
        ops.RenameConstraint("Organisme", "organisme_un_siege_par_ville", "organisme_siege_unique"),
        ops.AlterField("Organisme", "siret", fields.CharField(max_length=14)),
        ops.AlterField("Organisme", "nom", fields.CharField(max_length=50)),
        ops.AlterField("Organisme", "version", fields.IntField(default=0, db_index=True)),
        ops.AlterField("Agrement", "numero", fields.CharField(unique=True, max_length=20)),
        ops.RemoveField("Site", "nom"),
        ops.RemoveConstraint("Organisme", name="organisme_siret"),
        ops.RemoveConstraint("Organisme", fields=["nom", "ville"]),
    ]
