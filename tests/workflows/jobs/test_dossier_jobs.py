"""Jobs that act on files and on what is online: once each, also when days were missed, and never more than is safe."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from catalogue import clock
from catalogue.models import (
    Action,
    Compte,
    Courriel,
    Depot,
    Evenement,
    Organisme,
    Publication,
    Revision,
    Session,
    Tache,
)
from catalogue.transaction import transaction
from catalogue.vocabulary import Diffusion, EtatDossier, OrigineRevision, PreferenceCourriels, Recrutement
from tests import factories
from tests.workflows.dossiers import offers, worlds
from workflows.actor import SYSTEM
from workflows.dossiers import diffusing, questions, submitting
from workflows.dossiers.questions import QuestionPosee
from workflows.entry import sessions
from workflows.jobs import archiving, compliance, registry
from workflows.jobs.registry import JOBS, Job
from workflows.jobs.running import run_due_jobs, run_job
from workflows.jobs.schedule import Daily

TODAY = clock.today()


class At:
    """Sets the day it is."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._monkeypatch = monkeypatch

    def __call__(self, days: int) -> None:
        day = TODAY + timedelta(days=days)
        self._monkeypatch.setattr(clock, "today", lambda: day)


@pytest.fixture
def after(monkeypatch: pytest.MonkeyPatch) -> At:
    """The clock, to be set to so many days from now."""
    return At(monkeypatch)


async def kinds() -> list[str]:
    """The events that the jobs told, in order."""
    told = ("action.reminded", "action.closed", "action.suspended", "action.resumed", "action.archived")
    return [row.type async for row in Evenement.filter(type__in=told).order_by("id")]


async def test_a_request_is_reminded_twice_and_closed(database: Path, after: At) -> None:
    world = await transaction(lambda: worlds.make(EtatDossier.EN_ATTENTE_DE_REPONSES, Diffusion.JAMAIS_PUBLIEE))
    for days in (1, 6, 7, 8, 13, 14, 20, 29):
        after(days)
        await run_job("demandes-sans-reponse")
    assert await kinds() == ["action.reminded"] * 2
    after(30)
    assert len(await run_job("demandes-sans-reponse", dry_run=True)) == 1
    assert (await world.row()).dossier is EtatDossier.EN_ATTENTE_DE_REPONSES
    assert len(await run_job("demandes-sans-reponse")) == 1
    assert (await world.row()).dossier is EtatDossier.EN_SAISIE
    assert await run_job("demandes-sans-reponse") == []
    assert await kinds() == ["action.reminded"] * 2 + ["action.closed"]


async def test_days_that_were_missed_bring_one_reminder(database: Path, after: At) -> None:
    await transaction(lambda: worlds.make(EtatDossier.EN_ATTENTE_DE_REPONSES, Diffusion.JAMAIS_PUBLIEE))
    after(16)
    await run_job("demandes-sans-reponse")
    await run_job("demandes-sans-reponse")
    assert await kinds() == ["action.reminded"]
    assert (await Depot.get(decision=None)).relances == 2


async def test_a_second_request_waits_anew(database: Path, after: At, monkeypatch: pytest.MonkeyPatch) -> None:
    world = await transaction(lambda: worlds.make(EtatDossier.EN_ATTENTE_DE_REPONSES, Diffusion.JAMAIS_PUBLIEE))
    after(20)
    later = clock.now() + timedelta(days=20)
    monkeypatch.setattr(clock, "now", lambda: later)
    editor, validator = world.people["saisisseur"], world.people["validateur"]
    version = (await world.row()).version
    await transaction(lambda: submitting.submit(editor, world.action, version))
    asked, due = [QuestionPosee("Et où ?", "A_PRECISER")], clock.today() + timedelta(days=10)
    rang = await world.rang()
    await transaction(lambda: questions.request_information(validator, world.action, rang, asked, due))
    after(31)
    [line] = await run_job("demandes-sans-reponse")
    assert line.endswith(" : relancée, 11 jours sans nouvelle soumission.")
    assert await kinds() == ["action.reminded"]
    after(50)
    assert (await run_job("demandes-sans-reponse"))[0].endswith(" : close, 30 jours sans nouvelle soumission.")


async def test_a_request_is_not_closed_before_its_answer_is_due(database: Path, after: At) -> None:
    world = await transaction(lambda: worlds.make(EtatDossier.EN_ATTENTE_DE_REPONSES, Diffusion.JAMAIS_PUBLIEE))
    await transaction(lambda: Depot.filter(decision=None).update(reponse_avant=TODAY + timedelta(days=60)))
    for days in (15, 30, 59):
        after(days)
        await run_job("demandes-sans-reponse")
    assert await kinds() == ["action.reminded"]
    assert (await world.row()).dossier is EtatDossier.EN_ATTENTE_DE_REPONSES
    after(60)
    await run_job("demandes-sans-reponse")
    assert await kinds() == ["action.reminded", "action.closed"]


async def online(count: int = 1) -> list[int]:
    """Actions of one body that were validated here and are online."""

    async def unit() -> list[int]:
        await factories.territory()
        body = await offers.body()
        made = [await offers.offer(body, publish=True, date_debut=TODAY, date_fin=TODAY) for _ in range(count)]
        await Revision.all().update(origine=OrigineRevision.SAISIE)
        return made

    return await transaction(unit)


