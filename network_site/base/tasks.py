from celery import shared_task
from django.core.management import call_command

from network_site.base.documents.reading import read_documents
from network_site.base.sweeping import sweep_all


@shared_task(ignore_result=True)
def sweep() -> None:
    sweep_all()


@shared_task(ignore_result=True)
def read_waiting_documents() -> None:
    read_documents(seconds=60)


@shared_task(ignore_result=True)
def publish_scheduled() -> None:
    call_command("publish_scheduled")
