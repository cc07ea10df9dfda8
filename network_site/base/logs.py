"""Log lines: one for each record, and no e-mail address in them."""

from __future__ import annotations

import logging
import re

# Databases and relays name the address that they refuse in their errors.
_ADDRESS = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")


class LineFormatter(logging.Formatter):
    """Puts a record on one line, traceback and all, with addresses taken out."""

    def format(self, record: logging.LogRecord) -> str:
        lines = super().format(record).splitlines()
        return _ADDRESS.sub("<address>", " | ".join(map(str.strip, lines)))
