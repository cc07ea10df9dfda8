"""Log lines: one for each record, with no e-mail address and no key in them."""

from __future__ import annotations

import logging
import re

# Databases and relays name the address that they refuse in their errors.
_ADDRESS = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")

# Tokens of the API and of calendar feeds; each kind has its own beginning.
_KEY = re.compile(r"\bkvk?_[\w-]{20,}")


class LineFormatter(logging.Formatter):
    """Puts a record on one line, traceback and all, with addresses and keys taken out."""

    def format(self, record: logging.LogRecord) -> str:
        lines = super().format(record).splitlines()
        line = " | ".join(map(str.strip, lines))
        return _KEY.sub("<key>", _ADDRESS.sub("<address>", line))
