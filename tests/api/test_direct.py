"""A question about one code that comes again is answered without graphql-core, in the same bytes; whatever is out of the
ordinary is told as before.
"""

from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest

from api.reading.documents import Documents
from api.schema import schema
from catalogue.transaction import transaction
from catalogue.vocabulary import Diffusion
from seeds import procedure
from tests import factories
from tests.api.test_offre import CONTRACT
from tests.api.test_public_caching import serving, withdraw
from tests.conftest import Client
from workflows import publication

CODE = "19482-89393-143842"
Statements = Callable[[], Any]

pytestmark = pytest.mark.usefixtures("procedure_database")


@pytest.fixture
async def cold(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Client]:
    """A service that keeps nothing of an answer, and knows no document yet."""
    monkeypatch.setattr(schema, "documents", Documents())
    async with serving(cache_mb=0) as client:
        yield client


async def asked_again(client: Client, statements: Statements, query: str, **variables: Any) -> list[int]:
    """How many statements a question takes: when it is read, when it is compiled, and then; the bytes stay the same."""
    counts, answers = [], set()
    for _ in range(4):
        with statements() as sent:
            answer = await client.http.post("/graphql", json={"query": query, "variables": variables})
        counts.append(len(sent))
        answers.add(answer.content)
    assert len(answers) == 1
    assert b'"errors"' not in answers.pop()
    return counts


DIRECT = [
    CONTRACT,
    "query($c: CodeFas!) { la: offre(code: $c) { __typename f: formation { id actions { id } } } }",
    "query($c: CodeFas!) { offre(code: $c) { ... on Offre { formation { ...F } } ...Deux } } "
    "fragment F on Formation { intitule actions { sessions { etat } } } "
    "fragment Deux on ResultatOffre { session { numero } }",
    "query($c: CodeFas!) { offre(code: $c) { ... @include(if: true) { formation { actions { id } } } } }",
    "query($c: CodeFas!) { offre(code: $c) { ... on Offre @include(if: false) { action { id } } } }",
]


@pytest.mark.parametrize("query", DIRECT)
async def test_one_code_takes_one_statement(cold: Client, statements: Statements, query: str) -> None:
    name = "code" if "$code" in query else "c"
    assert (await asked_again(cold, statements, query, **{name: CODE}))[-1] == 1


NOT_DIRECT = [
    # Whole trees are not asked for: the code is looked up first.
    "query($c: CodeFas!) { offre(code: $c) { action { id } } }",
    "query($c: CodeFas!) { a: offre(code: $c) { formation { id } } b: offre(code: $c) { action { id } } }",
    'query($c: CodeFas = "19482") { offre(code: $c) { formation { id actions { id } } } }',
    "query($c: CodeFas!, $f: Boolean = false) { offre(code: $c) { formation { id @include(if: $f) actions { id } } } }",
]


@pytest.mark.parametrize("query", NOT_DIRECT)
async def test_other_questions_are_answered_as_before(cold: Client, statements: Statements, query: str) -> None:
    assert (await asked_again(cold, statements, query, c=CODE))[-1] > 1


async def test_what_is_not_there_is_told_in_words(cold: Client) -> None:
    await cold.data(CONTRACT, code=CODE)
    unknown = "query($code: CodeFas!) { offre(code: $code) { __typename formation { id actions { id } } } }"
    assert (await cold.data(unknown, code="19482"))["offre"]["__typename"] == "Offre"
    for code in ("7", "19482-7", "19482-89393-7", "19482-7-143842"):
        assert await cold.data(unknown, code=code) == {"offre": {"__typename": "OffreInconnue", "formation": None}}
    for variables, word in (({"code": "dix"}, "dix"), ({"code": 5}, "texte"), ({"code": None}, "null"), ({}, "code")):
        refused = await cold.answer(unknown, **variables)
        assert "data" not in refused
        [error] = refused["errors"]
        assert error["extensions"]["code"] == "BAD_USER_INPUT"
        assert word in error["message"]
    await withdraw()
    told = await cold.data(unknown, code=CODE)
    assert told == {"offre": {"__typename": "OffreRetiree", "formation": None}}


@pytest.mark.parametrize("field", ["numero", "numero nom: __typename", "n: numero", "id"])
async def test_a_number_is_told_only_of_what_is_online(cold: Client, statements: Statements, field: str) -> None:
    below = f"formation {{ id actions {{ id }} }} action {{ {field} }} session {{ {field} }}"
    question = f"query($c: CodeFas!) {{ offre(code: $c) {{ {below} }} }}"
    assert (await asked_again(cold, statements, question, c=CODE))[-1] == 1
    for code in ("19482-7", "19482-89393-7", "19482-7-143842", "19482-89393-14384", "19482-89393-89393"):
        assert await cold.data(question, c=code) == {"offre": {"formation": None, "action": None, "session": None}}
    found = (await cold.data(question, c="19482-89393"))["offre"]
    assert found["session"] is None
    assert (
        found["action"]
        == {
            "numero": {"numero": 89393},
            "numero nom: __typename": {"numero": 89393, "nom": "Action"},
            "n: numero": {"n": 89393},
            "id": {"id": "QWN0aW9uOjg5Mzkz"},
        }[field]
    )


async def test_what_is_published_meanwhile_is_told_at_once(client: Client) -> None:
    question = "query($code: CodeFas!) { offre(code: $code) { formation { actions { numero } } } }"
    for _ in range(3):
        assert await client.data(question, code="19482") == {
            "offre": {"formation": {"actions": [{"numero": procedure.ACTION}]}}
        }
    await transaction(lambda: publication.take_offline(procedure.ACTION, Diffusion.RETIREE))
    assert await client.data(question, code="19482") == {"offre": {"formation": None}}
    await transaction(factories.offer)
    assert await client.data(question, code="19482") == {"offre": {"formation": None}}
