"""Every operation that is shown to people runs."""

import re
from pathlib import Path

import pytest

from api.graphiql.examples import read_examples
from seeds import accounts
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


async def test_the_operations_of_the_readme_run_one_after_the_other_with_the_cookie_of_the_first(
    procedure_database: Path, client: Client
) -> None:
    await accounts.seed_accounts()
    text = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    operations = re.findall(r"```graphql\n(.*?)```", text, re.DOTALL)
    assert len(operations) == 5
    client.http.headers["Origin"] = "http://sofi.test"
    for operation in operations:
        [answer] = (await client.data(operation)).values()
        assert answer.get("__typename", "Success").endswith("Success"), answer
    assert answer["action"]["completude"]["complet"] is False
