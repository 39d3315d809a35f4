"""What a workflow refuses.

    WorkflowError                 a refusal that people understand and can act upon
    ├── InvalidValues             values that can never become right, each problem with its path
    ├── LockedField               a field that Certifinfo fills was given (R1)
    │   └── StructuralField       a field that makes the identity of something published (B6.3)
    ├── TransitionRefused         not from the state it is in; says what to do instead
    ├── IncompleteDossier         something blocks the submission; carries the whole report
    ├── NonCompliant              the body may not publish this today (R30); carries the points
    ├── NotFound                  no such thing, or none that the actor may know of
    ├── Gone                      archived: nothing can be done to it any more
    ├── Forbidden                 known, but not for this actor; says whom to ask
    ├── StaleVersion              somebody changed it meanwhile; carries the present version
    │   └── StaleRevision         another revision is submitted than the one that was read
    ├── InUse                     it cannot go, something refers to it; says what
    ├── KeyReused                 an idempotency key that came with other values before
    ├── Duplicate                 it exists already; names the twin
    ├── AuthenticationFailed      no account with this address and password, or a link that is not good any more
    └── TooManyAttempts           too many failures in a row; says when to come back

Each message is French. Nothing was changed when one is raised: the transaction goes with it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from catalogue.rules.completeness import Manque, Rapport
from catalogue.vocabulary import Diffusion, EtatDossier
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
        self.source = f"Certifinfo {code_certifinfo}"


class StructuralField(LockedField):
    """A field that makes the identity of something published was to change (B6.3)."""

    def __init__(self, champ: str, way: str) -> None:
        WorkflowError.__init__(
            self,
            f"« {libelle_champ(champ)} » fait l'identité d'une offre publiée et ne se change plus : {way}, puis "
            "retirez celle-ci.",
        )
        self.champ = champ
        self.source = "offre publiée"


class TransitionRefused(WorkflowError):
    """The state of the action does not allow it."""

    def __init__(self, message: str, dossier: EtatDossier, diffusion: Diffusion) -> None:
        super().__init__(message)
        self.dossier = dossier
        self.diffusion = diffusion


class IncompleteDossier(WorkflowError):
    """Something blocks the submission."""

    def __init__(self, rapport: Rapport) -> None:
        number = len(rapport.bloquants)
        super().__init__(
            f"L'action ne peut pas être soumise : {number} point{'s' if number > 1 else ''} à corriger, "
            "voyez le récapitulatif."
        )
        self.rapport = rapport


class NonCompliant(WorkflowError):
    """The body's standing does not allow to publish this (R30)."""

    def __init__(self, manques: Sequence[Manque]) -> None:
        super().__init__(" ".join(dict.fromkeys(manque.message for manque in manques)))
        self.manques = tuple(manques)


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


class StaleRevision(StaleVersion):
    """Another revision is to be decided than the one that the caller read."""

    def __init__(self, rang: int) -> None:
        WorkflowError.__init__(
            self, f"La révision soumise est à présent la {rang} : relisez la différence avant de décider."
        )
        self.version = rang
        self.changes = ()


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
