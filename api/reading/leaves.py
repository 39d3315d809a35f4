"""Which values of JSON a leaf type hands through as they are, as the type by which msgspec reads them; any other goes
the normal way, which says what is wrong with it.
"""

from typing import Annotated, Any, Literal

import msgspec
from graphql import GraphQLEnumType, GraphQLScalarType

from api.reading.shapes import Shape

_TEXT = ("ID", "String", "Date", "DateTime", "Decimal", "Siret", "CodeFas", "CodeInsee")
_INT = Annotated[int, msgspec.Meta(ge=-(2**31), lt=2**31)]
_TYPES: dict[str, Any] = {**dict.fromkeys(_TEXT, str), "Int": _INT, "Float": float, "Boolean": bool}


def leaf_of(graphql_type: Any) -> Shape | None:
    """How the values of a leaf type are read; None for a type that is completed the normal way."""
    if isinstance(graphql_type, GraphQLEnumType):
        values = {name: getattr(value.value, "value", value.value) for name, value in graphql_type.values.items()}
        # One whose values are not its names would have to be translated; the offer has none.
        if all(name == value for name, value in values.items()):
            return Shape(Literal[tuple(values)])
    if isinstance(graphql_type, GraphQLScalarType) and graphql_type.name in _TYPES:
        return Shape(_TYPES[graphql_type.name])
    return None
