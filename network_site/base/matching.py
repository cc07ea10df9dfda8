"""Finding rows by words that people type, where no index of the search is asked."""

from __future__ import annotations

import re
from functools import reduce
from operator import or_

from django.db.models import Q

# More words than anybody types to find one row in a list.
MOST_WORDS = 8


def words_typed(text: str) -> list[str]:
    """Return the words of what was typed, as many as are looked for."""
    return text.split()[:MOST_WORDS]


def has_word(word: str, *fields: str) -> Q:
    """Return the condition that one of some fields has a word, in any case of letters.

    Not icontains: SQLite folds the case of ASCII letters only.
    """
    pattern = re.escape(word)
    return reduce(or_, (Q((f"{field}__iregex", pattern)) for field in fields))
