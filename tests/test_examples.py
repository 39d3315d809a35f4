"""Every operation that is shown to people runs."""

from pathlib import Path

import pytest

from api.graphiql.examples import read_examples
from tests.conftest import Client

EXAMPLES = sorted((Path(__file__).parents[1] / "docs/examples").glob("*.graphql"))


@pytest.mark.usefixtures("procedure_database")
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
async def test_the_examples_of_the_documentation_run(client: Client, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# "), "un exemple commence par dire ce qu'il montre"
    variables = {"code": "19482-89393-143842"} if "$code" in text else {}
    data = await client.data(text, **variables)
    assert all(value is not None for value in data.values())


@pytest.mark.usefixtures("procedure_database")
async def test_the_tabs_of_graphiql_run(client: Client) -> None:
    examples = read_examples()
    assert len(examples) >= 4
    for example in examples:
        data = await client.data(example.query, **example.variables)
        assert all(value is not None for value in data.values()), example
