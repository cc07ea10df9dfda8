from __future__ import annotations

import logging
import os
import subprocess
import sys

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils.http import http_date

from groups.permissions import derive_permissions
from members.services import create_token, user_of_token
from network_site.base.logs import LineFormatter
from network_site.base.models import NetworkDocument, NetworkImage
from tests.factories.files import picture
from tests.factories.groups import SpaceFactory
from tests.factories.members import UserFactory
from tests.stack import ROOT

ENVIRONMENT = {
    "DJANGO_SETTINGS_MODULE": "network_site.settings.production",
    "DATABASE_URL": "postgres://network:x@database/network",
    "REDIS_URL": "redis://redis:6379/0",
    "ELASTICSEARCH_URL": "http://elasticsearch:9200",
    "EMAIL_URL": "smtp://relay:25",
    "SECRET_KEY": "a-key-of-a-test-and-of-nothing-else-0123456789-abcdefghij",
    "ALLOWED_HOSTS": "verkosto.example.fi",
    "BASE_URL": "https://verkosto.example.fi",
}


def manage(*words: str, **changes: str) -> subprocess.CompletedProcess[str]:
    """Run a command as in production, in an environment with these changes."""
    return subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **ENVIRONMENT, **changes},
        capture_output=True,
        text=True,
        check=False,
    )


def test_djangos_check_of_a_deployment_finds_nothing():
    done = manage("check", "--deploy", "--fail-level", "WARNING")
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", [*ENVIRONMENT][1:])
def test_a_missing_setting_is_refused_in_one_line_that_names_it(name):
    done = manage("check", **{name: ""})
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert name in done.stderr


def test_the_roads_and_the_data_of_the_demonstration_are_absent():
    done = manage("shell", "-c", "from django.urls import reverse; reverse('dev_mail')")
    assert "NoReverseMatch" in done.stderr
    for command in ("load_demo", "seed_load"):
        assert "not in production" in manage(command).stderr


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["aino", "admin", "load0001"])
def test_accounts_with_a_known_password_are_refused_at_every_door(settings, name):
    user = UserFactory(email=f"{name}@example.org")
    client, token = Client(), create_token(user=user, name="x", acting_user=None)
    client.force_login(user)
    assert client.get("/api/me").status_code == 200
    assert user_of_token(token) == user
    settings.DEMO = False
    assert client.get("/api/me").status_code == 401
    assert user_of_token(token) is None
    answer = Client().post(
        reverse("account_login"), {"login": user.email, "password": "verkosto-demo"}
    )
    assert answer.status_code == 200
    assert "_auth_user_id" not in answer.wsgi_request.session


@pytest.mark.django_db
def test_a_real_account_signs_in_where_there_is_no_demonstration(settings):
    settings.DEMO = False
    user = UserFactory(email="maija.virtanen@pelastus.example.fi")
    answer = Client().post(
        reverse("account_login"), {"login": user.email, "password": "verkosto-demo"}
    )
    assert answer.status_code == 302


@pytest.mark.django_db
def test_pages_run_no_inline_script_and_only_the_editor_is_let_off(client):
    door = client.get(reverse("account_login"))["Content-Security-Policy"]
    assert "script-src 'self';" in door
    assert "unsafe" not in door
    client.force_login(UserFactory(administrator=True))
    editor = client.get("/admin/")["Content-Security-Policy"]
    assert "script-src 'self' 'unsafe-inline';" in editor
    assert "unsafe-eval" not in editor


def test_a_log_record_is_one_line_without_addresses():
    record = logging.LogRecord(
        "app", logging.ERROR, "", 0, "refused\nKey (email)=(aino@example.org)", (), None
    )
    line = LineFormatter("{levelname} {message}", style="{").format(record)
    assert line == "ERROR refused | Key (email)=(<address>)"


def stored_files(space):
    image = NetworkImage.objects.create(
        title="Kuva", file=picture(), collection=space.collection
    )
    document = NetworkDocument.objects.create(
        title="Muistio",
        file=ContentFile(b"salainen", name="muistio ä.txt"),
        collection=space.collection,
        file_hash="abc",
    )
    return f"/media/{image.file.name}", document.url


@pytest.mark.django_db
def test_nginx_is_told_to_send_a_file_only_after_the_reader_is_let_in(settings):
    settings.SENDFILE = "nginx"
    member, outsider = UserFactory(), UserFactory()
    space = SpaceFactory(closed=True, members=[member])
    derive_permissions(space)
    for url in stored_files(space):
        inside, outside = Client(), Client()
        inside.force_login(member)
        outside.force_login(outsider)
        answer = inside.get(url)
        assert answer["X-Accel-Redirect"].startswith("/protected/")
        assert answer["X-Accel-Redirect"].isascii()
        assert answer.content == b""
        assert "X-Accel-Redirect" not in outside.get(url)
        assert outside.get(url).status_code == 404


@pytest.mark.django_db
def test_an_unchanged_file_is_confirmed_only_to_those_who_may_see_it():
    member, outsider = UserFactory(), UserFactory()
    space = SpaceFactory(closed=True, members=[member])
    derive_permissions(space)
    known = {
        "If-Modified-Since": http_date(4_000_000_000),
        "If-None-Match": '"abc"',
    }
    for url in stored_files(space):
        inside, outside = Client(), Client()
        inside.force_login(member)
        outside.force_login(outsider)
        assert inside.get(url, headers=known).status_code == 304
        assert outside.get(url, headers=known).status_code == 404
        assert Client().get(url, headers=known).status_code == 302
