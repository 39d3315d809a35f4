"""How large a document may be: each limit exactly, by whatever way one would go around it."""

import pytest
from graphql import OperationDefinitionNode, get_variable_values, parse

from api.answers import told
from api.limits import MAX_ALIASES, MAX_COST, MAX_DEPTH, MAX_DIRECTIVES
from api.schema import schema
from api.sizes import MAX_TOKENS
from tests.conftest import Client

pytestmark = pytest.mark.usefixtures("database")


async def refused(client: Client, query: str, **variables: object) -> str:
    """Why a document is too large."""
    code, message = await client.refusal(query, **variables)
    assert code == "LIMIT_EXCEEDED"
    return message


async def test_tokens(client: Client) -> None:
    def tokens(number: int) -> str:
        return "{ __typename @include(if: true) " + "a " * (number - 9) + "}"

    code, _ = await client.refusal(tokens(MAX_TOKENS))
    assert code != "GRAPHQL_PARSE_FAILED"
    assert await refused(client, tokens(MAX_TOKENS + 1)) == (
        f"Le document a plus de {MAX_TOKENS} mots et signes : découpez-le, ou mettez les valeurs dans `variables`."
    )


def deep(levels: int) -> str:
    """A selection of so many levels."""
    inner = "__typename"
    for level in range(levels - 1, 0, -1):
        inner = ("actions" if level % 2 else "formation") + f" {{ {inner} }}"
    return f"{{ formations(first: 0) {{ nodes {{ {inner} }} }} }}"


async def test_fields_repeated_without_end(client: Client) -> None:
    assert await refused(client, "{ " + "__typename " * 1500 + "}") == (
        "Le document répète trop souvent les mêmes champs : retirez les répétitions."
    )


async def test_depth(client: Client) -> None:
    assert "errors" not in await client.answer(deep(MAX_DEPTH - 2))
    assert await refused(client, deep(MAX_DEPTH - 1)) == (
        f"La demande compte {MAX_DEPTH + 1} niveaux d'imbrication ; la limite est de {MAX_DEPTH} : "
        "demandez moins de niveaux à la fois."
    )


async def test_depth_that_the_engine_itself_does_not_follow(client: Client) -> None:
    too_deep = "Le document est imbriqué trop profondément : demandez moins de niveaux à la fois."
    assert await refused(client, "{ a" * 300 + " }" * 300) == too_deep
    assert await refused(client, "{ formations(first: " + "[" * 300 + "]" * 300 + ") { totalCount } }") == too_deep
    assert await refused(client, "{ __schema { types { " + "fields { type { " * 4 + "name" + " } }" * 4 + " } } }") == (
        "La demande d'introspection est imbriquée trop profondément : demandez moins de niveaux à la fois."
    )


def test_a_value_that_the_engine_does_not_follow() -> None:
    value: object = "A"
    for _ in range(10_000):
        value = [value]
    [operation] = parse("query($id: ID!) { node(id: $id) { __typename } }").definitions
    assert isinstance(operation, OperationDefinitionNode)
    errors = get_variable_values(schema._schema, operation.variable_definitions or (), {"id": value})
    assert isinstance(errors, list)
    [shown] = [told(error, "") for error in errors]
    assert (shown["extensions"]["code"], shown["message"]) == (
        "LIMIT_EXCEEDED",
        "Une valeur de `variables` est imbriquée trop profondément : donnez-la comme le schéma l'attend.",
    )


async def test_depth_through_fragments(client: Client) -> None:
    query = "{ formations(first: 0) { nodes { ...A } } } " + " ".join(
        f"fragment {'ABCDEFGH'[rank]} on Formation {{ actions {{ formation {{ "
        + (f"...{'ABCDEFGH'[rank + 1]}" if rank < 5 else "__typename")
        + " } } }"
        for rank in range(6)
    )
    assert "15 niveaux" in await refused(client, query)


async def test_aliases(client: Client) -> None:
    def aliased(number: int) -> str:
        return "{ " + " ".join(f"a{rank}: __typename" for rank in range(number)) + " }"

    assert "errors" not in await client.answer(aliased(MAX_ALIASES))
    assert f"{MAX_ALIASES + 1} alias" in await refused(client, aliased(MAX_ALIASES + 1))


async def test_aliases_through_a_fragment_that_is_spread_again_and_again(client: Client) -> None:
    fragment = "fragment F on Query { a: __typename b: __typename }"
    assert "40 alias" in await refused(client, "{ " + "...F " * 20 + "} " + fragment)


async def test_directives(client: Client) -> None:
    def directed(number: int) -> str:
        return "{ " + "__typename @include(if: true) " * number + "}"

    assert "errors" not in await client.answer(directed(MAX_DIRECTIVES))
    assert f"{MAX_DIRECTIVES + 1} directives" in await refused(client, directed(MAX_DIRECTIVES + 1))


TREE = "nodes { actions { sessions { dispositifs { numero } } } }"


@pytest.mark.parametrize(
    ("query", "variables"),
    [
        (f"{{ formations(first: 500) {{ {TREE} }} }}", {}),
        (f"query($n: Int) {{ formations(first: $n) {{ {TREE} }} }}", {"n": 500}),
        (f"query($n: Int = 500) {{ formations(first: $n) {{ {TREE} }} }}", {}),
        (f"query($n: Int = 500) {{ formations(last: $n) {{ {TREE} }} }}", {}),
    ],
)
async def test_a_page_of_whole_trees_is_within_the_cost_and_many_are_not(
    client: Client, query: str, variables: dict[str, int]
) -> None:
    assert "errors" not in await client.answer(query, **variables)
    body = query[query.index("formations") : query.rindex("}")]
    many = query[: query.index("formations")] + " ".join(f"a{rank}: {body}" for rank in range(29)) + " }"
    assert f"la limite est de {MAX_COST} : baissez `first`" in await refused(client, many, **variables)


async def test_a_default_of_a_variable_counts_only_where_the_variable_is_not_given(client: Client) -> None:
    selection = " ".join(f"a{rank}: formations(first: $n) {{ {TREE} }}" for rank in range(29))
    query = f"query($n: Int = 500) {{ {selection} }}"
    assert "errors" not in await client.answer(query, n=1)
    await refused(client, query)


async def test_only_the_operation_that_runs_is_measured(client: Client) -> None:
    selection = " ".join(f"a{rank}: formations(first: 500) {{ {TREE} }}" for rank in range(29))
    query = f"query Petite {{ __typename }} query Grande {{ {selection} }}"
    response = await client.http.post("/graphql", json={"query": query, "operationName": "Petite"})
    assert response.json() == {"data": {"__typename": "Query"}}
    response = await client.http.post("/graphql", json={"query": query, "operationName": "Grande"})
    assert response.json()["errors"][0]["extensions"]["code"] == "LIMIT_EXCEEDED"


async def test_introspection_is_open(client: Client) -> None:
    from graphql import get_introspection_query

    assert "errors" not in await client.answer(get_introspection_query())
