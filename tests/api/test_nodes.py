"""`node` and `nodes`: anything by its global id."""

import base64

import pytest

from tests.conftest import Client

pytestmark = pytest.mark.usefixtures("procedure_database")

NODE = "query($id: ID!) { node(id: $id) { id __typename } }"
NODES = "query($ids: [ID!]!) { nodes(ids: $ids) { id __typename } }"


def global_id(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


async def test_every_kind_of_node_is_found_again_by_the_id_it_shows(client: Client) -> None:
    data = await client.data(
        """{ offre(code: "19482-89393-143842") {
          formation { id organisme { id } certification { id } }
          action { id siteDispensateur { id } } session { id dispositifs { id } } } }"""
    )
    formation, action, session = (data["offre"][name] for name in ("formation", "action", "session"))
    shown = {
        "Formation": formation["id"],
        "Organisme": formation["organisme"]["id"],
        "Certification": formation["certification"]["id"],
        "Action": action["id"],
        "Site": action["siteDispensateur"]["id"],
        "Session": session["id"],
        "Dispositif": session["dispositifs"][0]["id"],
    }
    found = (await client.data(NODES, ids=list(shown.values())))["nodes"]
    assert found == [{"id": value, "__typename": name} for name, value in shown.items()]


async def test_an_id_of_nothing_answers_null(client: Client) -> None:
    for text in ("Formation:7", "Action:7", "Session:7", "Dispositif:7", "Organisme:7", "Site:7", "Certification:7"):
        assert (await client.data(NODE, id=global_id(text))) == {"node": None}


@pytest.mark.parametrize("text", ["abc", "", "====", "Zm9v", global_id("Formation:"), global_id(":1")])
async def test_what_is_no_global_id_is_refused(client: Client, text: str) -> None:
    assert await client.refusal(NODE, id=text) == (
        "BAD_USER_INPUT",
        f"« {text} » n'est pas un identifiant global : reprenez tel quel le champ `id` rendu par une réponse.",
    )


@pytest.mark.parametrize("text", ["Utilisateur:1", "Formation:abc", "Formation:-1", f"Session:{10**30}", "Offre:1"])
async def test_a_global_id_of_another_type_is_refused(client: Client, text: str) -> None:
    code, message = await client.refusal(NODE, id=global_id(text))
    assert code == "BAD_USER_INPUT"
    assert message.endswith(
        "n'identifie rien que l'on puisse demander ici. Types possibles : "
        "Formation, Action, Session, Dispositif, Organisme, Site, Certification."
    )


async def test_more_than_a_hundred_ids_at_once_are_refused(client: Client) -> None:
    assert await client.refusal(NODES, ids=[global_id("Formation:1")] * 101) == (
        "BAD_USER_INPUT",
        "`ids` compte 101 identifiants : 100 au plus par demande.",
    )
