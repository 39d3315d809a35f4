"""What a workflow refuses.

    WorkflowError                 a refusal that people understand and can act upon
    ├── InvalidValues             values that can never become right, each problem with its path
    ├── LockedField               a field that Certifinfo fills was given (R1)
    ├── NotFound                  no such thing, or none that the actor may know of
    └── Duplicate                 it exists already; names the twin

Each message is French. Nothing was changed when one is raised: the transaction goes with it.
"""

from collections.abc import Sequence
from dataclasses import dataclass


class WorkflowError(Exception):
    """A refusal of the trade, never a fault of the service."""


@dataclass(frozen=True, slots=True)
class Probleme:
    """What is wrong with one value: where, a stable code, a French sentence."""

    path: str
    code: str
    message: str


class InvalidValues(WorkflowError):
    """Values that can never become right."""

    def __init__(self, problemes: Sequence[Probleme]) -> None:
        super().__init__(" ".join(probleme.message for probleme in problemes))
        self.problemes = tuple(problemes)


class LockedField(WorkflowError):
    """A field that comes from Certifinfo was given (R1)."""

    def __init__(self, champ: str, code_certifinfo: str) -> None:
        super().__init__(
            f"Le champ « {champ} » vient de la fiche Certifinfo {code_certifinfo} et ne se saisit pas : retirez-le."
        )
        self.champ = champ


class NotFound(WorkflowError):
    """There is no such thing."""


class Duplicate(WorkflowError):
    """The same thing is there already."""

    def __init__(self, message: str, jumeau: str) -> None:
        super().__init__(message)
        self.jumeau = jumeau
