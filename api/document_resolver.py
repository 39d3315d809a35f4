"""How a field is read: out of a document by its GraphQL name, out of anything else by its Python name."""

from functools import lru_cache
from typing import Any

from catalogue.documents.nodes import value_of


@lru_cache(maxsize=1024)
def _graphql_name(python_name: str) -> str:
    first, *rest = python_name.split("_")
    return first + "".join(word.capitalize() for word in rest)


def read_field(source: Any, python_name: str) -> Any:
    """The value of a field; a document without the field is a mistake of ours and raises KeyError."""
    if isinstance(source, dict):
        return value_of(source, _graphql_name(python_name))
    return getattr(source, python_name)
