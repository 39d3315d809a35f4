"""A body's dashboard and its lists, on the demonstration of one day."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from catalogue import clock
from catalogue.models import Organisme
from catalogue.transaction import transaction
from catalogue.vocabulary import Role
from seeds.region import bodies
from tests import factories
from tests.conftest import Client
from tests.seeds.conftest import DAY

SIRET = bodies.siret(2)
COUNTERS = """query($siret: Siret!) { workspace(siret: $siret) { dashboard {
  sessions { rubrique libelle nombre filtre } actions { rubrique nombre filtre } } } }"""
SESSIONS = """query($siret: Siret!, $rubrique: RubriqueSessions, $mots: String, $ordre: OrdreLignes! = DATE_FIN,
    $descendant: Boolean! = false, $first: Int, $after: String, $last: Int, $before: String) {
  workspace(siret: $siret) { sessions(rubrique: $rubrique, recherche: $mots, orderBy: $ordre, descendant: $descendant,
    first: $first, after: $after, last: $last, before: $before) {
    totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    nodes { numero code intitule site commune dateDebut dateFin dispositifs etat rubriques } } } }"""
ACTIONS = """query($siret: Siret!, $rubrique: RubriqueActions) { workspace(siret: $siret) {
  actions(rubrique: $rubrique) { totalCount nodes { code dossier diffusion dateDebut dateFin rubriques } } } }"""


@pytest.fixture
async def reader(region: Path, client: Client, monkeypatch: pytest.MonkeyPatch) -> Client:
    """A reader of the third body, on the day of the demonstration."""
    monkeypatch.setattr(clock, "today", lambda: DAY)
    body = await Organisme.get(siret=SIRET)
    return client.signed(await transaction(lambda: factories.token(Role.LECTEUR_OF, body.numero)))


async def lines(reader: Client, **variables: Any) -> dict[str, Any]:
    """One page of sessions."""
    data = await reader.data(SESSIONS, siret=SIRET, **variables)
    page: dict[str, Any] = data["workspace"]["sessions"]
    return page


async def test_every_counter_is_printed_in_order_with_the_list_it_opens(
    reader: Client, statements: Callable[[], Any]
) -> None:
    with statements() as sent:
        data = await reader.data(COUNTERS, siret=SIRET)
    assert len([text for text in sent if "offre_publiee" in text or "dispositif" in text]) == 2
    board = data["workspace"]["dashboard"]
    assert [(line["rubrique"], line["nombre"]) for line in board["sessions"]] == [
        ("ACTIVES", 22),
        ("INITIALES_ACTIVES", 0),
        ("FIN_PROCHE", 4),
        ("INACTIVES", 4),
        ("PROGRAMME_REGION", 6),
        ("APPRENTISSAGE", 2),
        ("PROFESSIONNALISATION", 3),
        ("A_DISTANCE", 7),
    ]
    assert [(line["rubrique"], line["nombre"]) for line in board["actions"]] == [
        ("EN_SAISIE", 1),
        ("PUBLIQUES_EN_SAISIE", 1),
        ("EN_ATTENTE_DE_VALIDATION", 0),
        ("EN_ATTENTE_DE_REPONSES", 0),
        ("CODE_REMPLACE", 0),
    ]
    for line in board["sessions"]:
        query = f'{{ workspace(siret: "{SIRET}") {{ {line["filtre"]} {{ totalCount nodes {{ rubriques }} }} }} }}'
        page = (await reader.data(query))["workspace"]["sessions"]
        assert page["totalCount"] == len(page["nodes"]) or page["totalCount"] > 20
        assert page["totalCount"] == line["nombre"]
        assert all(line["rubrique"] in node["rubriques"] for node in page["nodes"])


async def test_a_line_has_the_printed_columns(reader: Client) -> None:
    [node] = (await lines(reader, rubrique="FIN_PROCHE", first=1))["nodes"]
    assert node["code"].endswith(f"-{node['numero']}")
    assert node["site"] and node["commune"] and node["dispositifs"] and node["dateDebut"] < node["dateFin"]
    assert (node["etat"], "ACTIVES" in node["rubriques"]) == ("ACTIF", True)


async def test_lines_are_searched_by_beginnings_of_words_of_any_column(reader: Client) -> None:
    everything = await lines(reader, first=500)
    chosen = everything["nodes"][3]
    assert [node["code"] for node in (await lines(reader, mots=chosen["code"]))["nodes"]] == [chosen["code"]]
    accent = await lines(reader, mots="MACON", first=500)
    assert {node["intitule"] for node in accent["nodes"]} == {"CAP Maçon", "CAP Maçon - parcours accompagné"} & {
        node["intitule"] for node in everything["nodes"]
    }
    assert 0 < accent["totalCount"] < everything["totalCount"]
    assert (await lines(reader, mots="introuvable"))["totalCount"] == 0


@pytest.mark.parametrize("ordre", ["CODE", "INTITULE", "SITE", "COMMUNE", "DATE_DEBUT", "DATE_FIN"])
@pytest.mark.parametrize("descendant", [False, True])
async def test_pages_follow_each_other_in_every_order_and_back(reader: Client, ordre: str, descendant: bool) -> None:
    whole = [node["numero"] for node in (await lines(reader, ordre=ordre, descendant=descendant, first=500))["nodes"]]
    assert len(whole) == len(set(whole)) > 30
    seen: list[int] = []
    after = None
    while True:
        page = await lines(reader, ordre=ordre, descendant=descendant, first=7, after=after)
        seen += [node["numero"] for node in page["nodes"]]
        if not page["pageInfo"]["hasNextPage"]:
            break
        after = page["pageInfo"]["endCursor"]
    assert seen == whole
    back = await lines(reader, ordre=ordre, descendant=descendant, last=7, before=page["pageInfo"]["startCursor"])
    rest = len(whole) % 7 or 7
    assert [node["numero"] for node in back["nodes"]] == whole[-rest - 7 : -rest]


async def test_dates_sort_as_dates(reader: Client) -> None:
    dates = [node["dateFin"] for node in (await lines(reader, first=500))["nodes"]]
    assert dates == sorted(dates)


async def test_actions_have_their_list_too(reader: Client) -> None:
    page = (await reader.data(ACTIONS, siret=SIRET, rubrique="EN_SAISIE"))["workspace"]["actions"]
    assert page["totalCount"] == 1
    [node] = page["nodes"]
    assert (node["dossier"], node["diffusion"]) == ("EN_SAISIE", "JAMAIS_PUBLIEE")
    assert node["dateDebut"] <= node["dateFin"]
    assert (await reader.data(ACTIONS, siret=SIRET))["workspace"]["actions"]["totalCount"] == 12
