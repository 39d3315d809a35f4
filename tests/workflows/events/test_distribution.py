"""Who is told of what: inboxes, mails at once or once a day, fallbacks; once for each person and event."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from catalogue import clock
from catalogue.documents.identity import global_id
from catalogue.models import Compte, Courriel, Evenement, Notification, Organisme, Session
from catalogue.transaction import transaction
from catalogue.vocabulary import Diffusion, EtatDossier, PreferenceCourriels, Role
from tests import factories
from tests.workflows.dossiers import worlds
from workflows.actor import SYSTEM, Actor
from workflows.dossiers import deciding, examining, questions, submitting
from workflows.dossiers.questions import QuestionPosee
from workflows.events import mails
from workflows.events.distribution import distribute
from workflows.events.emitting import emit
from workflows.jobs.running import run_job

ACTION = {"code": "19482-89393", "intitule": "Cuisine <fine>", "siret": "13000511900032"}
REFUSED = {**ACTION, "motif": "AUTRE", "precision": "Le programme manque."}
MAILBOX = "offre@carif.test"


@pytest.fixture
async def body(procedure_database: Path) -> int:
    """The procedure's body."""
    return (await Organisme.get(siret="13000511900032")).numero


async def people(*roles: tuple[Role, int | None]) -> list[Compte]:
    """Accounts with these roles."""
    for role, organisme in roles:
        await transaction(lambda role=role, organisme=organisme: factories.token(role, organisme))  # type: ignore[misc]
    return await Compte.all().order_by("id")


async def tell(kind: str, data: dict[str, str], body: int | None, actor: Actor = SYSTEM) -> None:
    """An event that is told."""
    await transaction(lambda: emit(actor, kind, data, organisme=body))
    await distribute(MAILBOX)


async def test_what_the_carif_decides_goes_to_those_who_enter_for_the_body(body: int) -> None:
    manager, entering, *_ = await people(
        (Role.GESTIONNAIRE_OF, body),
        (Role.SAISISSEUR_OF, body),
        (Role.LECTEUR_OF, body),
        (Role.VALIDATEUR, None),
        (Role.ADMINISTRATEUR, None),
    )
    await tell("action.refused", REFUSED, body)
    assert [row.compte_id async for row in Notification.all().order_by("compte_id")] == [manager.id, entering.id]
    sent = await Courriel.all().order_by("id")
    assert [row.destinataire for row in sent] == [manager.courriel, entering.courriel]
    assert sent[0].sujet == "[SOFI] L'action est refusée : Cuisine <fine> (19482-89393)"
    assert "Précision : Le programme manque." in sent[0].texte and "Que faire : Lisez la précision." in sent[0].texte
    assert sent[0].html is not None and "Cuisine &lt;fine&gt;" in sent[0].html and "<fine>" not in sent[0].html


async def test_what_the_body_does_goes_to_the_carif_but_not_to_who_did_it(body: int) -> None:
    _, validator, lead = await people(
        (Role.SAISISSEUR_OF, body), (Role.VALIDATEUR, None), (Role.RESPONSABLE_OFFRE, None)
    )
    data = {**ACTION, "nature": "NOUVELLE"}
    await tell("action.submitted", data, body, Actor(compte=validator.id, nom="x"))
    assert [row.destinataire async for row in Courriel.all()] == [lead.courriel]


async def test_each_event_is_told_once_however_often_one_looks(body: int) -> None:
    await people((Role.GESTIONNAIRE_OF, body))
    await tell("action.refused", REFUSED, body)
    for _ in range(3):
        assert await distribute(MAILBOX) == 0
    assert [await Notification.all().count(), await Courriel.all().count()] == [1, 1]


