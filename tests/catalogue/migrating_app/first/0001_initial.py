"""The tables, less what `second` adds, with a trigger as a full-text index would have."""

from typing import Any

from tortoise import fields, migrations
from tortoise.migrations import operations as ops
from tortoise.migrations.constraints import CheckConstraint, UniqueConstraint

JOURNAL = """
    CREATE TRIGGER organisme_renomme AFTER UPDATE OF nom ON organisme BEGIN
        INSERT INTO journal VALUES (old.nom || ' ; ' || new.nom);
    END;
    CREATE TRIGGER site_ouvert AFTER INSERT ON site BEGIN
        INSERT INTO journal SELECT nom FROM organisme WHERE id = new.organisme_id;
    END;
"""


async def journal(_apps: Any, editor: Any) -> None:
    """Triggers, where changing a table may lose them: on SQLite."""
    await editor.client.execute_script("CREATE TABLE journal (texte TEXT NOT NULL);")
    if editor.client.capabilities.dialect == "sqlite":
        await editor.client.execute_script(JOURNAL)


class Migration(migrations.Migration):
    initial = True

    operations = [
        ops.CreateModel(
            name="Organisme",
            fields=[
                ("id", fields.IntField(primary_key=True)),
                ("siret", fields.CharField(unique=True, max_length=14)),
                ("nom", fields.CharField(db_index=True, max_length=50)),
                ("ville", fields.CharField(null=True, max_length=50)),
                ("siege", fields.BooleanField(default=False)),
                ("version", fields.IntField(default=0)),
                (
                    "mere",
                    fields.ForeignKeyField(
                        "essai.Organisme",
                        related_name="filles",
                        source_field="mere_id",
                        to_field="id",
                        null=True,
                        on_delete=fields.OnDelete.RESTRICT,
                    ),
                ),
            ],
            options={
                "table": "organisme",
                "app": "essai",
                "unique_together": (("nom", "ville"),),
                "indexes": [("ville", "siege")],
                "constraints": [
                    CheckConstraint(check="length(siret) = 14", name="organisme_siret"),
                    UniqueConstraint(fields=("ville",), name="organisme_un_siege_par_ville", condition="siege"),
                ],
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Site",
            fields=[
                ("id", fields.IntField(primary_key=True)),
                ("nom", fields.CharField(db_index=True, max_length=50)),
                (
                    "organisme",
                    fields.ForeignKeyField(
                        "essai.Organisme",
                        related_name="sites",
                        source_field="organisme_id",
                        to_field="id",
                        on_delete=fields.OnDelete.CASCADE,
                    ),
                ),
            ],
            options={"table": "site", "app": "essai"},
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Formation",
            fields=[
                ("id", fields.IntField(primary_key=True)),
                ("intitule", fields.CharField(max_length=50)),
                (
                    "organisme",
                    fields.ForeignKeyField(
                        "essai.Organisme",
                        related_name="formations",
                        source_field="organisme_id",
                        to_field="id",
                        on_delete=fields.OnDelete.RESTRICT,
                    ),
                ),
            ],
            options={"table": "formation", "app": "essai"},
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Agrement",
            fields=[
                ("id", fields.IntField(primary_key=True)),
                ("numero", fields.CharField(max_length=20)),
                (
                    "organisme",
                    fields.OneToOneField(
                        "essai.Organisme",
                        related_name="agrement",
                        source_field="organisme_id",
                        to_field="id",
                        on_delete=fields.OnDelete.RESTRICT,
                    ),
                ),
            ],
            options={"table": "agrement", "app": "essai"},
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Departement",
            fields=[("code", fields.IntField(primary_key=True, generated=False))],
            options={"table": "departement", "app": "essai"},
            bases=["Model"],
        ),
        ops.RunPython(journal),
    ]
