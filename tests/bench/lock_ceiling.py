"""The ceiling of registrations: the least that taking a row's lock over HTTP can cost.

One view that locks a row, counts it up and answers. Settings and addresses in one file.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.core.wsgi import get_wsgi_application
from django.urls import path

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

SECRET_KEY = "only-for-the-bench"
ALLOWED_HOSTS = ["127.0.0.1"]
ROOT_URLCONF = __name__
MIDDLEWARE: list[str] = []
_DATABASE = urlsplit(os.environ.get("DATABASE_URL", ""))
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": _DATABASE.path.lstrip("/"),
        "HOST": _DATABASE.hostname,
        "PORT": _DATABASE.port,
        "USER": _DATABASE.username,
        "PASSWORD": _DATABASE.password,
        "CONN_MAX_AGE": 600,
    }
}


def take(request: HttpRequest) -> HttpResponse:
    # Imported late: this module is the settings that they would need.
    from django.db import connection, transaction  # noqa: PLC0415
    from django.http import HttpResponse  # noqa: PLC0415

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT taken FROM bench_seats FOR NO KEY UPDATE")
        cursor.execute("UPDATE bench_seats SET taken = taken + 1")
    return HttpResponse("taken")


urlpatterns = [path("", take)]
application = get_wsgi_application