async def test_nobody_to_tell_means_the_body_s_address_then_the_shared_mailbox(body: int) -> None:
    await tell("action.refused", REFUSED, body)
    await transaction(lambda: Organisme.filter(numero=body).update(courriel=None))
    await tell("action.refused", REFUSED, body)
    await tell("action.submitted", {**ACTION, "nature": "NOUVELLE"}, body)
    assert [row.destinataire async for row in Courriel.all().order_by("id")] == [
        "offre@cariforef-pdl.org",
        MAILBOX,
        MAILBOX,
    ]
    assert await Notification.all().count() == 0


async def test_a_closed_account_is_not_told(body: int) -> None:
    [account] = await people((Role.GESTIONNAIRE_OF, body))
    await transaction(lambda: Compte.filter(id=account.id).update(actif=False))
    await tell("action.refused", REFUSED, body)
    assert await Notification.all().count() == 0


async def test_preferences_a_digest_a_day_or_nothing(body: int) -> None:
    daily, never = await people((Role.GESTIONNAIRE_OF, body), (Role.SAISISSEUR_OF, body))
    for compte, preference in ((daily, PreferenceCourriels.QUOTIDIEN), (never, PreferenceCourriels.AUCUN)):
        await transaction(
            lambda compte=compte, preference=preference: Compte.filter(id=compte.id).update(  # type: ignore[misc]
                preference_courriels=preference
            )
        )
    await tell("action.refused", REFUSED, body)
    await tell("action.approved", ACTION, body)
    assert await Courriel.all().count() == 0
    assert await Notification.all().count() == 4
    assert await run_job("resumes-du-jour", dry_run=True) == [f"{daily.nom} : 2 nouvelle(s)."]
    assert await run_job("resumes-du-jour") == [f"{daily.nom} : 2 nouvelle(s)."]
    assert await run_job("resumes-du-jour") == []
    [mail] = await Courriel.all()
    assert (mail.destinataire, mail.sujet) == (daily.courriel, "[SOFI] 2 nouvelles de vos dossiers")
    assert mail.texte.index("L'action est refusée.") < mail.texte.index("L'action est validée.")


async def test_a_ping_is_told_to_nobody(body: int) -> None:
    await people((Role.GESTIONNAIRE_OF, body))
    await tell("webhook.ping", {}, body)
    assert [await Notification.all().count(), await Courriel.all().count(), await Evenement.all().count()] == [0, 0, 1]


async def test_what_the_body_does_goes_to_whoever_examines_it(database: Path) -> None:
    world = await transaction(lambda: worlds.make(EtatDossier.SOUMISE, Diffusion.JAMAIS_PUBLIEE))
    await distribute(MAILBOX)
    examiner, editor = world.people["responsable"], world.people["saisisseur"]
    staff = {world.people["validateur"].compte, examiner.compte}
    submitted = await Evenement.get(type="action.submitted")
    assert {row.compte_id async for row in Notification.filter(evenement_id=submitted.id)} == staff
    await transaction(lambda: examining.take(examiner, world.action))
    version = (await world.row()).version
    await transaction(lambda: submitting.recall(editor, world.action, version))
    await distribute(MAILBOX)
    recalled = await Evenement.get(type="action.recalled")
    assert [row.compte_id async for row in Notification.filter(evenement_id=recalled.id)] == [examiner.compte]
    await transaction(lambda: Compte.filter(id=examiner.compte).update(actif=False))
    await transaction(lambda: emit(editor, "action.recalled", ACTION, action=world.action))
    await distribute(MAILBOX)
    again = await Evenement.filter(type="action.recalled").order_by("-id").first()
    assert again is not None
    told = [row.compte_id async for row in Notification.filter(evenement_id=again.id)]
    assert told == [world.people["validateur"].compte]


