from celery import shared_task

from notifications.sending import send_due


@shared_task(ignore_result=True)
def send_due_notices() -> None:
    send_due()
