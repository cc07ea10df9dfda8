"""Adds what narrows a search, and has everything indexed again to fill it.

SQLite appends new columns, and finds one by passing over all those before it, which
are the long texts here. There the table is made once more in the order of the model.
"""

import uuid

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


def in_the_models_order(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor._remake_table(apps.get_model("search", "Entry"))


def mark_everything(apps, schema_editor):
    entries = apps.get_model("search", "Entry").objects.order_by()
    marks = apps.get_model("search", "DirtyMark").objects
    stamp = uuid.uuid4()
    things = entries.values_list("kind", "object_id").distinct()
    marks.bulk_create(
        (
            marks.model(target="entries", kind=kind, object_id=pk, stamp=stamp)
            for kind, pk in things.iterator()
        ),
        batch_size=500,
        ignore_conflicts=True,
    )


ENTRY = migrations.CreateModel(
    name="Entry",
    fields=[
        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
        ("kind", models.CharField(max_length=40)),
        ("object_id", models.BigIntegerField()),
        ("language", models.CharField(max_length=20)),
        ("reading", models.CharField(blank=True, max_length=2)),
        ("space_id", models.BigIntegerField(db_index=True, null=True)),
        ("department_id", models.BigIntegerField(null=True)),
        ("year", models.PositiveSmallIntegerField(null=True)),
        ("file_types", models.CharField(blank=True, max_length=100)),
        ("audience", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="entries", to="search.audienceset")),
        ("status", models.CharField(blank=True, max_length=40)),
        ("date", models.DateTimeField(null=True)),
        ("title_length", models.PositiveIntegerField(default=0)),
        ("text_length", models.PositiveIntegerField(default=0)),
        ("source_hash", models.CharField(max_length=64)),
        ("indexed_at", models.DateTimeField(default=django.utils.timezone.now)),
        ("title", models.TextField()),
        ("url", models.TextField(blank=True)),
        ("label_tokens", models.TextField(blank=True)),
        ("title_tokens", models.TextField(blank=True)),
        ("text_tokens", models.TextField(blank=True)),
        ("extra", models.JSONField(default=dict)),
        ("summary", models.TextField(blank=True)),
        ("text", models.TextField(blank=True)),
    ],
    options={
        "verbose_name": "search entry",
        "verbose_name_plural": "search entries",
        "ordering": ("pk",),
        "indexes": [models.Index(fields=["kind", "-date"], name="entry_by_kind_and_date")],
        "constraints": [models.UniqueConstraint(fields=("kind", "object_id", "language"), name="one_entry_per_thing_and_language")],
    },
)


class Migration(migrations.Migration):

    dependencies = [
        ("search", "0002_marks_for_an_engine"),
    ]

    operations = [
        migrations.AddField(
            model_name="entry",
            name="department_id",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="entry",
            name="year",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="entry",
            name="file_types",
            field=models.CharField(blank=True, default="", max_length=100),
            preserve_default=False,
        ),
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.DeleteModel(name="Entry"), ENTRY],
        ),
        migrations.RunPython(in_the_models_order, migrations.RunPython.noop),
        migrations.RunPython(mark_everything, migrations.RunPython.noop),
    ]
