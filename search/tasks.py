from celery import shared_task

from search.indexing import index_dirty
from search.upkeep import keep_up


@shared_task(ignore_result=True)
def index_dirty_entries() -> None:
    index_dirty()


@shared_task(ignore_result=True)
def keep_index_up() -> None:
    keep_up()
