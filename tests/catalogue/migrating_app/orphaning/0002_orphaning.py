"""Deletes parents, which a connection without foreign keys lets pass."""

from tortoise import migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("essai", "0001_initial")]

    operations = [ops.RunSQL("DELETE FROM organisme")]
