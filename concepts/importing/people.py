"""The people, projects and subjects that a file names, as far as they are known here."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from concepts.importing.checking import Records
from concepts.importing.messages import Report
from concepts.importing.records import ConceptRecord, Found, SubjectRecord
from concepts.models import Subject
from members.models import User
from projects.models import Project


def settle_people_and_projects(
    records: Iterable[ConceptRecord], report: Report
) -> None:
    """Leave out contact persons and projects that are not known here, and say so."""
    telling = [record for record in records if record.contact or record.projects]
    if not telling:
        return
    emails = {record.contact for record in telling}
    people = set(User.objects.filter(email__in=emails).values_list("email", flat=True))
    keys = {key for record in telling for key in record.projects}
    here = _known_projects(keys)
    for record in telling:
        if record.contact and record.contact not in people:
            report.add("unknown-contact", record.uri, text=record.contact[:200])
            record.contact = None
        for key in record.projects:
            if key not in here:
                report.add("unknown-project", record.uri, text=key[:200])
        record.projects = [key for key in record.projects if key in here]


def _known_projects(keys: set[str]) -> set[str]:
    wanted = set()
    for key in keys:
        try:
            wanted.add(uuid.UUID(key))
        except ValueError:
            continue
    found = Project.objects.filter(translation_key__in=wanted)
    return {str(key) for key in found.values_list("translation_key", flat=True)}


def new_subjects(found: Found, records: Records, report: Report) -> list[SubjectRecord]:
    """Return the subjects that are to be made, and forget those that nobody knows.

    Args:
        found: what the file holds.
        records: those of its concepts that can be stored.
        report: where to say what is not known.
    """
    stored = set(Subject.objects.values_list("uri", flat=True))
    new = {row.uri: row for row in found.subjects if row.uri not in stored}
    for record in records.values():
        unknown = [u for u in record.subjects if u not in stored and u not in new]
        for uri in unknown:
            report.add("unknown-subject", record.uri, text=uri[:200])
        record.subjects = [uri for uri in record.subjects if uri not in unknown]
    return list(new.values())
