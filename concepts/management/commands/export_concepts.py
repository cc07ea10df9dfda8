from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from concepts.exporting import writers
from concepts.models import Vocabulary


class Command(BaseCommand):
    help = (
        "Write all concepts of a vocabulary into a file. What the format cannot carry"
        " is told on the standard error."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--vocabulary", metavar="SLUG", required=True)
        keys = sorted(key for key, _writer in writers.items())
        parser.add_argument("--format", choices=keys, required=True)
        parser.add_argument("--out", metavar="FILE", type=Path, required=True)

    def handle(
        self, *, vocabulary: str, format: str, out: Path, **options: Any
    ) -> None:
        found = Vocabulary.objects.filter(slug=vocabulary).first()
        if found is None:
            raise CommandError(_("There is no vocabulary “%s”.") % vocabulary)
        writer = writers.get(format)
        concepts = found.concepts.all()
        try:
            with out.open("wb") as stream:
                writer.write(found, concepts, stream)
        except OSError as error:
            raise CommandError(f"{out}: {error.strerror}") from None
        for loss in writer.losses:
            self.stderr.write(str(loss))
