from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0020_marks_in_doubt"),
    ]

    operations = [
        migrations.CreateModel(
            name="Upkeep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("started_at", models.DateTimeField(null=True)),
                ("finished_at", models.DateTimeField(null=True)),
                ("held_until", models.DateTimeField(null=True)),
                ("found", models.JSONField(default=dict)),
            ],
            options={
                "verbose_name": "search upkeep",
                "verbose_name_plural": "search upkeep",
            },
        ),
    ]
