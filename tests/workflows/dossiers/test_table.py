"""The whole table walked: from every state, by everybody, every transition; allowed ones lead where the table says, and
refused ones leave no trace.
"""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest

from catalogue import clock
from catalogue.models import (
    Action,
    Depot,
    Dispositif,
    Evenement,
    Formation,
    Historique,
    OffrePubliee,
    Publication,
    Question,
    Retrait,
    Revision,
    Session,
)
from catalogue.transaction import transaction
from catalogue.vocabulary import Diffusion, EtatDossier
from tests.workflows.dossiers import worlds
from tests.workflows.dossiers.worlds import STATES, World
from workflows.actor import Actor
from workflows.dossiers import certifications, deciding, diffusing, examining, questions, submitting
from workflows.dossiers.questions import QuestionPosee
from workflows.dossiers.transitions import TABLE, Transition
from workflows.entry import actions, restoring
from workflows.errors import Forbidden, Gone, NotFound, TransitionRefused, WorkflowError

pytestmark = pytest.mark.usefixtures("database")

_BODY = {"saisisseur", "autre_saisisseur", "gestionnaire"}
_STAFF = {"validateur", "responsable"}
_LEAD = {"responsable"}
WHO = {
    "créer": _BODY | _STAFF,
    "modifier": _BODY | _STAFF,
    "soumettre": _BODY,
    "rappeler": _BODY - {"autre_saisisseur"},
    "prendre": _STAFF,
    "affecter": _LEAD,
    "relâcher": _STAFF,
    "demander": _STAFF,
    "répondre": _BODY,
    "valider": _STAFF,
    "refuser": _STAFF,
    "relancer": _LEAD,
    "clore": _LEAD,
    "suspendre": _STAFF,
    "lever": _STAFF,
    "retirer": {"gestionnaire"} | _STAFF,
    "republier": {"gestionnaire"} | _STAFF,
    "archiver": _STAFF,
    "désarchiver": _STAFF,
    "restaurer": _BODY | _STAFF,
    "acquitter": _BODY,
    "remplacer": _STAFF,
    "supprimer": _BODY | _STAFF,
}
STRANGERS = {"anonyme", "etranger", "financeur"}
"""They may not even know of the action."""

ANYWHERE = "SOAVR JPSRX"
"""The state of this action does not count: another is made, or all those of a certification are looked at."""

FROM: dict[str, str] = {
    # The states of the dossier, by initial (Saisie, sOumise, Attente, Validée, Refusée), then of the diffusion (Jamais,
    # Publiée, Suspendue, Retirée, archivée), as B6.2 has them.
    "créer": ANYWHERE,
    "modifier": "SAVR JPSR",
    "soumettre": "SAR JPSR",
    "rappeler": "O JPSR",
    "prendre": "O JPSR",
    "affecter": "OA JPSR",
    "relâcher": "O JPSR",
    "demander": "O JPSR",
    "répondre": "SA JPSR",
    "valider": "O JPSR",
    "refuser": "O JPSR",
    "relancer": "A JPSR",
    "clore": "A JPSR",
    "suspendre": "SOAVR P",
    "lever": "SOAVR S",
    "retirer": "SOAVR P",
    "republier": "SOAVR R",
    "archiver": "SVR JPSR",
    "désarchiver": "SVR X",
    "restaurer": "SVR JPSR",
    "acquitter": "SOAVR JPSR",
    "remplacer": ANYWHERE,
    "supprimer": "S J",
}
_DOSSIERS = {
    EtatDossier.EN_SAISIE: "S",
    EtatDossier.SOUMISE: "O",
    EtatDossier.EN_ATTENTE_DE_REPONSES: "A",
    EtatDossier.VALIDEE: "V",
    EtatDossier.REFUSEE: "R",
}
_DIFFUSIONS = {
    Diffusion.JAMAIS_PUBLIEE: "J",
    Diffusion.PUBLIEE: "P",
    Diffusion.SUSPENDUE: "S",
    Diffusion.RETIREE: "R",
    Diffusion.ARCHIVEE: "X",
}
LEADS_TO: dict[str, tuple[EtatDossier | None, Diffusion | None, list[str]]] = {
    "créer": (None, None, []),
    "modifier": (EtatDossier.EN_SAISIE, None, []),
    "soumettre": (EtatDossier.SOUMISE, None, ["action.submitted"]),
    "rappeler": (EtatDossier.EN_SAISIE, None, ["action.recalled"]),
    "prendre": (None, None, ["action.taken"]),
    "affecter": (None, None, ["action.taken"]),
    "relâcher": (None, None, ["action.released"]),
    "demander": (EtatDossier.EN_ATTENTE_DE_REPONSES, None, ["action.information_requested"]),
    "répondre": (None, None, ["action.answered"]),
    "valider": (EtatDossier.VALIDEE, Diffusion.PUBLIEE, ["action.approved", "action.published"]),
    "refuser": (EtatDossier.REFUSEE, None, ["action.refused"]),
    "relancer": (None, None, ["action.reminded"]),
    "clore": (EtatDossier.EN_SAISIE, None, ["action.closed"]),
    "suspendre": (None, Diffusion.SUSPENDUE, ["action.suspended"]),
    "lever": (None, Diffusion.PUBLIEE, ["action.resumed"]),
    "retirer": (None, Diffusion.RETIREE, ["action.withdrawn"]),
    "republier": (None, Diffusion.PUBLIEE, ["action.republished"]),
    "archiver": (None, Diffusion.ARCHIVEE, ["action.archived"]),
    "désarchiver": (None, Diffusion.RETIREE, ["action.restored"]),
    "restaurer": (EtatDossier.EN_SAISIE, None, ["action.restored"]),
    "acquitter": (None, None, ["certification.acknowledged"]),
    "remplacer": (None, None, ["certification.replaced"]),
    "supprimer": (None, None, []),
}
TWICE = {"remplacer"}
"""Told of the formation, then of the action."""


