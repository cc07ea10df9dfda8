"""What the terms of a query weigh: BM25's numbers, for ranking and for the engines."""

from __future__ import annotations

K1 = 1.2
B = 0.75
# A whole label that matches says more than any word of it.
WHOLE_LABEL = 3.0
# What stands in a text says less than what stands in a title.
TEXT = 0.4
