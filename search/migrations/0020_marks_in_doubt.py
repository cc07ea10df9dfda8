from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0010_queries_in_vain"),
    ]

    operations = [
        migrations.AddField(
            model_name="dirtymark",
            name="in_doubt",
            field=models.BooleanField(default=False),
        ),
        migrations.AddIndex(
            model_name="dirtymark",
            index=models.Index(
                condition=models.Q(("in_doubt", True)),
                fields=["target"],
                name="mark_in_doubt",
            ),
        ),
    ]