async def test_one_decision_is_one_mail_for_each_person(database: Path) -> None:
    world = await transaction(lambda: worlds.make(EtatDossier.SOUMISE, Diffusion.JAMAIS_PUBLIEE))
    await distribute(MAILBOX)
    rang, validator = await world.rang(), world.people["validateur"]
    daily = world.people["gestionnaire"].compte
    await transaction(lambda: Compte.filter(id=daily).update(preference_courriels=PreferenceCourriels.QUOTIDIEN))
    await transaction(lambda: Courriel.all().delete())
    await transaction(lambda: deciding.approve(validator, world.action, rang))
    await distribute(MAILBOX)
    body = await Compte.filter(nom__in=["saisisseur", "autre_saisisseur"]).order_by("courriel")
    sent = await Courriel.all().order_by("destinataire")
    assert [mail.destinataire for mail in sent] == [compte.courriel for compte in body]
    assert {mail.sujet.split(" : ")[0] for mail in sent} == {"[SOFI] L'action est validée"}
    published = await Evenement.get(type="action.published")
    assert await Notification.filter(evenement_id=published.id).count() == 3
    await run_job("resumes-du-jour")
    digest = await Courriel.get(sujet__startswith="[SOFI] 1 nouvelle de vos dossiers")
    assert "L'action est validée." in digest.texte and "est en ligne" not in digest.texte


async def test_a_request_is_told_with_its_questions(database: Path) -> None:
    world = await transaction(lambda: worlds.make(EtatDossier.SOUMISE, Diffusion.JAMAIS_PUBLIEE))
    noeud = global_id("Session", (await Session.get(action_id=world.action)).numero)
    asked = [
        QuestionPosee("Pourquoi <200> heures ?", "A_JUSTIFIER", noeud, "dureeCentre"),
        *(QuestionPosee(f"Et {rank} ?", "A_PRECISER") for rank in range(11)),
    ]
    rang, due = await world.rang(), clock.today() + timedelta(days=10)
    validator = world.people["validateur"]
    await transaction(lambda: questions.request_information(validator, world.action, rang, asked, due))
    await distribute(MAILBOX)
    manager = await Compte.get(id=world.people["gestionnaire"].compte)
    mail = await Courriel.get(destinataire=manager.courriel, sujet__startswith="[SOFI] Le Carif-Oref pose")
    assert "Durée en centre (en h), information à justifier : Pourquoi <200> heures ?" in mail.texte
    assert "Information à préciser : Et 0 ?" in mail.texte and "Et 9 ?" not in mail.texte
    assert "Dans le dossier : 2 autres questions" in mail.texte
    assert f"Le dossier : {{site}}/graphql?dossier={world.action}" in mail.texte
    assert mail.html is not None and "Pourquoi &lt;200&gt; heures ?" in mail.html


async def test_nobody_to_tell_means_the_mail_de_liaison_of_the_action_first(database: Path) -> None:
    world = await transaction(lambda: worlds.make(EtatDossier.SOUMISE, Diffusion.JAMAIS_PUBLIEE))
    await distribute(MAILBOX)
    await transaction(lambda: Compte.filter(habilitations__organisme_id__not_isnull=True).update(actif=False))
    await transaction(lambda: Session.filter(action_id=world.action).update(mail_liaison="liaison@exemple.test"))
    rang, validator = await world.rang(), world.people["validateur"]
    await transaction(lambda: deciding.refuse(validator, world.action, rang, "HORS_CHAMP"))
    await distribute(MAILBOX)
    [mail] = await Courriel.filter(sujet__startswith="[SOFI] L'action est refusée")
    assert mail.destinataire == "liaison@exemple.test"


def test_a_mail_of_an_ending_says_when() -> None:
    data = {**ACTION, "fin": date(2026, 12, 31).isoformat(), "seuil": "30"}
    mail = mails.of_event(mails.Told("session.ending", data, 89393))
    assert "Le dossier : {site}/graphql?dossier=89393" in mail.texte
    assert '<a href="{site}/graphql?dossier=89393">' in mail.html
    assert "Fin de la dernière session : 31/12/2026" in mail.texte
    assert mail.sujet.startswith("[SOFI] La dernière session finit bientôt")
