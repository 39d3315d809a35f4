"""One action in any state of its dossier and of its diffusion, and an actor for every role."""

from dataclasses import dataclass
from datetime import timedelta

from catalogue import clock
from catalogue.models import Action, Compte, Depot, Habilitation, Question, Revision
from catalogue.reads.working import build_documents
from catalogue.vocabulary import DecisionDepot, Diffusion, EtatDossier, NatureDepot, OrigineRevision, Role
from tests import factories
from tests.workflows.dossiers import offers
from workflows import publication
from workflows.actor import ANONYMOUS, Actor
from workflows.dossiers import deciding, questions, submitting
from workflows.dossiers.questions import QuestionPosee
from workflows.entry import actions

STATES = [(dossier, diffusion) for dossier in EtatDossier for diffusion in Diffusion]
OFFLINE = (Diffusion.SUSPENDUE, Diffusion.RETIREE, Diffusion.ARCHIVEE)


@dataclass
class World:
    """An action, a question that was asked about it before, and the people: by what they are in the test."""

    action: int
    question: int
    people: dict[str, Actor]

    async def row(self) -> Action:
        """The action as it is now."""
        return await Action.get(numero=self.action)

    async def rang(self) -> int:
        """The rank of the submitted revision; 1 when nothing is submitted."""
        depot = await Depot.get_or_none(action_id=self.action, decision=None).select_related("revision")
        return depot.revision.rang if depot else 1


async def person(nom: str, role: Role, organisme: int | None = None) -> Actor:
    """An account with one role, as who acts."""
    row = await Compte.create(courriel=f"{nom}@exemple.test", nom=nom)
    await Habilitation.create(compte_id=row.id, organisme_id=organisme, role=role)
    if organisme is not None:
        return Actor(compte=row.id, nom=nom, etablissements={organisme: role})
    return Actor(compte=row.id, nom=nom, roles=frozenset({role}))


async def crowd(organisme: int, other: int) -> dict[str, Actor]:
    """Everybody who may want something."""
    return {
        "anonyme": ANONYMOUS,
        "lecteur": await person("lecteur", Role.LECTEUR_OF, organisme),
        "saisisseur": await person("saisisseur", Role.SAISISSEUR_OF, organisme),
        "autre_saisisseur": await person("autre_saisisseur", Role.SAISISSEUR_OF, organisme),
        "gestionnaire": await person("gestionnaire", Role.GESTIONNAIRE_OF, organisme),
        "etranger": await person("etranger", Role.GESTIONNAIRE_OF, other),
        "validateur": await person("validateur", Role.VALIDATEUR),
        "responsable": await person("responsable", Role.RESPONSABLE_OFFRE),
        "financeur": await person("financeur", Role.FINANCEUR),
        "administrateur": await person("administrateur", Role.ADMINISTRATEUR),
    }


async def make(dossier: EtatDossier, diffusion: Diffusion) -> World:
    """An action in these states, led there by the workflows as far as they lead there."""
    await factories.territory()
    for code, title in (("1001", "Cuisine"), ("1002", "Cuisine et service")):
        await factories.certification(code, title)
    body, other = await offers.body(), await offers.body("Autre organisme")
    people = await crowd(body[0], other[0])
    published = diffusion is not Diffusion.JAMAIS_PUBLIEE
    action = await offers.offer(body, publish=published)
    if not published:
        await publication.freeze(await build_documents([action]), OrigineRevision.SAISIE)
    question = await _former_question(action)
    await Action.filter(numero=action).update(certification_precedente="109049", dossier=EtatDossier.EN_SAISIE)
    editor, validator = people["saisisseur"], people["validateur"]
    if dossier is not EtatDossier.VALIDEE:
        await actions.update_action(editor, action, 1, {"plus": "Plateau technique neuf"})
    if dossier in (EtatDossier.SOUMISE, EtatDossier.EN_ATTENTE_DE_REPONSES, EtatDossier.REFUSEE):
        rang = (await submitting.submit(editor, action, 2)).open_depot.revision.rang
        if dossier is EtatDossier.REFUSEE:
            await deciding.refuse(validator, action, rang, "HORS_CHAMP")
        if dossier is EtatDossier.EN_ATTENTE_DE_REPONSES:
            asked = [QuestionPosee("Pourquoi ?", "A_PRECISER")]
            await questions.request_information(validator, action, rang, asked, clock.today() + timedelta(days=10))
            await Question.filter(depot__action_id=action).update(repondu_le=clock.now())
    if diffusion in OFFLINE:
        await publication.take_offline(action, diffusion)
    await Action.filter(numero=action).update(dossier=dossier, diffusion=diffusion)
    return World(action, question, people)


async def _former_question(action: int) -> int:
    """A question of a submission that was closed long ago, answered."""
    revision = await Revision.get(action_id=action, rang=1)
    now = clock.now()
    depot = await Depot.create(
        action_id=action,
        revision_id=revision.id,
        nature=NatureDepot.NOUVELLE,
        priorite=2,
        soumis_le=now,
        echeance=clock.today(),
        decision=DecisionDepot.CLOS,
    )
    row = await Question.create(
        depot_id=depot.id,
        revision_id=revision.id,
        motif="A_PRECISER",
        texte="Quand ?",
        pose_le=now,
        repondu_le=now,
    )
    return row.id
