"""What the documents say of each kind is what the code does."""

from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings

from network_site.base.registries import notification_kinds


def test_the_table_of_the_administrators_has_each_kind_and_its_rule():
    text = (Path(settings.BASE_DIR) / "docs" / "administrators.md").read_text()
    rows = re.findall(r"^\| `(\w+)` \|[^|]+\| ([^|]+) \| ([^|]+) \|$", text, re.M)
    said = {key: (rule, silenced) for key, rule, silenced in rows}
    assert said == {
        key: (
            "vähintään kerran" if kind.at_least_once else "enintään kerran",
            "ei" if kind.transactional else "kyllä",
        )
        for key, kind in notification_kinds.items()
    }
