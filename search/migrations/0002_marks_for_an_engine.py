from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('search', '0001_initial'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='dirtymark',
            name='one_mark_per_thing',
        ),
        migrations.AddField(
            model_name='dirtymark',
            name='target',
            field=models.CharField(choices=[('entries', 'Entries'), ('engine', 'Engine')], default='entries', max_length=10),
        ),
        migrations.AddConstraint(
            model_name='dirtymark',
            constraint=models.UniqueConstraint(fields=('target', 'kind', 'object_id'), name='one_mark_per_thing'),
        ),
    ]