async def lose_qualiopi(until: date | None) -> None:
    """The body's certificate ends then."""
    await transaction(lambda: Organisme.all().update(qualiopi_fin=until, numero_activite=until and "52440000044"))


async def test_what_may_not_be_online_is_suspended_and_comes_back(database: Path) -> None:
    [action] = await online()
    assert await run_job("conformite") == []
    await lose_qualiopi(None)
    [line] = await run_job("conformite", dry_run=True)
    assert " : suspendue, " in line
    assert (await Publication.get(numero=action)).etat is Diffusion.PUBLIEE
    assert await run_job("conformite") == [line]
    row = await Publication.get(numero=action)
    assert (row.etat, row.motif) == (Diffusion.SUSPENDUE, "NDA_ABSENT")
    assert await run_job("conformite") == []
    await lose_qualiopi(TODAY + timedelta(days=900))
    [lifted] = await run_job("conformite")
    assert lifted.endswith(" : suspension levée.")
    assert (await Publication.get(numero=action)).etat is Diffusion.PUBLIEE
    assert await kinds() == ["action.suspended", "action.resumed"]


async def test_what_was_imported_is_its_source_s_to_withdraw(database: Path, after: At) -> None:
    [action] = await online()
    await transaction(lambda: Revision.all().update(origine=OrigineRevision.IMPORT))
    await lose_qualiopi(None)
    after(4000)
    assert [await run_job("conformite"), await run_job("archivage")] == [[], []]
    assert (await Action.get(numero=action)).diffusion is Diffusion.PUBLIEE


async def test_an_action_without_session_for_a_year_is_archived(database: Path, after: At) -> None:
    [action] = await online()
    after(365)
    assert await run_job("archivage") == []
    after(368)
    [line] = await run_job("archivage", dry_run=True)
    assert line.endswith(f" : archivée, dernière session finie le {TODAY:%d/%m/%Y}.")
    await run_job("archivage")
    assert (await Action.get(numero=action)).diffusion is Diffusion.ARCHIVEE
    assert await run_job("archivage") == []
    assert await kinds() == ["action.archived"]


async def test_what_is_examined_is_not_said_to_be_archived_and_what_is_suspended_is(database: Path, after: At) -> None:
    examined, suspended = await online(2)
    await transaction(lambda: Action.filter(numero=examined).update(dossier=EtatDossier.SOUMISE))
    version = (await Action.get(numero=suspended)).version
    await transaction(lambda: diffusing.suspend(SYSTEM, suspended, version, "SIGNALEMENT", "Plainte."))
    after(400)
    [line] = await run_job("archivage", dry_run=True)
    assert line.startswith(f"{suspended}-{suspended} : archivée")
    assert await run_job("archivage") == [line]
    assert (await Action.get(numero=suspended)).diffusion is Diffusion.ARCHIVEE
    assert (await Action.get(numero=examined)).diffusion is Diffusion.PUBLIEE


async def test_what_went_online_without_a_validation_is_told_to_the_staff_once(database: Path) -> None:
    world = await transaction(lambda: worlds.make(EtatDossier.VALIDEE, Diffusion.PUBLIEE))
    editor, session = world.people["saisisseur"], await Session.get(action_id=world.action)

    async def change(**values: Any) -> None:
        row = await Session.get(numero=session.numero)
        await transaction(lambda: sessions.update_session(editor, row.numero, row.version, values))  # type: ignore[arg-type]

    await change(recrutement=Recrutement.FERME, mail_liaison="autre@exemple.test")
    await change(duree_centre=201)
    staff = await Compte.filter(nom__in=["validateur", "responsable"]).order_by("courriel")
    await transaction(lambda: Compte.filter(id=staff[0].id).update(preference_courriels=PreferenceCourriels.AUCUN))
    expected = [f"1-{world.action} (Institut des métiers) : Mail de liaison, Recrutement."]
    assert await run_job("champs-libres", dry_run=True) == expected
    assert await Courriel.all().count() == 0
    assert await run_job("champs-libres") == expected
    [mail] = await Courriel.all()
    assert (mail.destinataire, mail.sujet) == (staff[1].courriel, "[SOFI] 1 action changée sans validation")
    assert f"- {expected[0]} {{site}}/graphql?dossier={world.action}" in mail.texte
    assert await run_job("champs-libres") == []
    await change(duree_centre=202)
    assert await run_job("champs-libres") == []
    assert await Courriel.all().count() == 1


async def test_too_many_at_once_stop_the_job_until_a_person_has_looked(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = await online(3)
    await lose_qualiopi(None)

    async def two() -> int:
        return 2

    for nom in list(JOBS):
        monkeypatch.delitem(JOBS, nom)
    guarded = Job("conformite", "Essai.", Daily(clock.now().time()), compliance.run, plafond=two)
    monkeypatch.setitem(registry.JOBS, "conformite", guarded)
    await run_due_jobs()
    task = await Tache.get(nom="conformite")
    assert task.erreur is not None and "3 à faire, plus que les 2" in task.erreur
    assert await Publication.filter(etat=Diffusion.PUBLIEE).count() == 3
    assert len(await run_job("conformite")) == 3
    assert await Publication.filter(numero__in=made, etat=Diffusion.SUSPENDUE).count() == 3


async def test_the_ceiling_is_a_twentieth_and_twenty_at_least(database: Path) -> None:
    await online()
    assert await compliance.ceiling() == 20
    assert registry.JOBS["archivage"].run is archiving.run
