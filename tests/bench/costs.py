"""What a request costs its server, told in headers of the answer."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Any

from django.db import connection

CPU, QUERIES = "X-Cpu-Microseconds", "X-Queries"


def with_costs(application: Callable) -> Callable:
    """Wrap a WSGI application so that each answer says its CPU time and its queries."""

    def measured(environ: dict[str, Any], start_response: Callable) -> Iterable[bytes]:
        queries = 0
        begun = []

        def count(execute: Callable, *args: Any) -> Any:
            nonlocal queries
            queries += 1
            return execute(*args)

        def hold(status: str, headers: list, exc_info: Any = None) -> None:
            begun[:] = [status, headers]

        started = time.thread_time_ns()
        with connection.execute_wrapper(count):
            answer = application(environ, hold)
            body = b"".join(answer)
            getattr(answer, "close", lambda: None)()
        status, headers = begun
        spent = (time.thread_time_ns() - started) // 1000
        start_response(status, [*headers, (CPU, str(spent)), (QUERIES, str(queries))])
        return [body]

    return measured
