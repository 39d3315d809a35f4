"""Which answers depend on nothing but what is online: told from the document, on the side of care."""

from collections import deque
from typing import Any

import pytest
from graphql import OperationDefinitionNode, get_named_type, is_abstract_type, parse

from api.feed import COMPUTED, Depends, depends_on
from api.queries.offre import OffreQueries
from api.schema import schema
from tests.api.test_offre import CONTRACT

BEYOND = {
    ("Organisme", "fiche"),
    ("Organisme", "sites"),
    ("Organisme", "contacts"),
    ("Site", "portesOuvertes"),
    ("Certification", "blocs"),
    ("Certification", "predecesseurs"),
    ("Certification", "successeurs"),
}
"""What is read from the directory and Certifinfo as they are today."""


def depends(text: str) -> Depends:
    document = parse(text)
    operation = next(node for node in document.definitions if isinstance(node, OperationDefinitionNode))
    return depends_on(schema._schema, document, operation)


@pytest.mark.parametrize(
    "text",
    [
        CONTRACT,
        "{ __typename formations { totalCount } vocabulaires { name } }",
        "{ sessions(filter: {etat: ACTIF}) { totalCount edges { cursor node { etat vie action { formation { code } } } } } }",
        "{ actions { nodes { ...A } } } fragment A on Action { dossier sessions(etat: ACTIF) { completude { complet } } }",
        '{ offre(code: "1") { __typename ... on OffreRetiree { motif } ... on Error { message } formation { id } } }',
    ],
)
def test_what_is_online_depends_on_the_feed_alone(text: str) -> None:
    assert depends(text) is Depends.FEED


@pytest.mark.parametrize(
    "text",
    ["{ __typename }", "{ __schema { types { name fields { name } } } }", "{ vocabulaires { name termes { code } } }"],
)
def test_what_is_in_no_base_depends_on_nothing(text: str) -> None:
    assert depends(text) is Depends.NOTHING


@pytest.mark.parametrize(
    "text",
    [
        "mutation { markRead { __typename } }",
        "subscription { queueChanged { id } }",
        "{ me { email } }",
        "{ organismes { nodes { nom } } }",
        "{ typesDispositif { code } }",
        '{ node(id: "x") { id } }',
        '{ formations { nodes { code } } workspace(siret: "13000511900032") { formations { nodes { code } } } }',
        "{ formations { nodes { organisme { fiche { raisonSociale } } } } }",
        "{ formations { nodes { organisme { ...O } } } } fragment O on Organisme { sites { nom } }",
        "query($no: Boolean!) { formations { nodes { certification { blocs @include(if: $no) { code } } } } }",
        "{ formations { nodes { code } } } fragment Unused on Site { portesOuvertes { debut } }",
    ],
)
def test_everything_else_does_not(text: str) -> None:
    assert depends(text) is Depends.MORE


def test_every_computed_field_below_the_offer_was_decided_about() -> None:
    """A new resolver fails this test until it is put on one side: does it read anything that moves without the feed?"""
    kinds: dict[str, Any] = {}
    waiting: deque[Any] = deque(
        get_named_type(schema._schema.query_type.fields[name].type)  # type: ignore[union-attr]
        for name in ("offre", "formations", "actions", "sessions", "vocabulaire", "vocabulaires")
    )
    computed = set()
    while waiting:
        kind: Any = waiting.popleft()
        if kind.name in kinds:
            continue
        kinds[kind.name] = kind
        if is_abstract_type(kind):
            waiting.extend(schema._schema.get_possible_types(kind))
        for name, field in getattr(kind, "fields", {}).items():
            definition = field.extensions.get("strawberry-definition") if hasattr(field, "args") else None
            if definition is not None and definition.base_resolver is not None:
                computed.add((kind.name, name))
            waiting.append(get_named_type(field.type))
    assert computed == BEYOND | {pair for pair in COMPUTED if pair[0] != "Query"}


def test_every_public_reading_of_the_offer_is_among_them() -> None:
    names = {field.name for field in OffreQueries.__strawberry_definition__.fields}  # type: ignore[attr-defined]
    assert names <= {name for kind, name in COMPUTED if kind == "Query"}
