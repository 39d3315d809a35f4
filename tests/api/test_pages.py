"""Connections: pages by key that stay right, sizes and cursors that are refused when they make no sense."""

import base64
from collections.abc import Callable
from typing import Any

import pytest

from catalogue.documents.identity import global_id
from catalogue.transaction import transaction
from tests import factories
from tests.conftest import Client

pytestmark = pytest.mark.usefixtures("database")

PAGE = """query($first: Int, $after: String, $last: Int, $before: String) {
  formations(first: $first, after: $after, last: $last, before: $before) {
    totalCount nodes { numero } edges { cursor node { numero } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }"""
WHOLE = """query($first: Int) { formations(first: $first) { nodes { code intitule organisme { siret }
  actions { code siteDispensateur { nom commune { nom } } sessions { code siteLieu { nom } dispositifs { type { code }
  publics { code } } } } } } }"""


async def page(client: Client, **arguments: Any) -> tuple[list[int], dict[str, Any]]:
    formations = (await client.data(PAGE, **arguments))["formations"]
    numbers = [node["numero"] for node in formations["nodes"]]
    assert numbers == [edge["node"]["numero"] for edge in formations["edges"]]
    return numbers, formations["pageInfo"]


async def test_pages_forward_show_everything_once(client: Client) -> None:
    await factories.published(7)
    seen: list[int] = []
    info: dict[str, Any] = {"endCursor": None, "hasNextPage": True}
    sizes = []
    while info["hasNextPage"]:
        numbers, info = await page(client, first=3, after=info["endCursor"])
        seen += numbers
        sizes.append(len(numbers))
    assert sizes == [3, 3, 1]
    assert seen == [1, 2, 3, 4, 5, 6, 7]


async def test_pages_backward_show_everything_once(client: Client) -> None:
    await factories.published(7)
    seen: list[int] = []
    info: dict[str, Any] = {"startCursor": None, "hasPreviousPage": True}
    while info["hasPreviousPage"]:
        numbers, info = await page(client, last=3, before=info["startCursor"])
        seen = numbers + seen
    assert seen == [1, 2, 3, 4, 5, 6, 7]


async def test_a_cursor_stays_right_while_rows_are_added_before_it(client: Client) -> None:
    await factories.published(4)
    first, info = await page(client, first=2)

    async def unit() -> None:
        for rank in range(3):
            await factories.offer(formation={"intitule": f"Nouvelle {rank}"})

    await transaction(unit)
    rest, _ = await page(client, first=10, after=info["endCursor"])
    assert first + rest == [1, 2, 3, 4, 5, 6, 7]


async def test_the_default_page_has_twenty_and_a_page_of_none_still_counts(client: Client) -> None:
    await factories.published(21)
    numbers, info = await page(client)
    assert (len(numbers), info["hasNextPage"], info["hasPreviousPage"]) == (20, True, False)
    formations = (await client.data("{ formations(first: 0) { totalCount nodes { numero } pageInfo { endCursor } } }"))[
        "formations"
    ]
    assert formations == {"totalCount": 21, "nodes": [], "pageInfo": {"endCursor": None}}


async def test_formations_in_the_order_of_their_titles(client: Client) -> None:
    async def unit() -> None:
        await factories.territory()
        for intitule in ("Soudage", "Cuisine", "Paie", "Cuisine"):
            await factories.offer(formation={"intitule": intitule})

    await transaction(unit)
    query = """query($after: String) { formations(first: 2, after: $after, orderBy: INTITULE) {
      nodes { numero intitule } pageInfo { endCursor hasNextPage } } }"""
    first = (await client.data(query))["formations"]
    second = (await client.data(query, after=first["pageInfo"]["endCursor"]))["formations"]
    assert [(n["intitule"], n["numero"]) for n in first["nodes"] + second["nodes"]] == [
        ("Cuisine", 2),
        ("Cuisine", 4),
        ("Paie", 3),
        ("Soudage", 1),
    ]
    assert second["pageInfo"]["hasNextPage"] is False


def reading(sent: list[str]) -> list[str]:
    """The statements besides the one that asks where the feed is, which a file that nobody wrote to can do without."""
    return [statement for statement in sent if "FROM compteur" not in statement]


async def test_whole_trees_take_two_statements_whatever_the_page(client: Client, statements: Callable[[], Any]) -> None:
    await factories.published(30)
    for first in (1, 5, 30):
        with statements() as sent:
            nodes = (await client.data(WHOLE, first=first))["formations"]["nodes"]
        assert len(nodes) == first
        assert len(nodes[-1]["actions"][0]["sessions"][0]["dispositifs"]) == 1
        assert len(reading(sent)) == 2, sent  # the page, the trees


async def test_a_page_of_numbers_is_not_read(client: Client, statements: Callable[[], Any]) -> None:
    await factories.published(3)
    for kind, name in (("formations", "Formation"), ("actions", "Action")):
        question = f"query($n: Int) {{ {kind}(first: $n) {{ nodes {{ __typename n: numero }} }} }}"
        for first in (2, 3):
            with statements() as sent:
                nodes = (await client.data(question, n=first))[kind]["nodes"]
            assert nodes == [{"__typename": name, "n": numero} for numero in range(1, first + 1)]
            assert len(reading(sent)) == 1, sent


async def test_the_total_takes_one_more_statement(client: Client, statements: Callable[[], Any]) -> None:
    await factories.published(3)
    with statements() as sent:
        await client.data("{ formations { totalCount } }")
    assert len(reading(sent)) == 2, sent
    # The first time the document is new, the third what it shows is in memory, the fourth all of the answer.
    for first, number in ((3, 2), (4, 2), (5, 1), (5, 0)):
        with statements() as sent:
            await client.data("query($n: Int) { formations(first: $n) { nodes { code } } }", n=first)
        assert len(reading(sent)) == number, sent


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            {"first": 2, "last": 2},
            "Donnez `first` ou `last`, pas les deux : l'un lit depuis le début, l'autre depuis la fin.",
        ),
        (
            {"first": -1},
            "`first` vaut -1 : attendu un nombre de 0 à 500. Pour lire plus loin, passez `pageInfo.endCursor` à `after`.",
        ),
        (
            {"last": 501},
            "`last` vaut 501 : attendu un nombre de 0 à 500. Pour lire plus loin, passez `pageInfo.endCursor` à `after`.",
        ),
    ],
)
async def test_senseless_sizes_are_refused(client: Client, arguments: dict[str, int], message: str) -> None:
    assert await client.refusal(PAGE, **arguments) == ("BAD_USER_INPUT", message)


def cursor(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode()


@pytest.mark.parametrize(
    "forged",
    [
        "",
        "é",
        "abc",
        cursor("[]"),
        cursor("{}"),
        cursor("null"),
        cursor('["formations/NUMERO"]'),
        cursor('["formations/NUMERO", "1"]'),
        cursor('["formations/NUMERO", true]'),
        cursor('["formations/NUMERO", 1, 2]'),
        cursor(f'["formations/NUMERO", {10**12}]'),
        cursor('["formations/INTITULE", "a", 1]'),
        cursor('["actions", 1]'),
        global_id("Formation", 1),
    ],
)
async def test_a_cursor_that_this_list_did_not_give_is_refused(client: Client, forged: str) -> None:
    code, message = await client.refusal(PAGE, after=forged)
    assert code == "BAD_USER_INPUT"
    assert message == (
        f"« {forged[:40]} » n'est pas un curseur de cette liste dans cet ordre : reprenez tel quel celui que rend "
        "`pageInfo.endCursor` ou `pageInfo.startCursor`, avec le même `orderBy`."
    )
