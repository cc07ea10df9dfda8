from django.db import migrations


def say_weekly(apps, schema_editor):
    """Until now an event with a last day was held every week; drafts, too, say so."""
    page = apps.get_model("events", "EventPage")
    page.objects.exclude(repeat_until=None).update(repeats="weekly")
    content_type = apps.get_model("contenttypes", "ContentType").objects.filter(
        app_label="events", model="eventpage"
    )
    revisions = apps.get_model("wagtailcore", "Revision").objects.filter(
        content_type__in=content_type
    )
    for revision in revisions.iterator():
        if revision.content.get("repeat_until") and "repeats" not in revision.content:
            revision.content["repeats"] = "weekly"
            revision.save(update_fields=["content"])


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0003_repetition_and_feeds"),
        ("wagtailcore", "0098_apitoken"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(say_weekly, migrations.RunPython.noop)]
