import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from search.backends.base import EngineAwayError
from search.services import check, rebuild, repair


class Command(BaseCommand):
    help = (
        "Compare the search index with the database, put it right, or make it anew. "
        "Prints counts as JSON; --check exits 1 and names each difference."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument(
            "--check", action="store_true", help="compare, change nothing"
        )
        what.add_argument(
            "--repair", action="store_true", help="put right what differs"
        )
        what.add_argument(
            "--rebuild", action="store_true", help="make every entry anew"
        )

    def handle(self, **options: Any) -> None:
        try:
            self._run(**options)
        except EngineAwayError as error:
            raise CommandError(
                f"Elasticsearch does not answer ({error}). Nothing is lost: the sweep "
                "sends what waits when it is back. Then run this again."
            ) from None

    def _run(self, **options: Any) -> None:
        if options["rebuild"]:
            self.stdout.write(json.dumps({"entries": rebuild()}))
            return
        report = repair() if options["repair"] else check()
        self.stdout.write(json.dumps(report.counts()))
        for line in report.lines():
            self.stderr.write(line)
        if options["check"] and not report.is_right:
            raise CommandError("the index has drifted; run with --repair")
