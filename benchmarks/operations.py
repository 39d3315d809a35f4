"""The operations that are timed: a name, a document, its variables."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_CONTRACT = (Path(__file__).parents[1] / "docs/examples/arbre.graphql").read_text(encoding="utf-8")
_START, _END = _CONTRACT.index("formation {") + len("formation {"), _CONTRACT.index("    action { numero }")
FORMATION = _CONTRACT[_START:_END].rstrip().removesuffix("}")
"""The selection under `formation` of the contract query: every field of a whole tree."""


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation as it is sent again and again by `connections` clients at once."""

    name: str
    query: str
    variables: dict[str, Any] = field(default_factory=dict)
    connections: int = 8


OPERATIONS = [
    Operation("un arbre entier", _CONTRACT, {"code": "19482-89393-143842"}, 16),
    Operation(
        "50 arbres entiers", f"query Page {{ formations(first: 50) {{ nodes {{ {FORMATION} }} }} }}", connections=8
    ),
    Operation(
        "liste filtrée",
        """query Liste { sessions(first: 20, filter: {departement: "44", niveauEuropeen: 5, dateFinMin: "2024-01-01"}) {
          totalCount nodes { code dateDebut dateFin siteLieu { nom commune { nom } } } } }""",
    ),
    Operation(
        "recherche Certifinfo",
        '{ certifications(first: 20, filter: {texte: "assistant"}) { totalCount nodes { codeCertifinfo intitule } } }',
    ),
]
