"""The ceiling of the page rows: the least that a Django view can cost.

A view with a template of 5 KB, the middleware of a new project, no query. Settings and
addresses in one file, for it is a site of one page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.wsgi import get_wsgi_application
from django.urls import path

from tests.bench.costs import with_costs

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

SECRET_KEY = "only-for-the-bench"
ALLOWED_HOSTS = ["127.0.0.1"]
ROOT_URLCONF = __name__
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
PARAGRAPH = "<p>{{ n }} " + "palvelutaso ja toimintavalmius " * 3 + "</p>"
PAGE = (
    f"<!doctype html><title>Katto</title>{{% for n in rows %}}{PARAGRAPH}{{% endfor %}}"
)
IN_MEMORY = ("django.template.loaders.locmem.Loader", {"page.html": PAGE})
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [("django.template.loaders.cached.Loader", [IN_MEMORY])],
        },
    }
]


def page(request: HttpRequest) -> HttpResponse:
    # Imported late: this module is the settings that it would need.
    from django.shortcuts import render  # noqa: PLC0415

    return render(request, "page.html", {"rows": range(48)})


urlpatterns = [path("", page)]


def application() -> object:
    return with_costs(get_wsgi_application())
