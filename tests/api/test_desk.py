"""The desk over HTTP: the queue in every order, dossiers with their difference, questions and answers, the numbers."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from catalogue import clock
from catalogue.models import Depot, Organisme, Session
from catalogue.rules.working_days import add_working_days
from catalogue.transaction import transaction
from tests.api.mutations.scene import REFUSE, UPDATE, Scene, approve, make_scene, submit
from tests.conftest import Client
from tests.workflows.dossiers import offers

QUEUE = """query($f: QueueFilter, $o: OrdreFile! = ECHEANCE, $n: Int, $a: String) { desk {
  queue(filter: $f, orderBy: $o, first: $n, after: $a) { totalCount pageInfo { endCursor hasNextPage } nodes {
    age echeance enRetard priorite assigne nature voieRapide action { numero code intitule siret organisme }
    depot { revision { rang } obstacles soumisPar } } } } }"""
DOSSIER = """query($id: ID!) { dossier(id: $id) { etat diffusion version
  difference { nombre noeuds { nature fiche code path champs { champ libelle ancien nouveau } } }
  differenceDepuisExamen { nombre noeuds { nature champs { champ nouveau } } }
  questions { numero path champ motif texte bloquante reponse repondu: reponduLe par }
  historique { verbe par } autresOffres { code etat } doublons { session autre certain }
  revisions { rang origine action { plus completude { complet } formation { intitule } } } } }"""
ASK = """mutation($i: RequestInformationInput!) { requestInformation(input: $i) { __typename
  ... on DossierSuccess { dossier { etat depot { assigne reponseAvant } } } ... on Error { code message }
  ... on InvalidInput { problems { path code } } } }"""
ANSWER = """mutation($i: AnswerRequestInput!) { answerRequest(input: $i) { __typename
  ... on DossierSuccess { dossier { etat } } ... on Error { code message } } }"""
NUMBERS = """{ desk { tableauDeBord { enFile enRetard sansExaminateur enAttenteDeReponses decisions delaiMedian delaiP90
  file { nature tranche nombre } refus { motif libelle nombre } } voieRapide { valideesMin automatique } } }"""


@pytest.fixture
async def scene(database: Path, client: Client) -> Scene:
    """A complete offer and its people."""
    return await make_scene(client)


async def questions_for(scene: Scene, *asked: dict[str, Any], who: Client | None = None, **more: Any) -> dict[str, Any]:
    """What `requestInformation` answers."""
    given = {
        "numero": scene.action,
        "expectedRevision": 1,
        "questions": list(asked),
        "reponseAvant": (clock.today() + timedelta(days=10)).isoformat(),
    }
    answer: dict[str, Any] = (await (who or scene.first).data(ASK, i={**given, **more}))["requestInformation"]
    return answer


async def test_the_queue_shows_what_was_submitted(scene: Scene, statements: Callable[[], Any]) -> None:
    await submit(scene)
    with statements() as sent:
        queue = (await scene.first.data(QUEUE))["desk"]["queue"]
    assert len(sent) == 4, sent  # the caller, the page, its revisions, the total
    [line] = queue["nodes"]
    assert line == {
        "age": 0,
        "echeance": add_working_days(clock.today(), 3).isoformat(),
        "enRetard": False,
        "priorite": "BASSE",
        "assigne": None,
        "nature": "NOUVELLE",
        "voieRapide": False,
        "action": {
            "numero": scene.action,
            "code": f"1-{scene.action}",
            "intitule": "Formation sans référence",
            "siret": line["action"]["siret"],
            "organisme": "Institut des métiers",
        },
        "depot": {
            "revision": {"rang": 1},
            "obstacles": ["L'organisme a moins de 3 dépôts validés.", "L'action n'a jamais été publiée."],
            "soumisPar": "Compte 1",
        },
    }


async def test_the_queue_is_filtered_and_sorted_and_paged(scene: Scene, statements: Callable[[], Any]) -> None:
    async def more() -> list[int]:
        body = (scene.organisme, (await Session.first()).site_lieu_id)  # type: ignore[union-attr]
        return [await offers.offer(body) for _ in range(4)]  # type: ignore[arg-type]

    actions = [scene.action, *await transaction(more)]
    for action in actions:
        await submit(Scene(**{**scene.__dict__, "action": action}))
    today = clock.today()
    for rank, action in enumerate(actions):
        due = today + timedelta(days=[3, -1, 7, 0, 2][rank])
        await Depot.filter(action_id=action).update(echeance=due, priorite=[3, 3, 1, 2, 1][rank])
    await scene.first.data("mutation($n: Int!) { takeAction(numero: $n) { __typename } }", n=actions[2])

    async def found(order: str = "AGE", **filter: Any) -> list[int]:
        page = (await scene.first.data(QUEUE, f=filter, o=order))["desk"]["queue"]
        return [actions.index(line["action"]["numero"]) for line in page["nodes"]]

    assert await found("AGE") == [0, 1, 2, 3, 4]
    assert await found("ECHEANCE") == [1, 3, 4, 0, 2]
    assert await found("PRIORITE") == [4, 2, 3, 1, 0]
    assert await found(examinateur="MOI") == [2]
    body = await Organisme.get(numero=scene.organisme)
    session = await Session.get(action_id=actions[3])
    assert await found(recherche=body.siret) == [0, 1, 2, 3, 4]
    assert await found(recherche="metiers instit") == [0, 1, 2, 3, 4]
    assert await found(recherche="référence métiers") == [0, 1, 2, 3, 4]
    assert await found(recherche=f"{session.action_id}-{session.numero}") == [3]
    assert await found(recherche="boulangerie") == await found(recherche="9" * 30) == []
    assert await found(examinateur="PERSONNE") == [0, 1, 3, 4]
    assert await found(enRetard=True) == [1]
    assert await found(priorite="HAUTE") == [2, 4]
    assert await found(nature="MODIFICATION") == []
    assert await found(etat="EN_ATTENTE_DE_REPONSES") == []
    for order in ("AGE", "ECHEANCE", "PRIORITE"):
        whole, after = [], None
        for _ in range(3):
            with statements() as sent:
                page = (await scene.first.data(QUEUE, o=order, n=2, a=after))["desk"]["queue"]
            assert len(sent) == 4
            whole += [actions.index(line["action"]["numero"]) for line in page["nodes"]]
            after = page["pageInfo"]["endCursor"]
        assert whole == await found(order)
        assert page["pageInfo"]["hasNextPage"] is False


@pytest.mark.parametrize("who", ["editor", "reader", "stranger"])
async def test_only_the_staff_comes_to_the_desk(scene: Scene, who: str) -> None:
    client: Client = getattr(scene, who)
    assert (await client.refusal(QUEUE))[0] == "FORBIDDEN"
    assert (await client.signed(None).refusal(QUEUE))[0] == "UNAUTHENTICATED"


async def test_a_dossier_is_for_its_body_and_the_staff(scene: Scene) -> None:
    for client in (scene.editor, scene.reader, scene.first, scene.lead):
        assert (await client.data(DOSSIER, id=str(scene.action)))["dossier"]["etat"] == "EN_SAISIE"
    assert (await scene.stranger.refusal(DOSSIER, id=str(scene.action)))[0] == "NOT_FOUND"
    assert (await scene.first.refusal(DOSSIER, id="999"))[0] == "NOT_FOUND"
    assert (await scene.first.refusal(DOSSIER, id="n'importe quoi"))[0] == "BAD_USER_INPUT"


async def test_the_difference_is_told_field_by_field_with_the_cards_words(scene: Scene) -> None:
    await submit(scene)
    await approve(scene.first, scene.action)
    row = await Session.get(action_id=scene.action)
    assert row.date_fin is not None
    later = row.date_fin + timedelta(days=1)
    change = """mutation($i: UpdateSessionInput!) { updateSession(input: $i) { __typename } }"""
    card = {"dureeCentre": 210, "dateFin": later.isoformat()}
    await scene.editor.data(change, i={"numero": row.numero, "expectedVersion": 1, "session": card})
    add = """mutation($i: AddDispositifInput!) { addDispositif(input: $i) { __typename } }"""
    lot = {"publics": ["80006"], "nombrePlaces": 5, "placesRestantes": 5}
    await scene.editor.data(add, i={"session": row.numero, "type": "1", "dispositif": lot})
    await submit(scene, 3)
    dossier = (await scene.second.data(DOSSIER, id=str(scene.action)))["dossier"]
    session, added = dossier["difference"]["noeuds"]
    assert (session["nature"], session["fiche"], session["path"]) == (
        "CHANGEMENT",
        "Session",
        ["sessions", str(row.numero)],
    )
    assert session["champs"] == [
        {
            "champ": "dateFin",
            "libelle": "Date fin",
            "ancien": f"{row.date_fin:%d/%m/%Y}",
            "nouveau": f"{later:%d/%m/%Y}",
        },
        {"champ": "dureeCentre", "libelle": "Durée en centre (en h)", "ancien": "200", "nouveau": "210"},
    ]
    assert (added["nature"], added["fiche"]) == ("AJOUT", "Dispositif")
    assert {"champ": "nombrePlaces", "libelle": "Nombre de places dispositif", "ancien": None, "nouveau": "5"} in added[
        "champs"
    ]
    lines = [line["verbe"] for line in dossier["historique"]]
    assert lines == ["soumettre", "créer", "modifier", "valider", "soumettre"]
    assert [(one["rang"], one["origine"]) for one in dossier["revisions"]] == [(2, "SAISIE"), (1, "SAISIE")]
    compare = "query($id: ID!) { compareRevisions(id: $id, de: 1, a: 2) { nombre } }"
    assert (await scene.reader.data(compare, id=str(scene.action)))["compareRevisions"]["nombre"] == 2
    assert (await scene.stranger.refusal(compare, id=str(scene.action)))[0] == "NOT_FOUND"


async def test_the_dossier_costs_the_same_however_much_it_holds(scene: Scene, statements: Callable[[], Any]) -> None:
    async def more() -> None:
        body = (scene.organisme, (await Session.first()).site_lieu_id)  # type: ignore[union-attr]
        for _ in range(3):
            await offers.offer(body)  # type: ignore[arg-type]

    short = """query($id: ID!) { desk { dossier(id: $id) { difference { nombre } differenceDepuisExamen { nombre }
      questions { texte } historique { verbe } autresOffres { code } doublons { certain } revisions { rang } } } }"""
    await submit(scene)
    counts = []
    for _ in range(2):
        with statements() as sent:
            await scene.first.data(short, id=str(scene.action))
        counts.append(len(sent))
        await transaction(more)
    # one for the caller, two for the dossier, one each for what is online, questions, history, others, twins, revisions
    assert counts == [9, 9]


async def test_questions_are_anchored_asked_answered_and_come_back_to_who_asked(scene: Scene) -> None:
    await submit(scene)
    row = await Session.get(action_id=scene.action)
    public = "query($id: ID!) { revision(id: $id, rang: 1) { action { id sessions { id } } } }"
    tree = (await scene.first.data(public, id=str(scene.action)))["revision"]["action"]
    session = tree["sessions"][0]["id"]
    asked = await questions_for(
        scene,
        {"texte": "Pourquoi 200 heures ?", "motif": "A_JUSTIFIER", "noeud": session, "champ": "dureeCentre"},
        {"texte": "Est-ce complet ?", "motif": "A_CONFIRMER"},
        {"texte": "Et la vidéo ?", "motif": "A_PRECISER", "noeud": tree["id"], "champ": "urlVideo", "bloquante": False},
    )
    assert asked["dossier"]["etat"] == "EN_ATTENTE_DE_REPONSES"
    assert asked["dossier"]["depot"]["assigne"] == "Compte 4"
    answer = await submit(scene, 3)
    assert (answer["code"], answer["etat"]) == ("TRANSITION_REFUSED", "EN_ATTENTE_DE_REPONSES")
    assert "2 questions sans réponse" in answer["message"]
    thread = (await scene.editor.data(DOSSIER, id=str(scene.action)))["dossier"]["questions"]
    assert [one["path"] for one in thread] == [["sessions", str(row.numero), "dureeCentre"], [], ["urlVideo"]]
    said = {"question": thread[1]["numero"], "reponse": "Oui, tout y est."}
    assert (await scene.editor.data(ANSWER, i=said))["answerRequest"]["dossier"]["etat"] == "EN_ATTENTE_DE_REPONSES"
    change = """mutation($i: UpdateSessionInput!) { updateSession(input: $i) { __typename } }"""
    card = {"numero": row.numero, "expectedVersion": 1, "session": {"dureeCentre": 190}}
    await scene.editor.data(change, i=card)
    back = (await submit(scene, 3))["dossier"]
    assert (back["etat"], back["depot"]["assigne"], back["depot"]["revision"]["rang"]) == ("SOUMISE", "Compte 4", 2)
    dossier = (await scene.first.data(DOSSIER, id=str(scene.action)))["dossier"]
    [since] = dossier["differenceDepuisExamen"]["noeuds"]
    assert since["champs"] == [{"champ": "dureeCentre", "nouveau": "190"}]
    assert [one["reponse"] for one in dossier["questions"]] == [None, "Oui, tout y est.", None]
    assert [one["repondu"] is not None for one in dossier["questions"]] == [True, True, False]
    assert (await approve(scene.second, scene.action, 2))["code"] == "TRANSITION_REFUSED"
    assert (await approve(scene.first, scene.action, 2))["dossier"]["etat"] == "VALIDEE"


@pytest.mark.parametrize(
    ("question", "problem"),
    [
        ({"noeud": "U2Vzc2lvbjo5OTk="}, "NOEUD_INCONNU"),
        ({"champ": "dureeCentre"}, "NOEUD_REQUIS"),
        ({"motif": "PARCE_QUE"}, "MOTIF_INCONNU"),
        ({"texte": "  "}, "VIDE"),
        ({"texte": "x" * 3001}, "TROP_LONG"),
    ],
)
async def test_a_question_that_makes_no_sense_is_refused(scene: Scene, question: dict[str, Any], problem: str) -> None:
    await submit(scene)
    answer = await questions_for(scene, {"texte": "Où ?", "motif": "A_PRECISER", **question})
    assert [one["code"] for one in answer["problems"]] == [problem]
    assert (await Depot.get(action_id=scene.action)).jours_restants is None


async def test_a_request_needs_questions_a_date_to_come_and_the_examiner(scene: Scene) -> None:
    await submit(scene)
    one = {"texte": "Où ?", "motif": "A_PRECISER"}
    none = await questions_for(scene, reponseAvant=clock.today().isoformat())
    assert [problem["code"] for problem in none["problems"]] == ["NOMBRE", "DATE"]
    field = await questions_for(scene, {**one, "noeud": "QWN0aW9uOjE=", "champ": "prixDuCafe"})
    assert [problem["code"] for problem in field["problems"]] == ["CHAMP_INCONNU"]
    stale = await questions_for(scene, one, expectedRevision=9)
    assert stale["code"] == "STALE_VERSION"
    await scene.second.data("mutation($n: Int!) { takeAction(numero: $n) { __typename } }", n=scene.action)
    assert (await questions_for(scene, one))["code"] == "TRANSITION_REFUSED"


async def test_the_desk_counts_its_queue_its_delays_and_its_refusals(
    scene: Scene, statements: Callable[[], Any]
) -> None:
    await submit(scene)
    order = {"numero": scene.action, "expectedRevision": 1, "motif": "HORS_CHAMP"}
    await scene.first.data(REFUSE, i=order)
    change = {"numero": scene.action, "expectedVersion": 3, "action": {"plus": "Neuf"}}
    await scene.editor.data(UPDATE, i=change)
    await submit(scene, 4)
    await Depot.filter(decision__isnull=False).update(soumis_le=clock.now() - timedelta(hours=30))
    with statements() as sent:
        desk = (await scene.lead.data(NUMBERS))["desk"]
    assert len(sent) == 4
    found = desk["tableauDeBord"]
    assert (found["enFile"], found["enRetard"], found["sansExaminateur"], found["decisions"]) == (1, 0, 1, 1)
    assert found["delaiMedian"] == found["delaiP90"] == 30.0
    assert found["refus"] == [
        {"motif": "HORS_CHAMP", "libelle": "offre hors du champ de la base régionale", "nombre": 1}
    ]
    assert [cell for cell in found["file"] if cell["nombre"]] == [
        {"nature": "NOUVELLE", "tranche": "0 à 1 jour", "nombre": 1}
    ]
    assert desk["voieRapide"] == {"valideesMin": 3, "automatique": False}
