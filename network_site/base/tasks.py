from celery import shared_task
from django.core.management import call_command

from network_site.base.sweeping import sweep_all


@shared_task(ignore_result=True)
def sweep() -> None:
    sweep_all()


@shared_task(ignore_result=True)
def publish_scheduled() -> None:
    call_command("publish_scheduled")
