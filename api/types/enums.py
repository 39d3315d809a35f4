"""The closed lists given to GraphQL as enums, each value with its French label.

The catalogue's enums stay plain Python; importing this module registers them, so every type module does.
"""

import strawberry

from catalogue.vocabulary import ENUMS, Valeur


def _register(enum: type[Valeur]) -> None:
    strawberry.enum(enum, description=enum.description)
    for value, member in zip(enum.__strawberry_definition__.values, enum, strict=True):  # type: ignore[attr-defined]
        value.description = member.libelle


for _enum in ENUMS:
    _register(_enum)
