from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from members.models import User
from members.services import create_token


class Command(BaseCommand):
    help = "Make an API token for each account and print the tokens, one a line."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("emails", nargs="+", metavar="EMAIL")

    def handle(self, *, emails: list[str], **options: Any) -> None:
        wanted = [email.strip().lower() for email in emails]
        users = User.objects.active().in_bulk(set(wanted), field_name="email")
        if missing := [email for email in wanted if email not in users]:
            raise CommandError(f"no active account: {', '.join(missing)}")
        for email in wanted:
            self.stdout.write(
                create_token(user=users[email], name="api_token", acting_user=None)
            )
