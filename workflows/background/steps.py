"""The kinds of background work of an installation, with what they need to be open."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from catalogue.settings import Settings
from workflows.background.loop import Step
from workflows.events.distribution import distribute
from workflows.events.hooks import load_hooks, run_hooks
from workflows.jobs.running import run_due_jobs
from workflows.webhooks import sending, targets


@asynccontextmanager
async def background_steps(settings: Settings) -> AsyncIterator[Mapping[str, Step]]:
    """The steps for `run_background`. The database is the caller's to open."""
    load_hooks()
    async with targets.client(allow_private=settings.webhooks_prives, timeout=sending.SECONDS) as http:

        async def send_webhooks() -> int:
            return await sending.send_due(http)

        yield {"distribution": distribute, "hooks": run_hooks, "webhooks": send_webhooks, "taches": run_due_jobs}
