"""`offre(code:)`: the tree of a FAS code, as clients ask for it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from api.reading.documents import Documents
from api.schema import schema
from catalogue.transaction import transaction
from catalogue.vocabulary import Diffusion, OrigineRevision
from seeds import procedure
from tests.conftest import Client
from workflows import publication

pytestmark = pytest.mark.usefixtures("procedure_database")

CONTRACT = (Path(__file__).parents[2] / "docs/examples/arbre.graphql").read_text()
PATH = (
    "query($code: CodeFas!) { offre(code: $code) { __typename formation { code } action { code } session { code } } }"
)
GONE = """query($code: CodeFas!) { offre(code: $code) {
  __typename formation { code } ... on OffreRetiree { code message codeFas etat motif successeur } } }"""


async def take_offline(etat: Diffusion, **why: str) -> None:
    await transaction(lambda: publication.take_offline(procedure.ACTION, etat, **why))


async def test_the_contract_query_gives_the_procedure_s_own_example(client: Client) -> None:
    offre = (await client.data(CONTRACT, code="19482-89393-143842"))["offre"]

    assert offre["action"] == {"numero": 89393}
    assert offre["session"] == {"numero": 143842}
    formation = offre["formation"]
    assert (formation["numero"], formation["code"]) == (19482, "19482")
    assert formation["intitule"] == "Titre professionnel assistant ressources humaines"
    assert formation["objectifGeneral"] == "CERTIFICATION"
    assert formation["certification"] == {
        "codeCertifinfo": "109049",
        "codeRncp": "RNCP35030",
        "intitule": "Titre professionnel assistant ressources humaines",
        "type": {"code": "TP3", "libelle": "Titre professionnel (TP de niveau 3)"},
        "niveau": {"code": "III", "libelle": "Niveau III (Bac + 2)", "niveauEuropeen": 5},
        "certificateurs": ["Ministère du travail, de l'emploi et de l'insertion"],
        "anneeDerniereSession": 2026,
    }
    assert [bloc["code"] for bloc in formation["blocs"]] == ["RNCP35030BC01", "RNCP35030BC02"]
    [action] = formation["actions"]
    assert action["siteDispensateur"] == {
        "numero": 36364,
        "siret": "13000511900032",
        "nom": "CARIFOREF DES PAYS DE LA LOIRE",
        "commune": {"codeInsee": "44109", "nom": "Nantes"},
    }
    [session] = action["sessions"]
    assert (session["dateDebut"], session["dateFin"], session["etat"]) == ("2021-09-01", "2021-12-31", "INACTIF")
    assert session["cycleAlternance"] == {"unite": "SEMAINE", "entreprise": 2, "centre": 1}
    [dispositif] = session["dispositifs"]
    assert dispositif["type"] == {
        "code": "8",
        "libelle": "Apprentissage - contrat d'apprentissage",
        "famille": "APPRENTISSAGE",
    }
    assert dispositif["fraisPedagogiques"] == {"ht": "4500.00", "tauxTva": "0.00", "ttc": "4500.00"}


async def test_the_contract_query_takes_three_statements_at_most(
    client: Client, statements: Callable[[], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schema, "documents", Documents())  # a question that comes again takes fewer: test_direct
    with statements() as sent:
        await client.data(CONTRACT, code="19482-89393-143842")
    assert len(sent) == 3, sent  # the place of the feed, the path, the tree


@pytest.mark.parametrize(
    ("code", "action", "session"),
    [
        ("19482", None, None),
        ("19482-89393", {"code": "19482-89393"}, None),
        ("19482-89393-143842", {"code": "19482-89393"}, {"code": "19482-89393-143842"}),
        (" 19482-89393- 143842", {"code": "19482-89393"}, {"code": "19482-89393-143842"}),
    ],
)
async def test_a_partial_code_gives_the_path_as_far_as_it_goes(
    client: Client, code: str, action: object, session: object
) -> None:
    offre = (await client.data(PATH, code=code))["offre"]
    assert offre == {"__typename": "Offre", "formation": {"code": "19482"}, "action": action, "session": session}


@pytest.mark.parametrize("code", ["1", "1-2-3", "19482-1", "19482-89393-1", "1-89393", "1-89393-143842"])
async def test_an_unknown_code_has_its_own_answer(client: Client, code: str) -> None:
    query = "query($c: CodeFas!) { offre(code: $c) { __typename formation { code } ... on OffreInconnue { code message codeFas } } }"
    assert (await client.data(query, c=code))["offre"] == {
        "__typename": "OffreInconnue",
        "formation": None,
        "code": "NOT_FOUND",
        "message": f"Aucune offre n'a été publiée sous le code {code}. Vérifiez-le, ou cherchez par `formations(filter:)`.",
        "codeFas": code,
    }


@pytest.mark.parametrize("code", ["19482-", "0-0-0", "abc", "9" * 40, "", "-1", "19482--1", "1-2-3-4", "1.5"])
async def test_a_malformed_code_is_refused_with_what_is_expected(client: Client, code: str) -> None:
    kind, message = await client.refusal(PATH, code=code)
    assert kind == "BAD_USER_INPUT"
    assert "19482-89393-143842" in message or "chaque numéro va de 1 à" in message


@pytest.mark.parametrize(
    ("etat", "words"),
    [
        (Diffusion.SUSPENDUE, "est suspendue"),
        (Diffusion.RETIREE, "a été retirée"),
        (Diffusion.ARCHIVEE, "est archivée"),
    ],
)
@pytest.mark.parametrize("code", ["19482", "19482-89393", "19482-89393-143842"])
async def test_what_was_withdrawn_answers_gone_with_its_state_and_successor(
    client: Client, etat: Diffusion, words: str, code: str
) -> None:
    await take_offline(etat, motif="Certification remplacée.", successeur="20000-90000")
    offre = (await client.data(GONE, code=code))["offre"]
    message = offre.pop("message")
    assert offre == {
        "__typename": "OffreRetiree",
        "formation": None,
        "code": "GONE",
        "codeFas": code,
        "etat": etat.value,
        "motif": "Certification remplacée.",
        "successeur": "20000-90000",
    }
    assert message.startswith(f"L'offre {code} {words} depuis le ")
    assert message.endswith(" Voir 20000-90000, qui la remplace.")


async def test_what_was_withdrawn_is_in_no_list_and_answers_gone_by_its_id(client: Client) -> None:
    ids = await client.data("{ actions { nodes { id sessions { id } formation { id } } } }")
    [action] = ids["actions"]["nodes"]
    await take_offline(Diffusion.RETIREE)

    data = await client.data(
        "query($ids: [ID!]!) { formations { totalCount } actions { totalCount } sessions { totalCount }"
        " nodes(ids: $ids) { id ... on OffreRetiree { codeFas } } }",
        ids=[action["formation"]["id"], action["id"], action["sessions"][0]["id"]],
    )
    assert [data[name]["totalCount"] for name in ("formations", "actions", "sessions")] == [0, 0, 0]
    assert data["nodes"] == [
        {"id": action["formation"]["id"], "codeFas": "19482"},
        {"id": action["id"], "codeFas": "19482-89393"},
        {"id": action["sessions"][0]["id"], "codeFas": "19482-89393-143842"},
    ]


async def test_publishing_again_what_was_withdrawn_brings_it_back(client: Client) -> None:
    await take_offline(Diffusion.SUSPENDUE)
    await transaction(lambda: publication.publish([procedure.ACTION], OrigineRevision.DEMONSTRATION))
    offre = (await client.data(PATH, code="19482-89393-143842"))["offre"]
    assert offre["__typename"] == "Offre"
    assert offre["session"] == {"code": "19482-89393-143842"}


async def test_sessions_of_a_tree_can_be_narrowed_by_state(client: Client) -> None:
    query = """{ offre(code: "19482") { formation { actions {
      actives: sessions(etat: ACTIF) { code } inactives: sessions(etat: INACTIF) { code } toutes: sessions { code vie }
      } } } }"""
    [action] = (await client.data(query))["offre"]["formation"]["actions"]
    assert action["actives"] == []
    assert action["inactives"] == [{"code": "19482-89393-143842"}]
    assert action["toutes"] == [{"code": "19482-89393-143842", "vie": "ARCHIVEE"}]


async def test_links_upward_lead_back_without_further_statements_for_the_same_documents(
    client: Client,
    statements: Callable[[], Any],
) -> None:
    query = """{ offre(code: "19482-89393-143842") { session { action { code formation { code
      actions { sessions { action { formation { code } } } } } } } } }"""
    with statements() as sent:
        offre = (await client.data(query))["offre"]
    assert offre["session"]["action"]["formation"] == {
        "code": "19482",
        "actions": [{"sessions": [{"action": {"formation": {"code": "19482"}}}]}],
    }
    assert len(sent) == 3, sent
