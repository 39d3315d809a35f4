"""Sending what is due: claimed first, so that two processes never send one twice at once; then tried, then noted."""

import asyncio
import logging
import random
from dataclasses import dataclass
from datetime import datetime, timedelta

import httpx
import orjson
from tortoise.functions import Min

from catalogue import clock
from catalogue.models import Abonnement, Livraison
from catalogue.transaction import transaction
from workflows.events.emitting import envelope
from workflows.webhooks import retries, signing
from workflows.webhooks.targets import ForbiddenTarget

SECONDS = 10
"""What a target has to answer, from the first byte sent to the status received."""

_LEASE = timedelta(minutes=2)
_BATCH = 20
_EACH = 5
"""Of one webhook at once: a target that hangs leaves room for the others."""

_GONE = 410
_OVERLOADED = frozenset({429, 502, 503, 504})
_REST = timedelta(minutes=5)
"""How long at most the rest of what waits for a target is held back when it does not answer, or asks for time."""

log = logging.getLogger("sofi.webhooks")


async def send_due(http: httpx.AsyncClient) -> int:
    """Try the deliveries that are due; how many were tried. Opens its own transactions.

    A process that dies between sending and noting sends once more later, with the same `webhook-id`.
    """
    if not await Livraison.filter(prochain_le__lte=clock.now()).exists():
        return 0  # without asking for the write lock every second
    claimed = await transaction(_claim)
    await asyncio.gather(*(_deliver(http, row) for row in claimed))
    return len(claimed)


async def _claim() -> list[Livraison]:
    now = clock.now()
    due = Livraison.filter(prochain_le__lte=now, abonnement__actif=True, abonnement__suspendu_le=None)
    waiting = due.annotate(premier=Min("prochain_le")).group_by("abonnement_id").order_by("premier").limit(_BATCH)
    claimed: list[Livraison] = []
    for hook in await waiting.values_list("abonnement_id", flat=True):
        mine = due.filter(abonnement_id=hook).select_related("abonnement", "evenement")
        claimed += await mine.order_by("prochain_le", "id").limit(_EACH)
        if len(claimed) >= _BATCH:
            break
    if claimed:
        await Livraison.filter(id__in=[row.id for row in claimed]).update(prochain_le=now + _LEASE)
    return claimed


async def _deliver(http: httpx.AsyncClient, row: Livraison) -> None:
    outcome = await _post(http, row)
    await transaction(lambda: _note(row, outcome))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one try: the status of the answer, or why there was none; for how long the target asks for peace."""

    status: int | None = None
    error: str | None = None
    asked: timedelta = timedelta()


async def _post(http: httpx.AsyncClient, row: Livraison) -> Outcome:
    """One try. Whatever a target does, it is told here and never raised; of its answer only the head is read."""
    now, body = clock.now(), orjson.dumps(envelope(row.evenement))
    headers = {
        "content-type": "application/json",
        "user-agent": "SOFI-Webhooks/1",
        **signing.headers(row.evenement.identifiant, now, body, secrets_of(row.abonnement, now)),
    }
    try:
        async with (
            asyncio.timeout(SECONDS),
            http.stream("POST", row.abonnement.url, content=body, headers=headers) as got,
        ):
            return Outcome(got.status_code, asked=retries.asked(got.headers.get("retry-after"), now))
    except TimeoutError:
        return Outcome(error=f"Pas de réponse en {SECONDS} secondes.")
    except ForbiddenTarget as error:
        return Outcome(error=str(error))
    except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
        return Outcome(error=f"{type(error).__name__} : {error}")


def secrets_of(hook: Abonnement, at: datetime) -> list[str]:
    """The secrets that sign at an instant: the present one, and the former while it is being replaced."""
    former = hook.ancien_secret
    until = hook.ancien_secret_jusqu_a
    return [hook.secret, *([former] if former and until and at < until else [])]


async def _note(row: Livraison, outcome: Outcome) -> None:
    now, tries, status = clock.now(), row.essais + 1, outcome.status
    noted = {"essais": tries, "statut": status, "erreur": outcome.error and outcome.error[:400]}
    if status is not None and 200 <= status < 300:
        await Livraison.filter(id=row.id).update(**noted, livree_le=now, prochain_le=None)
        return
    wait = None if status == _GONE else retries.wait(tries, random.random())  # noqa: S311  only spreads the load
    if wait is None:
        await Livraison.filter(id=row.id).update(**noted, prochain_le=None)
        await Abonnement.filter(id=row.abonnement_id, suspendu_le=None).update(suspendu_le=now)
        log.warning(
            "Webhook suspendu : sa cible ne répond plus.", extra={"abonnement": row.abonnement_id, "statut": status}
        )
        return
    wait = max(wait, outcome.asked)
    await Livraison.filter(id=row.id).update(**noted, prochain_le=now + wait)
    if status is None or status in _OVERLOADED:
        others = Livraison.filter(abonnement_id=row.abonnement_id, prochain_le__lte=now)
        await others.update(prochain_le=now + max(outcome.asked, min(wait, _REST)))
