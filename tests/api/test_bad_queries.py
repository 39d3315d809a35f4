"""Whatever a caller asks wrongly: an error that says what to do, a service that goes on, no fault in the log."""

import base64
import logging

import pytest

from tests.conftest import Client

OFFRE = "query($c: CodeFas!) { offre(code: $c) { __typename } }"
PAGE = "query($f: Int, $l: Int, $a: String) { formations(first: $f, last: $l, after: $a) { totalCount } }"

pytestmark = pytest.mark.usefixtures("procedure_database")


@pytest.fixture(autouse=True)
def no_fault(caplog: pytest.LogCaptureFixture) -> object:
    """Nothing of this file is logged as unexpected."""
    caplog.set_level(logging.WARNING)
    yield
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []


@pytest.mark.parametrize(
    ("query", "code", "message"),
    [
        ("{", "GRAPHQL_PARSE_FAILED", "Syntax Error: Expected Name, found <EOF>."),
        ("}{", "GRAPHQL_PARSE_FAILED", "Syntax Error: Unexpected '}'."),
        ('{ offre(code: "1) { x } }', "GRAPHQL_PARSE_FAILED", "Syntax Error: Unterminated string."),
        ("{ formation }", "GRAPHQL_VALIDATION_FAILED", "Cannot query field 'formation' on type 'Query'."),
        ("{ formations { inconnu } }", "GRAPHQL_VALIDATION_FAILED", "Cannot query field 'inconnu'"),
        ("{ formations(rang: 1) { totalCount } }", "GRAPHQL_VALIDATION_FAILED", "Unknown argument 'rang'"),
        ("{ ...F } fragment F on Query { ...F }", "GRAPHQL_VALIDATION_FAILED", "Cannot spread fragment 'F' within"),
        ("query($x: Absent) { __typename }", "GRAPHQL_VALIDATION_FAILED", "Variable '$x' is never used."),
        ("{ offre { __typename } }", "GRAPHQL_VALIDATION_FAILED", "Argument 'Query.offre(code:)' of type 'CodeFas!'"),
    ],
)
async def test_a_document_that_is_not_of_this_schema(client: Client, query: str, code: str, message: str) -> None:
    body = await client.answer(query)
    assert "data" not in body
    error = body["errors"][0]
    assert error["extensions"]["code"] == code
    assert error["message"].startswith(message)
    assert error["extensions"]["aide"].endswith(".")
    assert "Did you mean" not in error["message"]


@pytest.mark.parametrize(
    "code",
    [
        "19482-",
        "-19482",
        "0-0-0",
        "0",
        "abc",
        "",
        "19482-89393-143842-1",
        "9" * 40,
        "１９４８２",
        "19482 89393",
        "1e5",
        "+1",
    ],
)
@pytest.mark.parametrize("inline", [False, True])
async def test_a_code_that_is_none_says_what_one_looks_like(client: Client, code: str, inline: bool) -> None:
    if inline:
        refused = await client.refusal(f'{{ offre(code: "{code}") {{ __typename }} }}')
    else:
        refused = await client.refusal(OFFRE, c=code)
    assert refused[0] == "BAD_USER_INPUT"
    assert "19482-89393-143842" in refused[1]
    assert len(refused[1]) < 400


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({"f": -1}, "`first` vaut -1 : attendu un nombre de 0 à 500."),
        ({"f": 501}, "`first` vaut 501 : attendu un nombre de 0 à 500."),
        ({"l": 2147483647}, "`last` vaut 2147483647 : attendu un nombre de 0 à 500."),
        ({"f": 1, "l": 1}, "Donnez `first` ou `last`, pas les deux"),
        ({"a": "forgé"}, "« forgé » n'est pas un curseur de cette liste dans cet ordre"),
        ({"a": "WyJhdXRyZSIsMV0="}, "« WyJhdXRyZSIsMV0= » n'est pas un curseur"),
        ({"a": "bnVsbA=="}, "« bnVsbA== » n'est pas un curseur"),
        ({"a": "x" * 5000}, "n'est pas un curseur"),
    ],
)
async def test_a_page_that_cannot_be_had(client: Client, variables: dict[str, object], expected: str) -> None:
    code, message = await client.refusal(PAGE, **variables)
    assert code == "BAD_USER_INPUT"
    assert expected in message and len(message) < 400


@pytest.mark.parametrize("value", [2**31, 1e400, "dix", 1.5, True, []])
async def test_a_variable_of_the_wrong_type(client: Client, value: object) -> None:
    if value == 1e400:
        value = 10**300
    code, message = await client.refusal(PAGE, f=value)
    assert code == "BAD_USER_INPUT"
    assert message.startswith("Variable '$f' ")


@pytest.mark.parametrize("identity", ["", "x", "Rm9ybWF0aW9uOi0x", "Rm9ybWF0aW9uOmFiYw==", "QXV0cmU6MQ==", "😀"])
async def test_an_id_that_names_nothing(client: Client, identity: str) -> None:
    body = await client.answer("query($i: ID!) { node(id: $i) { __typename } }", i=identity)
    assert body.get("data") in (None, {"node": None})
    if "errors" in body:
        assert body["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"
        assert len(body["errors"][0]["message"]) < 400


async def test_many_errors_are_told_five_at_a_time(client: Client) -> None:
    body = await client.answer("{ " + " ".join(f"x{number}" for number in range(50)) + " }")
    assert len(body["errors"]) == 5


async def test_the_service_goes_on(client: Client) -> None:
    for query in ("{", "{ absent }", "{ formations(first: -1) { totalCount } }"):
        assert "errors" in await client.answer(query)
    assert (await client.data(OFFRE, c="19482-89393-143842")) == {"offre": {"__typename": "Offre"}}


@pytest.mark.parametrize("code", ["x" * 5000, "", "🙂", "\u202e109049", "'; DROP TABLE formation; --"])
async def test_a_code_that_no_column_could_hold_is_nobodys(client: Client, code: str) -> None:
    node = base64.b64encode(f"Certification:{code}".encode()).decode()
    query = "query($c: String!) { certification(code: $c) { intitule } }"
    assert await client.data(query, c=code) == {"certification": None}
    body = await client.answer("query($i: ID!) { node(id: $i) { id } }", i=node)
    assert body["data"] == {"node": None}
