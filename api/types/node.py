"""What every node of the graph has: a global id that tells its type."""

import base64
import binascii
from typing import Any

import strawberry

from api.errors import InvalidArgument


@strawberry.interface(description="Un objet que l'on retrouve par son identifiant global (`node`, `nodes`).")
class Node:
    """The Relay node. Offers are dicts, so a type is told by the id and not by a Python class."""

    id: strawberry.ID = strawberry.field(description="Identifiant global, opaque et stable d'une année à l'autre.")

    @classmethod
    def is_type_of(cls, obj: Any, info: Any) -> bool:
        """Documents are checked when they are made, not each time they are shown."""
        return True

    @classmethod
    def resolve_type(cls, obj: Any, info: Any, abstract_type: Any = None) -> str:
        """The type's name, out of the id; an answer about something withdrawn keeps the id that was asked for."""
        if isinstance(obj, dict):
            return parse_global_id(obj["id"])[0]
        return type(obj).__name__


def parse_global_id(value: str) -> tuple[str, str]:
    """Type name and key of a global id.

    Raises:
        InvalidArgument: the text was not made by this service.
    """
    try:
        name, separator, key = base64.b64decode(value, validate=True).decode("ascii").partition(":")
    except (binascii.Error, ValueError):
        separator = name = key = ""
    if not (separator and name and key):
        raise InvalidArgument(
            f"« {value[:40]} » n'est pas un identifiant global : reprenez tel quel le champ `id` rendu par une réponse."
        )
    return name, key
