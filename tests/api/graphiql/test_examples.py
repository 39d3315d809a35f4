"""The tabs are whole, named in French and asked with variables that fit."""

import pytest
from graphql import OperationDefinitionNode, parse, validate
from graphql.execution.values import get_variable_values

from api.graphiql.examples import Example, read_examples
from api.schema import schema


def test_the_tabs_are_named_in_this_order() -> None:
    assert [example.name for example in read_examples()] == [
        "Arbre",
        "FormationsFiltrees",
        "RechercheCertifications",
        "Vocabulaire",
    ]


def test_the_tree_is_asked_for_the_procedure_s_own_example() -> None:
    assert read_examples()[0].variables == {"code": "19482-89393-143842"}


@pytest.mark.parametrize("example", read_examples(), ids=lambda example: example.name)
def test_an_example_says_what_it_is_and_fits_the_schema(example: Example) -> None:
    assert example.description.endswith((".", "…"))
    assert example.query.startswith(f"# {example.description[:30]}")
    document = parse(example.query)
    assert validate(schema._schema, document) == []
    (operation,) = document.definitions
    assert isinstance(operation, OperationDefinitionNode)
    definitions = operation.variable_definitions or ()
    values = get_variable_values(schema._schema, definitions, example.variables)
    assert not isinstance(values, list), values
    assert set(example.variables) == {each.variable.name.value for each in definitions}
