"""Jobs on real offers: once each, also when a day was missed, by one process, and nothing on a dry run."""

import asyncio
from datetime import date, timedelta
from pathlib import Path

import pytest

from catalogue import clock
from catalogue.models import Certification, Evenement, Session, Tache
from catalogue.transaction import transaction
from tests import factories
from workflows import drafting
from workflows.errors import NotFound
from workflows.jobs import registry
from workflows.jobs.registry import JOBS, Job
from workflows.jobs.running import run_due_jobs, run_job
from workflows.jobs.schedule import Every

DAY = date(2026, 11, 23)


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> "At":
    """The clock, to be set."""
    return At(monkeypatch)


class At:
    """Sets the day it is."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._monkeypatch = monkeypatch

    def __call__(self, day: date) -> None:
        self._monkeypatch.setattr(clock, "today", lambda: day)


async def offer(*ends: date) -> int:
    """An action online whose sessions end then."""

    async def unit() -> int:
        await factories.territory()
        body = await factories.organisme()
        sessions = [{"date_debut": end - timedelta(days=90), "date_fin": end} for end in ends]
        return await factories.offer(body=body, sessions=sessions)  # type: ignore[arg-type]

    return await transaction(unit)


async def told() -> list[tuple[str, str]]:
    """Threshold and end of each reminder."""
    return [(row.donnees["seuil"], row.donnees["fin"]) async for row in Evenement.all().order_by("id")]


async def test_each_threshold_is_told_once_even_when_its_day_was_missed(database: Path, at: At) -> None:
    end = DAY + timedelta(days=100)
    await offer(end, DAY + timedelta(days=10))
    for days in (100, 91, 88, 87, 40, 29, 28, 5, 4, -3, -4, -31):
        at(end - timedelta(days=days))
        await run_job("fins-de-session")
    assert await told() == [(seuil, end.isoformat()) for seuil in ("90", "30", "7", "apres")]


async def test_an_end_is_not_told_while_a_later_session_is_planned(database: Path, at: At) -> None:
    end = DAY + timedelta(days=20)
    action = await offer(end)
    later = {"date_debut": end, "date_fin": end + timedelta(days=300)}
    session = await transaction(lambda: drafting.add_session(action, later))  # type: ignore[arg-type]
    for days in (0, 15, 25):
        at(DAY + timedelta(days=days))
        assert await run_job("fins-de-session") == []
    await transaction(lambda: Session.filter(numero=session.numero).delete())
    assert len(await run_job("fins-de-session")) == 1
    assert await told() == [("apres", end.isoformat())]


async def test_a_reminder_names_the_action_and_goes_to_its_body(database: Path, at: At) -> None:
    action = await offer(DAY + timedelta(days=20))
    at(DAY)
    [line] = await run_job("fins-de-session")
    event = await Evenement.get()
    assert (event.type, event.action, event.organisme_id) == ("session.ending", action, 1)
    assert line == f"{event.donnees['code']} : dernière session jusqu'au 13/12/2026 (seuil 30)."


async def test_a_dry_run_says_the_same_and_does_nothing(database: Path, at: At) -> None:
    await offer(DAY + timedelta(days=20))
    at(DAY)
    dry = await run_job("fins-de-session", dry_run=True)
    assert await Evenement.all().count() == 0
    assert await run_job("fins-de-session") == dry != []
    assert await run_job("fins-de-session", dry_run=True) == []


async def test_certifications_that_end_within_a_year_are_told_once(procedure_database: Path, at: At) -> None:
    at(date(2025, 12, 1))
    assert await run_job("certifications-echues") == []
    at(DAY)
    [line] = await run_job("certifications-echues")
    assert line == "19482-89393 : la certification 109049 finit le 31/12/2026."
    assert await run_job("certifications-echues") == []
    await transaction(lambda: Certification.filter(code="109049").update(date_fin=date(2027, 3, 1)))
    assert len(await run_job("certifications-echues")) == 1


async def test_an_unknown_job_is_refused_with_the_names_of_those_there_are(database: Path) -> None:
    with pytest.raises(NotFound, match="^La tâche « inconnue » n.existe pas : .*fins-de-session"):
        await run_job("inconnue")


async def test_due_jobs_run_once_for_all_processes_and_then_wait(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = []

    async def work(day: date, dry_run: bool) -> list[str]:
        calls.append(day)
        await asyncio.sleep(0)
        if len(calls) == 2:
            raise LookupError("panne")
        return ["fait"]

    monkeypatch.setattr(registry, "JOBS", JOBS)
    monkeypatch.setitem(JOBS, "essai", Job("essai", "Un essai.", Every(timedelta(hours=1)), work))
    await asyncio.gather(run_due_jobs(), run_due_jobs())
    assert await run_due_jobs() == 0
    row = await Tache.get(nom="essai")
    assert (len(calls), row.bilan, row.erreur) == (1, "1 fait(s).", None)
    assert timedelta(minutes=59) < row.prochaine_le - clock.now() < timedelta(minutes=61)
    await transaction(lambda: Tache.filter(nom="essai").update(prochaine_le=clock.now()))
    assert await run_due_jobs() == 1
    row = await Tache.get(nom="essai")
    assert (row.bilan, row.erreur) == ("1 fait(s).", "LookupError : panne")
    assert await run_due_jobs() == 0
