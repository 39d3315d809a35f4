"""No text makes a mutation fail: each text of each input in turn is too long for any column, or full of what deceives.

The answer may be a refusal or a success, as long as it is one that was foreseen.
"""

import copy
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from graphql import GraphQLInputObjectType, GraphQLList, GraphQLNonNull, GraphQLScalarType

from catalogue.transaction import transaction
from catalogue.vocabulary import Role
from tests import factories
from tests.api.role_lines import LINES
from tests.api.test_role_matrix import MUTATIONS, document
from tests.conftest import Client

LONG = "x" * 5000
ODD = "\u202e🙂\u200f<b>\u0007' OR 1=1; --"
PEOPLE = ((Role.GESTIONNAIRE_OF, 1), (Role.RESPONSABLE_OFFRE, None), (Role.ADMINISTRATEUR, None))


def texts(kind: Any, path: tuple[str | int, ...] = (), seen: tuple[str, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The path of every text below an argument; a list is given one element."""
    if isinstance(kind, GraphQLNonNull):
        yield from texts(kind.of_type, path, seen)
    elif isinstance(kind, GraphQLList):
        yield from texts(kind.of_type, (*path, 0), seen)
    elif isinstance(kind, GraphQLInputObjectType) and kind.name not in seen:
        for name, field in kind.fields.items():
            yield from texts(field.type, (*path, name), (*seen, kind.name))
    elif isinstance(kind, GraphQLScalarType) and kind.name in ("String", "ID"):
        yield path


def put(values: Any, path: tuple[str | int, ...], text: str) -> None:
    """Set a text, making the parts on the way that are not there."""
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        if not values:
            values.append({} if rest else text)
        if not rest:
            values[0] = text
            return
    elif not rest:
        values[step] = text
        return
    elif values.get(step) is None:
        values[step] = [] if isinstance(rest[0], int) else {}
    put(values[step], rest, text)


@pytest.mark.parametrize(
    "mutation", [name for name in LINES if any(texts(arg.type) for arg in MUTATIONS[name].args.values())]
)
async def test_no_text_makes_a_mutation_fail(procedure_database: Path, client: Client, mutation: str) -> None:
    line, failed = LINES[mutation], []
    role, organisme = next(one for one in PEOPLE if one[0] in line.roles)
    signed = client.signed(await transaction(lambda: factories.token(role, organisme)))
    for name, argument in MUTATIONS[mutation].args.items():
        for path, text in product(texts(argument.type, (name,)), (LONG, ODD, "")):
            given = copy.deepcopy(line.given)
            if isinstance(given.get("input"), dict):
                given["input"].pop("clientMutationId", None)  # the empty key of the line would be refused first
            put(given, path, text)
            body = await signed.answer(document(mutation), **given)
            if any(error["extensions"]["code"] == "INTERNAL" for error in body.get("errors", ())):
                failed.append((".".join(map(str, path)), text[:5]))
    assert failed == []
