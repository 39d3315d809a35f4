"""The mail server of an installation, as its settings name it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

import aiosmtplib

SECONDS = 30
"""What the server has for each of its answers."""

Post = Callable[[EmailMessage], Awaitable[None]]
"""Hands one message over to a mail server; raises what aiosmtplib and the network raise."""


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where messages go, and with which account. The connection is encrypted when the server can; it must be when a
    password goes over it.
    """

    host: str
    port: int
    tls: bool
    account: str | None
    password: str | None

    @classmethod
    def of(cls, url: str) -> "MailServer":
        """`smtp://host:587`, or `smtps://account:password@host` when TLS comes first; an account is percent-encoded."""
        parts = urlsplit(url)
        tls = parts.scheme == "smtps"
        return cls(
            host=parts.hostname or "localhost",
            port=parts.port or (465 if tls else 587),
            tls=tls,
            account=unquote(parts.username) if parts.username else None,
            password=unquote(parts.password) if parts.password else None,
        )

    async def post(self, message: EmailMessage) -> None:
        """Hand one message over, on a connection of its own."""
        await aiosmtplib.send(
            message,
            hostname=self.host,
            port=self.port,
            username=self.account,
            password=self.password,
            use_tls=self.tls,
            start_tls=True if self.account and not self.tls else None,
            timeout=SECONDS,
        )
