"""Questions and answers (B6.2, 5, 6, 10): what the Carif-Oref asks, anchored to a field; what the body says to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import orjson
from tortoise.expressions import Q

from catalogue import clock
from catalogue.documents import Document
from catalogue.documents.anchors import find_node, is_field, value_at
from catalogue.models import Depot, Question
from catalogue.rules.working_days import working_days_between
from catalogue.vocabulary import DecisionDepot
from catalogue.vocabulary.motifs import MOTIFS_QUESTION
from workflows import history
from workflows.actor import Actor
from workflows.dossiers.dossier import Dossier, check_revision, close, find, move, refused, tell
from workflows.dossiers.examining import check_examiner
from workflows.dossiers.motifs import check_motif, check_text
from workflows.dossiers.transitions import CLORE, DEMANDER, RELANCER, REPONDRE, SOUMETTRE
from workflows.errors import InvalidValues, NotFound, Probleme

MAX_QUESTIONS = 50
MAX_DELAI = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class QuestionPosee:
    """A question as it is asked: of a node (None: the whole offer) and there of a field (None: the whole node)."""

    texte: str
    motif: str
    noeud: str | None = None
    champ: str | None = None
    bloquante: bool = True


async def request_information(
    actor: Actor, numero: int, expected_revision: int, questions: Sequence[QuestionPosee], avant: date
) -> Dossier:
    """Ask the body; the clock stands until it submits again. Who asks is from now on the examiner.

    Raises:
        NotFound, Forbidden, TransitionRefused, StaleVersion.
        InvalidValues: no question, a node or field that the submitted revision has not, a date that is past.
    """
    dossier = await find(actor, numero, DEMANDER)
    depot = dossier.open_depot
    revision = check_revision(dossier, expected_revision)
    check_examiner(actor, dossier, DEMANDER)
    today, now = clock.today(), clock.now()
    document = orjson.loads(revision.document)
    anchored = _anchored(document, questions, avant, today)
    await Question.bulk_create(
        Question(
            depot_id=depot.id,
            revision_id=revision.id,
            noeud=question.noeud,
            path=list(path),
            champ=question.champ,
            motif=question.motif,
            texte=texte,
            bloquante=question.bloquante,
            pose_par_id=actor.compte,
            pose_le=now,
        )
        for question, path, texte in anchored
    )
    assignee = depot.assigne_id or actor.compte
    await Depot.filter(id=depot.id).update(
        assigne_id=assignee,
        revision_examinee_id=revision.id,
        jours_restants=max(0, working_days_between(today, depot.echeance)),
        reponse_avant=avant,
        relances=0,
    )
    await move(
        actor,
        dossier,
        DEMANDER,
        apres={"questions": len(anchored), "reponse_avant": avant},
        donnees={"action.information_requested": {"questions": len(anchored), "echeance": avant.isoformat()}},
    )
    return dossier


def _anchored(
    document: Document, questions: Sequence[QuestionPosee], avant: date, today: date
) -> list[tuple[QuestionPosee, tuple[str, ...], str]]:
    """Each question with its path and its cleaned text."""
    problems, found = [], []
    if not 0 < len(questions) <= MAX_QUESTIONS:
        problems.append(Probleme("questions", "NOMBRE", f"Posez de 1 à {MAX_QUESTIONS} questions."))
    if not today < avant <= today + MAX_DELAI:
        message = f"La date de réponse est après aujourd'hui, dans les {MAX_DELAI.days} jours."
        problems.append(Probleme("reponse_avant", "DATE", message))
    for rank, question in enumerate(questions):
        check_motif(MOTIFS_QUESTION, question.motif, None, path=f"questions.{rank}.motif")
        texte = check_text(question.texte, f"questions.{rank}.texte", "La question")
        path: tuple[str, ...] = ()
        if question.noeud is not None:
            node = find_node(document, question.noeud)
            if node is None:
                message = f"« {question.noeud[:40]} » n'est pas dans la révision soumise."
                problems.append(Probleme(f"questions.{rank}.noeud", "NOEUD_INCONNU", message))
                continue
            path = node[0]
            if question.champ is not None and not is_field(node[1], question.champ):
                message = f"Cette fiche n'a pas de champ « {question.champ[:40]} »."
                problems.append(Probleme(f"questions.{rank}.champ", "CHAMP_INCONNU", message))
        elif question.champ is not None:
            message = "Un champ se désigne avec sa fiche : donnez aussi `noeud`."
            problems.append(Probleme(f"questions.{rank}.noeud", "NOEUD_REQUIS", message))
        found.append((question, (*path, question.champ) if question.champ else path, texte))
    if problems:
        raise InvalidValues(problems)
    return found


async def answer(actor: Actor, question: int, texte: str) -> Dossier:
    """Answer a question in words; a further answer takes the place of the former until the offer is submitted.

    Raises:
        NotFound, Forbidden, TransitionRefused.
        InvalidValues: the answer is empty or too long.
    """
    row = await Question.get_or_none(id=question).select_related("depot")
    if row is None:
        raise NotFound(f"La question {question} n'existe pas.")
    try:
        dossier = await find(actor, row.depot.action_id, REPONDRE)
    except NotFound:
        raise NotFound(f"La question {question} n'existe pas.") from None
    if row.depot.decision not in (None, DecisionDepot.CLOS):
        raise refused(dossier.action, REPONDRE, REPONDRE.conseil)
    said = check_text(texte, "reponse", "La réponse")
    await Question.filter(id=question).update(reponse=said, repondu_par_id=actor.compte, repondu_le=clock.now())
    await history.record(
        actor,
        REPONDRE.nom,
        "Action",
        dossier.numero,
        avant={"reponse": row.reponse},
        apres={"question": question, "reponse": said},
        version=dossier.action.version,
        organisme=dossier.organisme,
    )
    await tell(actor, dossier, REPONDRE, {})
    return dossier


async def settle(dossier: Dossier, document: Document, today: date) -> None:
    """Before a new submission: a question whose field has changed is settled; a blocking one that is not is missing.

    Raises:
        TransitionRefused: names how many questions have no answer.
    """
    waiting = await Question.filter(
        Q(depot__decision__isnull=True) | Q(depot__decision=DecisionDepot.CLOS),
        depot__action_id=dossier.numero,
        repondu_le=None,
    ).select_related("revision")
    settled, missing = [], 0
    for question in waiting:
        if question.noeud is not None and question.champ is not None:
            before = value_at(orjson.loads(question.revision.document), question.noeud, question.champ)
            if before != value_at(document, question.noeud, question.champ):
                settled.append(question.id)
                continue
        missing += question.bloquante
    if missing:
        raise refused(
            dossier.action,
            SOUMETTRE,
            f"{missing} question{'s' if missing > 1 else ''} sans réponse : répondez par `answerRequest`, ou changez "
            "le champ dont il s'agit.",
        )
    await Question.filter(id__in=settled).update(repondu_le=clock.now())


async def remind(actor: Actor, numero: int) -> Dossier:
    """Tell the body again that questions wait for an answer.

    Raises:
        NotFound, Forbidden, TransitionRefused.
    """
    dossier = await find(actor, numero, RELANCER)
    depot = dossier.open_depot
    relance = depot.relances + 1
    await Depot.filter(id=depot.id).update(relances=relance)
    await history.record(
        actor,
        RELANCER.nom,
        "Action",
        numero,
        apres={"relances": relance},
        version=dossier.action.version,
        organisme=dossier.organisme,
    )
    due = (depot.reponse_avant or clock.today()).isoformat()
    await tell(actor, dossier, RELANCER, {"action.reminded": {"relance": relance, "echeance": due}})
    return dossier


async def close_unanswered(actor: Actor, numero: int) -> Dossier:
    """End a request that got no answer: the action is being entered again, its questions stay open.

    Raises:
        NotFound, Forbidden, TransitionRefused.
    """
    dossier = await find(actor, numero, CLORE)
    await close(dossier, actor, decision=DecisionDepot.CLOS)
    await move(actor, dossier, CLORE)
    return dossier
