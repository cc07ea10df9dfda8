from django.db import migrations


def copy_contacts(apps, schema_editor):
    """Give the events the contact person of the page that was written first."""
    event_pages = apps.get_model("events", "EventPage").objects.exclude(contact=None)
    pages = event_pages.filter(alias_of=None).order_by("-pk")
    events = apps.get_model("events", "Event").objects
    for key, contact in pages.values_list("translation_key", "contact"):
        events.filter(series__translation_key=key).update(contact_id=contact)


class Migration(migrations.Migration):

    dependencies = [
        ('events', '0005_registration'),
    ]

    operations = [
        migrations.RunPython(copy_contacts, migrations.RunPython.noop),
    ]
