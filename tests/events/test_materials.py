"""Agenda, documents and minutes on an event's page."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from events.models import Event, EventMaterial
from network_site.base.models import NetworkDocument
from tests.clients import signed_in, text_of
from tests.factories.members import UserFactory
from tests.factories.site import make_event_page, make_group, plant

pytestmark = pytest.mark.django_db


def test_a_lead_adds_minutes_after_the_event_and_members_read_them():
    lead, member = UserFactory(), UserFactory()
    group = make_group(plant(), policy="closed", leads=[lead], members=[member])
    page = make_event_page(group, audience="space")
    event = Event.objects.get(series__translation_key=page.translation_key)
    ended = timezone.now() - timedelta(days=1)
    Event.objects.update(starts_at=ended - timedelta(hours=2), ends_at=ended)
    client, address = signed_in(lead), f"/fi/events/{event.pk}/materials/"
    empty = client.post(address, {"kind": "minutes"})
    assert "Valitse asiakirja" in empty.content.decode()
    file = SimpleUploadedFile("muistio.txt", b"Kokous", content_type="text/plain")
    client.post(address, {"kind": "minutes", "new_file": file})
    document = NetworkDocument.objects.get()
    assert document.collection == group.space.collection
    assert document.published_at is not None
    text = text_of(signed_in(member), page.url)
    assert "muistio" in text
    assert "Muistio" in text
    assert signed_in(member).get(address).status_code == 403
    assert signed_in(UserFactory()).get(address).status_code == 404
    client.post(address, {"take_off": EventMaterial.objects.get().pk})
    assert NetworkDocument.objects.exists()
    assert not EventMaterial.objects.exists()


def test_an_event_that_more_people_see_opens_no_document_of_its_space():
    lead, outsider = UserFactory(), UserFactory()
    group = make_group(plant(), policy="request", leads=[lead])
    page = make_event_page(group, audience="members")
    event = Event.objects.get(series__translation_key=page.translation_key)
    file = SimpleUploadedFile("esityslista.txt", b"Asiat", content_type="text/plain")
    address = f"/fi/events/{event.pk}/materials/"
    signed_in(lead).post(address, {"kind": "agenda", "new_file": file})
    assert "esityslista" in text_of(signed_in(lead), page.url)
    reader = signed_in(outsider)
    assert "esityslista" not in text_of(reader, page.url)
    assert reader.get(NetworkDocument.objects.get().url).status_code in (403, 404)
