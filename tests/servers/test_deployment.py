"""What compose.yaml says, and its processes started by the same words on this machine."""

from __future__ import annotations

import importlib.resources
import json
import re
import sys
from pathlib import Path
from typing import Any
from uuid import uuid4

import jsonschema
import pytest
import requests
from ruamel.yaml import YAML

from tests import servers
from tests.servers import postgresql, smtp
from tests.servers.keeping import Server
from tests.stack import ROOT, free_port, manage, wait_for

COMPOSE = YAML(typ="safe").load(ROOT / "compose.yaml")
SERVICES: dict[str, Any] = COMPOSE["services"]
EXAMPLE = dict(
    line.split("=", 1)
    for line in (ROOT / "deploy" / "env.example").read_text().splitlines()
    if line and not line.startswith("#")
)
PASSWORD = "pitkä salasana jota kukaan ei arvaa"


def test_compose_follows_its_specification():
    schemas = importlib.resources.files("check_jsonschema.builtin_schemas.vendor")
    jsonschema.validate(
        COMPOSE, json.loads((schemas / "compose-spec.json").read_text())
    )


def test_only_nginx_can_be_reached_and_every_part_tells_its_health():
    assert [name for name, part in SERVICES.items() if "ports" in part] == ["nginx"]
    built = {name for name, part in SERVICES.items() if "build" in part}
    assert built == {"prepare", "web", "worker", "beat"}
    for name in SERVICES.keys() - built:
        assert "healthcheck" in SERVICES[name]
    kept = {volume.split(":")[0] for volume in SERVICES["nginx"]["volumes"]}
    assert "var" in kept & COMPOSE["volumes"].keys()


def test_nginx_lets_nobody_ask_for_a_stored_file_by_itself():
    text = (ROOT / "deploy" / "nginx.conf").read_text()
    [protected] = re.findall(r"location /protected/ \{(.*?)\}", text, re.DOTALL)
    assert "internal;" in protected
    assert "add_header X-Content-Type-Options nosniff" in protected
    inside = f"{SERVICES['web']['volumes'][0].split(':')[1]}/media/"
    assert f"alias {inside};" in protected


def environment(folder: Path, relay: str) -> dict[str, str]:
    """Return deploy/env filled in for this machine; no search engine is there."""
    name = f"deployed_{uuid4().hex}"
    return {
        **EXAMPLE,
        **SERVICES["web"]["environment"],
        "DJANGO_SETTINGS_MODULE": "network_site.settings.production",
        "PYTHONPATH": str(ROOT),
        "SECRET_KEY": uuid4().hex * 2,
        "DATABASE_URL": postgresql.create_database(servers.postgresql_url(), name),
        "REDIS_URL": servers.redis_url(),
        "ELASTICSEARCH_URL": f"http://127.0.0.1:{free_port()}",
        "EMAIL_URL": relay,
        "STATIC_ROOT": str(folder / "static"),
        "VAR_DIR": str(folder / "var"),
    }


def started(service: str, env: dict[str, str]) -> Server:
    """Return a service's process by the words of compose.yaml, not yet started."""
    program, *words = SERVICES[service]["command"]
    path = str(Path(sys.executable).with_name(program))

    def command(_folder: Path, port: int) -> list[str]:
        return ["env", f"PORT={port}", path, *words]

    is_web = service == "web"
    return Server(
        service,
        command=command,
        url="http://127.0.0.1:{port}",
        ready=None if is_web else lambda _url: True,
        env=env,
    )


class Reader(requests.Session):
    """A browser behind nginx: its headers are those that nginx sets."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self.url = url
        self.headers.update(
            {
                "Host": EXAMPLE["ALLOWED_HOSTS"],
                "Referer": f"{EXAMPLE['BASE_URL']}/",
                "X-Forwarded-Proto": "https",
            }
        )

    def post_form(self, path: str, **fields: str) -> requests.Response:
        page = self.get(self.url + path, timeout=30)
        # The cookies are for https alone, which ends at nginx.
        cookies = "; ".join(f"{c.name}={c.value}" for c in self.cookies)
        [token] = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', page.text)[:1]
        answer = self.post(
            self.url + path,
            data={**fields, "csrfmiddlewaretoken": token},
            headers={"Cookie": cookies},
            allow_redirects=False,
            timeout=30,
        )
        self.headers["Cookie"] = "; ".join(f"{c.name}={c.value}" for c in self.cookies)
        return answer


@pytest.mark.stack
@pytest.mark.xdist_group("servers")
def test_the_processes_of_compose_serve_a_site_that_is_ready_and_takes_real_people(
    tmp_path,
):
    with smtp.server() as relay:
        env = environment(tmp_path, relay.url)
        manage(env, "collectstatic", "--noinput", "--verbosity=0")
        manage(env, *SERVICES["prepare"]["command"][2:])
        person = "User.objects.create_user(email={!r}, password={!r})"
        for address in ("maija@pelastus.example.fi", "aino@example.org"):
            manage(env, "shell", "-v0", "-c", person.format(address, PASSWORD))
        with started("web", env) as web, started("worker", env), started("beat", env):
            state = wait_for(lambda: requests.get(f"{web.url}/readyz", timeout=30))
            assert state.json()["ok"] is True, state.text
            plain = requests.get(f"{web.url}/fi/", allow_redirects=False, timeout=30)
            assert plain.headers["Location"].startswith("https://")
            refused = Reader(web.url).post_form(
                "/accounts/login/", login="aino@example.org", password=PASSWORD
            )
            assert refused.status_code == 200
            reader = Reader(web.url)
            answer = reader.post_form(
                "/accounts/login/", login="maija@pelastus.example.fi", password=PASSWORD
            )
            assert answer.status_code == 302, answer.text
            page = reader.get(f"{web.url}/fi/", timeout=30)
            assert page.status_code == 200
            assert "max-age=31536000" in page.headers["Strict-Transport-Security"]
            [look] = re.findall(r'href="(/static/base/look\.\w+\.css)"', page.text)
            assert reader.get(web.url + look, timeout=30).status_code == 200
            asked = Reader(web.url).post_form(
                "/accounts/password/reset/", email="maija@pelastus.example.fi"
            )
            assert asked.status_code == 302
            wait_for(relay.accepted, seconds=60)
