"""The kinds of background work of an installation, with what they need to be open."""

import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from catalogue.settings import Settings
from workflows.background.loop import Step
from workflows.events.distribution import distribute
from workflows.events.hooks import load_hooks, run_hooks
from workflows.jobs.running import run_due_jobs
from workflows.mail.sending import send_due
from workflows.mail.server import MailServer
from workflows.webhooks import sending, targets

log = logging.getLogger("sofi.background")


@asynccontextmanager
async def background_steps(settings: Settings) -> AsyncIterator[Mapping[str, Step]]:
    """The steps for `run_background`. The database is the caller's to open."""
    load_hooks()
    async with targets.client(allow_private=settings.webhooks_prives, timeout=sending.SECONDS) as http:

        async def send_webhooks() -> int:
            return await sending.send_due(http)

        async def tell() -> int:
            return await distribute(settings.offer_mailbox)

        yield {
            "distribution": tell,
            "hooks": run_hooks,
            "webhooks": send_webhooks,
            "taches": run_due_jobs,
            **_mail(settings),
        }


def _mail(settings: Settings) -> Mapping[str, Step]:
    """The sending of mails, where there is a server for them."""
    if settings.smtp_url is None:
        log.warning("Sans SOFI_SMTP_URL, les courriels attendent dans la base et ne partent pas.")
        return {}
    server = MailServer.of(settings.smtp_url.get_secret_value())

    async def send_mails() -> int:
        return await send_due(server.post, settings.mail_from, settings.address)

    return {"courriels": send_mails}
