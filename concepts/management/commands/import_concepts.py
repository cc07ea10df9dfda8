from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_slug
from django.utils.translation import gettext as _

from concepts.importing.messages import Report
from concepts.importing.reading import LARGEST
from concepts.importing.run import import_concepts
from concepts.uris import validate_free_slug


class Command(BaseCommand):
    help = (
        "Import concepts from SKOS (Turtle, RDF/XML, JSON-LD), the concept bank's own"
        " JSON, Excel or CSV, .gz too. Without --apply nothing is written. Exits 1 when the whole file is rejected."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument("--vocabulary", metavar="SLUG", required=True)
        parser.add_argument("--status", choices=["draft", "approved"], default="draft")
        parser.add_argument("--apply", action="store_true", help="write it")
        parser.add_argument("--json", action="store_true", help="answer for programs")
        parser.add_argument(
            "--scheme", metavar="URI", default="", help="import this scheme only"
        )

    def handle(
        self,
        *,
        file: Path,
        vocabulary: str,
        status: str,
        apply: bool,
        json: bool,
        scheme: str,
        **options: Any,
    ) -> None:
        try:
            validate_slug(vocabulary)
            validate_free_slug(vocabulary)
            if file.stat().st_size > LARGEST:
                raise CommandError(f"{file}: larger than {LARGEST} bytes")
            content = file.read_bytes()
        except ValidationError as error:
            raise CommandError(f"--vocabulary: {error.messages[0]}") from None
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from None
        report = import_concepts(
            content=content,
            vocabulary_slug=vocabulary,
            acting_user=None,
            status=status,
            apply=apply,
            file_name=file.name,
            scheme=scheme,
        )
        self._print(report, as_json=json)
        if report.refused:
            raise CommandError(_("The file was rejected. Nothing was changed."))

    def _print(self, report: Report, *, as_json: bool) -> None:
        if as_json:
            answer = json.dumps(report.as_dict(), ensure_ascii=False, indent=1)
            self.stdout.write(answer)
            return
        for message in report.messages:
            number = message.row or message.line
            place = " ".join(filter(None, (str(number or ""), message.column)))
            place = f"{place}: " if place else ""
            about = f"{message.concept} " if message.concept else ""
            self.stdout.write(
                f"{message.severity} {message.code} {place}{about}{message.text}"
            )
        self.stdout.write(
            _(
                "New %(new)d, changed %(changed)d, unchanged %(unchanged)d,"
                " conflicts %(conflicts)d, rejected %(rejected)d."
            )
            % report.as_dict()
        )
        if not (report.applied or report.refused):
            self.stdout.write(_("This was a trial: add --apply to write it."))
