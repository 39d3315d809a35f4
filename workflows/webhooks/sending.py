"""Sending what is due: claimed first, so that two processes never send one twice at once; then tried, then noted."""

import asyncio
import logging
import random
from datetime import datetime, timedelta

import httpx
import orjson

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
_GONE = 410
log = logging.getLogger("sofi.webhooks")


async def send_due(http: httpx.AsyncClient) -> int:
    """Try the deliveries that are due; how many were tried. Opens its own transactions.

    A process that dies between sending and noting sends once more later, with the same `webhook-id`.
    """
    claimed = await transaction(_claim)
    await asyncio.gather(*(_deliver(http, row) for row in claimed))
    return len(claimed)


async def _claim() -> list[Livraison]:
    now = clock.now()
    due = (
        await Livraison.filter(prochain_le__lte=now, abonnement__actif=True, abonnement__suspendu_le=None)
        .select_related("abonnement", "evenement")
        .order_by("prochain_le", "id")
        .limit(_BATCH)
    )
    if due:
        await Livraison.filter(id__in=[row.id for row in due]).update(prochain_le=now + _LEASE)
    return due


async def _deliver(http: httpx.AsyncClient, row: Livraison) -> None:
    status, error = await _post(http, row)
    await transaction(lambda: _note(row, status, error))


async def _post(http: httpx.AsyncClient, row: Livraison) -> tuple[int | None, str | None]:
    """The status of the answer, or why there was none. Whatever a target does, it is told here and never raised."""
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
            return got.status_code, None
    except TimeoutError:
        return None, f"Pas de réponse en {SECONDS} secondes."
    except ForbiddenTarget as error:
        return None, str(error)
    except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
        return None, f"{type(error).__name__} : {error}"


def secrets_of(hook: Abonnement, at: datetime) -> list[str]:
    """The secrets that sign at an instant: the present one, and the former while it is being replaced."""
    former = hook.ancien_secret
    until = hook.ancien_secret_jusqu_a
    return [hook.secret, *([former] if former and until and at < until else [])]


async def _note(row: Livraison, status: int | None, error: str | None) -> None:
    tries = row.essais + 1
    noted = {"essais": tries, "statut": status, "erreur": error and error[:400]}
    if status is not None and 200 <= status < 300:
        await Livraison.filter(id=row.id).update(**noted, livree_le=clock.now(), prochain_le=None)
        return
    wait = None if status == _GONE else retries.wait(tries, random.random())  # noqa: S311  only spreads the load
    await Livraison.filter(id=row.id).update(**noted, prochain_le=wait and clock.now() + wait)
    if wait is None:
        await Abonnement.filter(id=row.abonnement_id, suspendu_le=None).update(suspendu_le=clock.now())
        log.warning(
            "Webhook suspendu : sa cible ne répond plus.", extra={"abonnement": row.abonnement_id, "statut": status}
        )