class Undo(Exception):
    """Thrown at the end of a unit, so that the next one finds the same world."""


async def perform(transition: str, who: Actor, world: World) -> Any:
    """Do it, with everything else in order."""
    n, version, rang = world.action, (await world.row()).version, await world.rang()
    if transition == "relâcher":
        await Depot.filter(action_id=n, decision=None).update(assigne_id=who.compte)
    if transition == "affecter":
        await Depot.filter(action_id=n, decision=None).update(assigne_id=None)
    if transition == "supprimer":
        await Dispositif.filter(session__action_id=n).delete()
        await Session.filter(action_id=n).delete()
        if (await world.row()).diffusion is Diffusion.JAMAIS_PUBLIEE:
            await Question.filter(depot__action_id=n).delete()
            await Depot.filter(action_id=n).delete()
            await Revision.filter(action_id=n).delete()
    formation = (await world.row()).formation_id
    if transition == "remplacer":
        own: dict[str, Any] = {"intitule": None, "objectif": None, "programme": None, "formacodes": []}
        await Formation.filter(numero=formation).update(certification_id="1001", niveau_sortie=None, **own)
    due, asked = clock.today() + timedelta(days=5), [QuestionPosee("Pourquoi ?", "A_PRECISER")]
    colleague = world.people["validateur"].compte or 0
    replaced = certifications.replace_certification
    gestures: dict[str, Callable[[], Awaitable[Any]]] = {
        "créer": lambda: actions.add_action(who, formation, {"objectifs": "Une autre."}),
        "modifier": lambda: actions.update_action(who, n, version, {"objectifs": "Autre chose."}),
        "soumettre": lambda: submitting.submit(who, n, version),
        "rappeler": lambda: submitting.recall(who, n, version),
        "prendre": lambda: examining.take(who, n),
        "affecter": lambda: examining.assign(who, n, colleague),
        "relâcher": lambda: examining.release(who, n),
        "demander": lambda: questions.request_information(who, n, rang, asked, due),
        "répondre": lambda: questions.answer(who, world.question, "Parce que."),
        "valider": lambda: deciding.approve(who, n, rang),
        "refuser": lambda: deciding.refuse(who, n, rang, "HORS_CHAMP"),
        "relancer": lambda: questions.remind(who, n),
        "clore": lambda: questions.close_unanswered(who, n),
        "suspendre": lambda: diffusing.suspend(who, n, version, "SIGNALEMENT", "Plainte d'un stagiaire."),
        "lever": lambda: diffusing.lift(who, n, version),
        "retirer": lambda: diffusing.withdraw(who, n, version, "ANNULEE"),
        "republier": lambda: diffusing.republish(who, n, version),
        "archiver": lambda: diffusing.archive(who, n, version),
        "désarchiver": lambda: diffusing.unarchive(who, n, version),
        "restaurer": lambda: restoring.restore_revision(who, n, version, 1, "C'était mieux."),
        "acquitter": lambda: certifications.acknowledge(who, n, version),
        "remplacer": lambda: replaced(who, "1001", ["1002"]),
        "supprimer": lambda: actions.remove_action(who, n, version),
    }
    return await gestures[transition]()


