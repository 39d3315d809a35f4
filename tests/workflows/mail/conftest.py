"""A real mail server on the loopback, which refuses, fails and breaks as told."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session

from workflows.mail.server import MailServer


@dataclass
class Mailbox:
    """What arrived, and what the server answers next to a recipient or to a message."""

    url: str = ""
    messages: list[EmailMessage] = field(default_factory=list)
    to_recipients: list[str] = field(default_factory=list)
    to_messages: list[str] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802 (aiosmtpd's name)
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take a recipient, or not."""
        answer = self.to_recipients.pop(0) if self.to_recipients else "250 OK"
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Take a message, or not."""
        answer = self.to_messages.pop(0) if self.to_messages else "250 OK"
        if answer.startswith("250"):
            assert isinstance(envelope.content, bytes)
            message = message_from_bytes(envelope.content, EmailMessage, policy=SMTP_POLICY)
            assert envelope.rcpt_tos == [message["To"]]
            self.messages.append(message)
        return answer

    @property
    def server(self) -> MailServer:
        """How to reach it."""
        return MailServer.of(self.url)


@pytest.fixture
async def mailbox() -> AsyncIterator[Mailbox]:
    """A mail server that listens."""
    mailbox = Mailbox()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(mailbox, hostname="sofi.test", loop=loop), "127.0.0.1", 0)
    mailbox.url = f"smtp://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield mailbox
    finally:
        server.close()
        await server.wait_closed()
