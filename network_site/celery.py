"""The Celery application. A task here is only a hint; the ledgers in the database
hold the truth, and ``sweep`` finds what a lost hint left behind."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "network_site.settings.local")

app = Celery("network_site")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