async def everything() -> dict[str, list[dict[str, Any]]]:
    """All that a refusal could leave a trace in."""
    models = (Action, Session, Depot, Question, Revision, Publication, OffrePubliee, Retrait, Historique, Evenement)
    return {model.__name__: [dict(row) for row in await model.all().values()] for model in models}


def expected_refusal(name: str, who: str, dossier: EtatDossier, diffusion: Diffusion) -> type[WorkflowError] | None:
    """What must come; None when it must succeed."""
    if who in STRANGERS:
        return Forbidden if name == "remplacer" else NotFound
    by_role = WHO[name] | ({"autre_saisisseur"} if name == "rappeler" else set())
    if who not in by_role:
        return Forbidden
    dossiers, diffusions = FROM[name].split()
    if name in ("modifier", "supprimer") and diffusion is Diffusion.ARCHIVEE:
        return Gone
    if _DOSSIERS[dossier] not in dossiers or _DIFFUSIONS[diffusion] not in diffusions:
        return TransitionRefused
    return None if who in WHO[name] else Forbidden


def expected_states(name: str, dossier: EtatDossier, diffusion: Diffusion) -> tuple[EtatDossier, Diffusion]:
    """Where it must lead."""
    vers, online, _ = LEADS_TO[name]
    if name == "modifier" and dossier is EtatDossier.EN_ATTENTE_DE_REPONSES:
        vers = None
    return vers or dossier, online or diffusion


@pytest.mark.parametrize(("dossier", "diffusion"), STATES, ids=lambda value: value.value)
async def test_from_every_state_everybody_tries_everything(dossier: EtatDossier, diffusion: Diffusion) -> None:
    world = await transaction(lambda: worlds.make(dossier, diffusion))
    before = await everything()
    for name in WHO:
        for who, actor in world.people.items():
            refusal = expected_refusal(name, who, dossier, diffusion)

            async def unit(name: str = name, actor: Actor = actor) -> None:
                lines = await Historique.all().count()
                told = await Evenement.all().count()
                await perform(name, actor, world)
                row = await Action.get_or_none(numero=world.action)
                assert (row is None) is (name == "supprimer")
                if row is not None:
                    assert (row.dossier, row.diffusion) == expected_states(name, dossier, diffusion), (name, actor.nom)
                archived = name == "remplacer" and diffusion is Diffusion.ARCHIVEE
                verbs = [line.verbe for line in await Historique.all().order_by("id").offset(lines)]
                assert verbs == [name] * (1 if archived or name not in TWICE else 2)
                events = [event.type for event in await Evenement.all().order_by("id").offset(told)]
                assert events == ([] if archived else LEADS_TO[name][2]), (name, actor.nom)
                raise Undo

            with pytest.raises(refusal or Undo) as caught:
                await transaction(unit)
            assert type(caught.value) is (refusal or Undo), (name, who)
    assert await everything() == before


def test_the_walk_knows_every_row_of_the_table() -> None:
    assert [row.nom for row in TABLE] == list(WHO) == list(FROM) == list(LEADS_TO)


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.nom)
def test_the_table_says_what_the_walk_expects(row: Transition) -> None:
    if FROM[row.nom] == ANYWHERE:
        assert row.de in (frozenset(), frozenset(EtatDossier))
        return
    dossiers, diffusions = FROM[row.nom].split()
    assert {_DOSSIERS[state] for state in row.de} == set(dossiers)
    assert {_DIFFUSIONS[state] for state in row.en} == set(diffusions)
    assert list(row.evenements) == LEADS_TO[row.nom][2]
