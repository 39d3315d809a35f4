"""How long a text may be that rows are searched with."""

import dataclasses
from collections.abc import Mapping
from typing import Any

from tortoise.models import Model

from catalogue.rules.invalid import ValeurInvalide

# Characters of a search text or of a code that no single column holds: each word costs a look-up in the index.
SEARCH_LENGTH = 200


def check_lengths(criteria: Any, model: type[Model], columns: Mapping[str, str] | None = None) -> None:
    """Refuse a text that is longer than the column of the same name, or of the one that `columns` names for it.

    Raises:
        ValeurInvalide: names the criterion and its limit.
    """
    for criterion in dataclasses.fields(criteria):
        value = getattr(criteria, criterion.name)
        column = model._meta.fields_map.get((columns or {}).get(criterion.name, criterion.name))
        limit = getattr(column, "max_length", None) or SEARCH_LENGTH
        if isinstance(value, str) and len(value) > limit:
            raise ValeurInvalide(f"Le critère « {criterion.name} » a {len(value)} caractères : {limit} au plus.")
