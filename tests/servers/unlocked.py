"""The site with its row locks off: what the test of the seats must be able to see."""

from django.db.models import QuerySet

from network_site.wsgi import application

__all__ = ["application"]

QuerySet.select_for_update = lambda rows, **_options: rows
