"""What is forgotten of those who came in, and what is not."""

from datetime import timedelta
from pathlib import Path

from catalogue import clock
from catalogue.models import Courriel, Jeton, LienUnique, Tentative
from catalogue.transaction import transaction
from tests import factories
from workflows.accounts import throttling, tokens
from workflows.accounts.links import open_link
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
