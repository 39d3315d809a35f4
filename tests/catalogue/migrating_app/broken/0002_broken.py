"""Changes a table and its rows, adds a table, then asks for one that does not exist."""

from tortoise import fields, migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("essai", "0001_initial")]

    operations = [
        ops.AlterField("Organisme", "nom", fields.CharField(db_index=True, max_length=200)),
        ops.RunSQL("UPDATE organisme SET nom = 'perdu'; CREATE TABLE reste (id INTEGER);"),
        ops.RunSQL("INSERT INTO absente VALUES (1)"),
    ]
