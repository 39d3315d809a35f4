"""What the base keeps of a certification against a file, as reservations."""

from collections.abc import Iterable

from workflows.imports.report import Reserve
from workflows.merging import Kept

# The columns worth telling: a title is written in as many ways as there are sources, and each has its own name.
_TOLD = {
    "code_rncp": "code RNCP",
    "code_formation_diplome": "code formation diplôme",
    "type_id": "type de certification",
    "niveau_francais": "niveau français",
    "niveau_europeen": "niveau européen",
    "date_fin": "date d'échéance",
}


def kept_reserves(kept: Iterable[Kept]) -> list[Reserve]:
    """One reservation for each column in which file and base disagree."""
    return [
        Reserve(
            f"{_TOLD[one.column]} différent",
            f"La certification garde pour {_TOLD[one.column]} {one.base} ; le fichier dit {one.record}.",
        )
        for one in kept
        if one.column in _TOLD
    ]
