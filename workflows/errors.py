"""What a workflow refuses.

    WorkflowError                 a refusal that people understand and can act upon
    ├── InvalidValues             values that can never become right, each problem with its path
    ├── LockedField               a field that Certifinfo fills was given (R1)
    ├── NotFound                  no such thing, or none that the actor may know of
    ├── Gone                      archived: nothing can be done to it any more
    ├── Forbidden                 known, but not for this actor; says whom to ask
    ├── StaleVersion              somebody changed it meanwhile; carries the present version
    ├── InUse                     it cannot go, something refers to it; says what
    ├── KeyReused                 an idempotency key that came with other values before
    ├── Duplicate                 it exists already; names the twin
    ├── AuthenticationFailed      no account with this address and password, or a link that is not good any more
    └── TooManyAttempts           too many failures in a row; says when to come back

Each message is French. Nothing was changed when one is raised: the transaction goes with it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from catalogue.vocabulary.champs import libelle_champ


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
            f"Le champ « {libelle_champ(champ)} » vient de la fiche Certifinfo {code_certifinfo} et ne se saisit pas : "
            "retirez-le."
        )
        self.champ = champ
        self.code_certifinfo = code_certifinfo


class NotFound(WorkflowError):
    """There is no such thing."""


class Gone(WorkflowError):
    """It was archived."""


class Forbidden(WorkflowError):
    """The actor may know of it, but not do this."""


class StaleVersion(WorkflowError):
    """The object is not any more as the caller read it."""

    def __init__(self, version: int, changes: Sequence[str] = ()) -> None:
        told = f" Depuis : {' ; '.join(changes)}." if changes else ""
        super().__init__(
            f"Quelqu'un l'a modifié entre-temps (version {version} à présent).{told} Relisez-le avant de recommencer."
        )
        self.version = version
        self.changes = tuple(changes)


class InUse(WorkflowError):
    """Something still refers to it; `usages` name what, in French."""

    def __init__(self, what: str, usages: Sequence[str]) -> None:
        super().__init__(f"{what} est utilisé : {' ; '.join(usages)}. Désactivez-le, ou retirez d'abord ces usages.")
        self.usages = tuple(usages)


class KeyReused(WorkflowError):
    """The same idempotency key came before with other values."""

    def __init__(self, key: str) -> None:
        super().__init__(f"La clé « {key} » a déjà servi pour une autre demande : prenez-en une nouvelle.")


class Duplicate(WorkflowError):
    """The same thing is there already."""

    def __init__(self, message: str, jumeau: str) -> None:
        super().__init__(message)
        self.jumeau = jumeau


class AuthenticationFailed(WorkflowError):
    """An address, a password or a link is not good; never says which of them, nor whether there is an account."""

    def __init__(self, message: str = "Adresse ou mot de passe incorrect.") -> None:
        super().__init__(message)


class TooManyAttempts(WorkflowError):
    """Too many failures in a row from here or for this account."""

    def __init__(self, seconds: int) -> None:
        wait = f"{seconds} secondes" if seconds < 120 else f"{-(-seconds // 60)} minutes"
        super().__init__(f"Trop d'essais : attendez {wait} avant de recommencer.")
        self.seconds = seconds
