"""The compiled read path against graphql-core's own execution: for thousands of operations, the same bytes and the
same errors, also over documents that are not as their types say.
"""

import os
from pathlib import Path
from typing import Any

import orjson
import pytest
from graphql import ExecutionResult, execute, parse, validate
from hypothesis import HealthCheck, Phase, given, note, settings
from hypothesis import strategies as st
from strawberry.execution.is_awaitable import optimized_is_awaitable
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext
from strawberry.utils.await_maybe import await_maybe

from api.context import Context
from api.loaders import Loaders
from api.reading.documents import Shapes
from api.reading.executor import OfferExecutor
from api.reading.pieces import NOTHING, Pieces
from api.schema import schema
from catalogue import clock
from catalogue.models import FormationPubliee, Publication
from tests import bases, factories
from tests.api.reading.operations import CODES, VARIABLES, operations, questions, with_variables

UNLIKE: st.SearchStrategy[Any] = st.sampled_from(
    [None, 5, "x", "", [], {}, True, 1.5, 2**40, ["x", None], [{}], {"id": "x"}]
)


@pytest.fixture
async def base(procedure_database: Path) -> Path:
    """The procedure's example and some offers more."""
    await factories.published(5)
    return procedure_database


def fresh(pieces: Pieces) -> Context:
    """The context of a request."""
    today = clock.today()
    return Context(request=None, today=today, loaders=Loaders(today), pieces=pieces)


async def run(
    executor: Any, text: str, pieces: Pieces = NOTHING, code: str = CODES[0], **more: Any
) -> tuple[bytes, list[Any]]:
    """The data in bytes and the errors, in the order of their places, of one way of executing."""
    document = parse(text)
    context = fresh(pieces)
    if "shapes" in more:
        document = more.pop("document")
    result: ExecutionResult = await await_maybe(
        execute(
            schema._schema,
            document,
            context_value=context,
            variable_values={**VARIABLES, "code": code},
            is_awaitable=optimized_is_awaitable,  # type: ignore[arg-type]
            executor_class=executor,
            **more,
        )
    )
    errors = [error.formatted for error in result.errors or ()]
    return orjson.dumps(result.data), sorted(errors, key=repr)


async def compare(text: str, code: str = CODES[0]) -> bool:
    """Whether both say the same, cold and warm; whether there was an error."""
    document = parse(text)
    assert not validate(schema._schema, document), validate(schema._schema, document)
    expected = await run(StrawberryGraphQLCoreExecutionContext, text, code=code)
    shapes, pieces = Shapes(), Pieces(2**20)
    for _ in range(2):
        assert await run(OfferExecutor, text, pieces, code, shapes=shapes, document=document) == expected
    for shortcut in filter(None, shapes.direct.values()):
        for memory in (NOTHING, pieces):
            told = await shortcut.answer({"code": code}, fresh(memory))
            assert told is None or (orjson.dumps(told), []) == expected
    return bool(expected[1])


def examples(many: int) -> settings:
    """So many in CI on a file, a tenth elsewhere."""
    return settings(
        max_examples=many if os.environ.get("CI") and not bases.POSTGRESQL else many // 10,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
        phases=[Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink],
    )


@pytest.mark.slow
@given(text=operations())
@examples(2500)
async def test_any_operation_is_answered_as_by_the_library(base: Path, text: str) -> None:
    note(text)
    assert not await compare(text)


@pytest.mark.slow
@given(text=questions(), code=st.sampled_from(CODES))
@examples(1000)
async def test_any_question_about_a_code_is_answered_as_by_the_library(base: Path, text: str, code: str) -> None:
    note(text)
    await compare(text, code)


def _places(node: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a document."""
    found = [path] if path else []
    items = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in items:
        found += _places(value, (*path, key))
    return found


def _spoilt(document: Any, path: tuple[Any, ...], value: Any, *, gone: bool) -> Any:
    node = document
    for key in path[:-1]:
        node = node[key]
    if gone and isinstance(node, dict):
        del node[path[-1]]
    else:
        node[path[-1]] = value
    return document


WHOLE = """... on Formation { id numero intitule objectifGeneral individualisation certification { niveau { code } romes { code } }
  formacodes { code } organisme { siret estCfa } actions { id code niveauEntree { code } prerequis { code }
  siteDispensateur { nom latitude commune { codeInsee } }
  sessions { id etat vie dateDebut dateFin typesParcours cycleAlternance { unite centre } entreesSorties rythmes { code }
  siteLieu { adresse } dispositifs { numero nombrePlaces codesExternes prisEnCharge: priseEnCharge type { famille } fraisPedagogiques { ht } } } } }"""

EVERYTHING = with_variables(
    f"{{ formations(first: 20) {{ nodes {{ {WHOLE} }} }} "
    'o: offre(code: "19482-89393-143842") { session { etat @include(if: $vrai) vie @skip(if: $faux) } '
    "action { a: sessions(etat: $actif) { code } b: sessions(etat: $rien) { code } } } }"
)


# Where an error bubbles up past links that load, graphql-core leaves their coroutines alone; both ways do.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.slow
@given(data=st.data())
@examples(1000)
async def test_a_spoilt_document_is_told_as_by_the_library(base: Path, data: st.DataObject) -> None:
    model, column = data.draw(st.sampled_from([(Publication, "document"), (FormationPubliee, "entete")]))
    row: Any = await model.all().order_by("-numero").first()
    before = getattr(row, column)
    document = orjson.loads(before)
    # A header's own number is how its actions are found, by either way from another place: it is the row's, always.
    path = data.draw(st.sampled_from([place for place in _places(document) if place != ("numero",)]))
    spoilt = _spoilt(document, path, data.draw(UNLIKE), gone=data.draw(st.booleans()))
    text = data.draw(st.one_of(operations(), st.just(EVERYTHING)))
    note(f"{path} {text}")
    await model.filter(numero=row.numero).update(**{column: orjson.dumps(spoilt).decode()})
    try:
        await compare(text)
    finally:
        await model.filter(numero=row.numero).update(**{column: before})


@pytest.mark.parametrize("value", [None, 7, "x"])
@pytest.mark.parametrize("below", ["numero", "numero __typename", "numero code", "n: numero"])
async def test_the_number_of_a_spoilt_session_is_told_as_by_the_library(base: Path, below: str, value: Any) -> None:
    row = await Publication.all().order_by("-numero").first()
    assert row is not None
    before, document = row.document, orjson.loads(row.document)
    document["sessions"][0]["numero"] = value
    await Publication.filter(numero=row.numero).update(document=orjson.dumps(document).decode())
    try:
        await compare(with_variables(f"{{ sessions(first: 50) {{ nodes {{ {below} }} }} }}"))
    finally:
        await Publication.filter(numero=row.numero).update(document=before)
