"""How an import is shown: its state, its counts, and its rows as cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from concepts.models import ImportJob, ImportRow
from concepts.tabular import escaped

_TAGS = {
    ImportJob.State.TRIED: "tag--warn",
    ImportJob.State.WRITTEN: "tag--good",
    ImportJob.State.REFUSED: "tag--bad",
    ImportJob.State.FAILED: "tag--bad",
}
_COUNTS = {
    "new": "new",
    "changed": "changed",
    "unchanged": "unchanged",
    "conflict": "conflicts",
    "rejected": "rejected",
}


def summary_tag(job: ImportJob) -> str:
    """Return the look of a job's state."""
    return _TAGS.get(ImportJob.State(job.state), "")


def outcomes_of(job: ImportJob, chosen: str) -> list[dict[str, Any]]:
    """Return what became of how many concepts, with which of them are shown."""
    return [
        {
            "key": outcome.value,
            "label": outcome.label,
            "number": job.summary.get(_COUNTS[outcome.value], 0),
            "is_chosen": outcome.value == chosen,
        }
        for outcome in ImportRow.Outcome
    ]


def row_cells(rows: Iterable[ImportRow]) -> Iterator[list[str]]:
    """Yield the header and the rows of a report, every cell safe to open."""
    yield [_("Row or line"), _("Outcome"), _("Concept"), "URI", _("Why")]
    for row in rows:
        reasons = "\n".join(
            f"{reason['column']}: {reason['text']}"
            if reason["column"]
            else reason["text"]
            for reason in row.reasons
        )
        cells = (str(row.place or ""), row.get_outcome_display(), row.label, row.uri)
        yield [escaped(cell) for cell in (*cells, reasons)]
