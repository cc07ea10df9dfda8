"""An SMTP server that keeps a journal of what it has accepted and behaves as it is told."""

from __future__ import annotations

import asyncio
import email
import email.policy
import sys
from email.message import EmailMessage
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.servers.keeping import Server
from tests.stack import ROOT


class Relay(Server):
    """The relay as the tests see it."""

    def behave(self, how: str, *words: str) -> None:
        """Change what it does with the next messages.

        Args:
            how: ``accept``; ``refuse`` with an SMTP answer in ``words``; ``slow`` with
                seconds: accepts after that time; ``drop``: hangs up without an answer;
                ``cut``: accepts, and hangs up before it has said so.
        """
        (self.folder / "behaviour").write_text("\n".join([how, *words]))

    def answer_to(self, address: str, answer: str) -> None:
        """Answer mails to one address so: with an SMTP refusal, or ``slow 60``."""
        with (self.folder / "recipients").open("a") as recipients:
            recipients.write(f"{address} {answer}\n")

    def accepted(self) -> list[str]:
        """Return the Message-IDs that it has accepted, in order."""
        journal = self.folder / "journal"
        return journal.read_text().split() if journal.exists() else []

    def messages(self) -> list[EmailMessage]:
        """Return the messages that it has accepted, in order."""
        paths = sorted(self.folder.glob("*.eml"))
        return [
            email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
            for path in paths
        ]


def server() -> Relay:
    """Return a relay that accepts everything until it is told otherwise."""
    return Relay(
        "smtp",
        command=lambda folder, port: [
            sys.executable,
            "-m",
            "tests.servers.smtp",
            str(folder),
            str(port),
        ],
        url="smtp://127.0.0.1:{port}",
        env={"PYTHONPATH": str(ROOT)},
    )


class Journal:
    """Accepts messages as the file ``behaviour`` in the folder says."""

    def __init__(self, folder: Path) -> None:
        self.behaviour = folder / "behaviour"
        self.recipients = folder / "recipients"
        self.journal = folder / "journal"
        self.folder = folder
        self.number = len(list(folder.glob("*.eml")))

    def _answer_to(self, address: str) -> str:
        """Return what was said of an address last."""
        told = self.recipients.read_text() if self.recipients.exists() else ""
        answers = dict(line.split(" ", 1) for line in told.splitlines())
        return answers.get(address, "")

    async def handle_RCPT(
        self,
        server: SMTP,
        session: Session,
        envelope: Envelope,
        address: str,
        options: list[str],
    ) -> str:
        answer = self._answer_to(address)
        if answer[:1].isdigit():
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        how, _space, seconds = self._answer_to(envelope.rcpt_tos[0]).partition(" ")
        if how == "slow":
            await asyncio.sleep(float(seconds))
        text = self.behaviour.read_text() if self.behaviour.exists() else "accept"
        how, *words = text.split("\n")
        if how == "refuse":
            return words[0]
        if how == "drop":
            server.transport.abort()
            return ""
        if how == "slow":
            await asyncio.sleep(float(words[0]))
        self._accept(envelope)
        if how == "cut":
            server.transport.abort()
        return "250 OK"

    def _accept(self, envelope: Envelope) -> None:
        message = email.message_from_bytes(envelope.content)
        self.number += 1
        whole = self.folder / "arriving"
        whole.write_bytes(envelope.content)
        whole.rename(self.folder / f"{self.number:06}.eml")
        with self.journal.open("a") as journal:
            journal.write(f"{message['Message-ID']}\n")


def main(folder: str, port: str) -> None:
    loop = asyncio.new_event_loop()
    handler = Journal(Path(folder))
    loop.run_until_complete(
        loop.create_server(lambda: SMTP(handler), "127.0.0.1", int(port))
    )
    loop.run_forever()


if __name__ == "__main__":
    main(*sys.argv[1:])
