"""What is forgotten of those who came in, and what is not."""

from datetime import timedelta
from pathlib import Path

from catalogue import clock
from catalogue.models import (
    Abonnement,
    Courriel,
    Evenement,
    Jeton,
    LienUnique,
    Livraison,
    Notification,
    Tentative,
)
from catalogue.transaction import transaction
from tests import factories
from workflows.accounts import throttling, tokens
from workflows.accounts.links import open_link
from workflows.actor import SYSTEM
from workflows.events.emitting import emit
from workflows.jobs.running import run_job
from workflows.mail import outbox

COURRIEL, HERE = "saisie@exemple.fr", "203.0.113.1"
ALL = [
    "1 connexion(s) finie(s).",
    "1 lien(s) périmé(s).",
    "3 suite(s) d'échecs.",
    "1 provenance(s) de connexion.",
    "1 courriel(s).",
]


async def kept() -> list[int]:
    return [await model.all().count() for model in (Jeton, LienUnique, Tentative, Courriel)]


async def test_what_was_told_long_ago_is_forgotten_but_not_what_still_waits(database: Path) -> None:
    compte, now = await factories.compte(), clock.now()

    async def unit() -> None:
        hook = await Abonnement.create(url="https://exemple.fr/", secret="x")
        for days, waits in ((366, False), (366, True), (91, False), (89, False)):
            event = await emit(SYSTEM, "webhook.ping", {})
            assert event is not None
            await Evenement.filter(id=event.id).update(le=now - timedelta(days=days))
            await Notification.create(compte_id=compte, evenement_id=event.id)
            await Livraison.create(abonnement_id=hook.id, evenement_id=event.id, prochain_le=now if waits else None)

    await transaction(unit)
    assert await run_job("oubli") == ["2 livraison(s) de webhook.", "2 notification(s)."]
    assert [await Evenement.all().count(), await Livraison.all().count(), await Notification.all().count()] == [4, 2, 2]
    assert await run_job("oubli") == []


async def test_only_what_is_old_is_forgotten(database: Path) -> None:
    compte, other = await factories.compte(), await factories.compte("autre@exemple.fr")
    now = clock.now()

    async def first() -> None:
        await tokens.open_token(compte)
        await open_link(compte, timedelta(hours=1))
        await throttling.succeed("signIn", COURRIEL, HERE)
        await throttling.begin("changePassword", COURRIEL, HERE)
        await outbox.write(COURRIEL, "Bonjour", "Texte")
        await Jeton.all().update(vu_le=now - tokens.IDLE)
        await LienUnique.all().update(expire_le=now)
        await Tentative.all().update(depuis=now - throttling.KNOWN)
        await Courriel.all().update(cree_le=now - timedelta(days=366), prochain_essai_le=None)

    async def second() -> None:
        await tokens.open_token(other)
        await open_link(other, timedelta(hours=1))
        await throttling.succeed("signIn", "autre@exemple.fr", HERE)
        await throttling.begin("signIn", "autre@exemple.fr", HERE)
        await outbox.write(COURRIEL, "Bonjour", "Texte")
        await Courriel.filter(prochain_essai_le__not_isnull=True).update(cree_le=now - timedelta(days=400))  # not sent

    await transaction(first)
    await transaction(second)
    before = await kept()
    assert await run_job("oubli", dry_run=True) == ALL
    assert await kept() == before
    assert await run_job("oubli") == ALL
    assert await kept() == [1, 1, 4, 1]
    assert await run_job("oubli") == []
