from celery import shared_task

from concepts.import_running import run


@shared_task(ignore_result=True)
def run_import(pk: int) -> None:
    run(pk)
