from celery import shared_task

from search.indexing import index_dirty


@shared_task(ignore_result=True)
def index_dirty_entries() -> None:
    index_dirty()
