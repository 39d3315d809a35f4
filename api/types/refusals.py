"""The refusals a mutation may answer: one type for each kind, all of them `Error`."""

import strawberry

from api.errors import Error
from api.types import enums  # noqa: F401  registers the enums
from api.types.completeness import Completude, Manque
from catalogue.vocabulary import Diffusion, EtatDossier


@strawberry.type(description="Ce qui ne va pas dans une valeur.")
class Probleme:
    """One problem of an input."""

    path: list[str] = strawberry.field(description="Chemin de la valeur dans `input`.")
    code: str = strawberry.field(description="Code stable du problème.")
    message: str = strawberry.field(description="Phrase en français qui dit quoi corriger.")


@strawberry.type(description="Des valeurs qui ne peuvent pas être acceptées ; rien n'a été enregistré.")
class InvalidInput(Error):
    """Values that can never become right."""

    problems: list[Probleme] = strawberry.field(description="Chaque problème, à l'endroit où il est.")


@strawberry.type(
    description="Un champ que l'on ne change pas : Certifinfo le remplit, ou il fait l'identité d'une offre publiée."
)
class LockedField(Error):
    """R1, and the fields that are structurant (B6.3)."""

    field: str = strawberry.field(description="Le champ verrouillé.")
    source: str = strawberry.field(description="D'où vient sa valeur : `Certifinfo 109049`.")


@strawberry.type(description="L'objet a changé depuis qu'il a été lu.")
class StaleVersion(Error):
    """Somebody else was faster."""

    version: int = strawberry.field(description="La version à présent.")
    changes: list[str] = strawberry.field(description="Qui a changé quoi depuis, le plus récent d'abord.")


@strawberry.type(description="L'état de l'action ne permet pas ce geste ; rien n'a changé.")
class TransitionRefused(Error):
    """Not from here."""

    etat: EtatDossier = strawberry.field(description="Où en est le dossier à présent.")
    diffusion: Diffusion = strawberry.field(description="La diffusion à présent.")


@strawberry.type(description="Quelque chose empêche l'envoi en validation.")
class IncompleteDossier(Error):
    """The completeness report."""

    completude: Completude = strawberry.field(description="Le récapitulatif entier.")


@strawberry.type(
    description="L'organisme ne remplit pas les conditions pour publier cette offre (NDA, SIRET, Qualiopi)."
)
class NonCompliant(Error):
    """R30."""

    manques: list[Manque] = strawberry.field(description="Chaque condition qui manque, là où elle est demandée.")


@strawberry.type(description="La même chose existe déjà.")
class Duplicate(Error):
    """Names the twin."""

    twin: str = strawberry.field(description="Numéro ou code de ce qui existe déjà.")


@strawberry.type(description="L'objet sert encore et ne peut pas être retiré.")
class InUse(Error):
    """Says where."""

    usages: list[str] = strawberry.field(description="Ce qui s'en sert.")


@strawberry.type(description="Cela existe, mais ce compte ne peut pas le faire.")
class Forbidden(Error):
    """Says whom to ask."""


@strawberry.type(description="Il n'y a rien de tel, ou rien que ce compte puisse connaître.")
class NotFound(Error):
    """No such thing."""


@strawberry.type(description="L'objet est archivé : on ne peut plus rien en faire.")
class Gone(Error):
    """Archived."""


@strawberry.type(description="Courriel, mot de passe, jeton ou lien qui ne vaut pas, ou plus.")
class AuthenticationFailed(Error):
    """The same words whatever was wrong."""


@strawberry.type(description="Trop d'essais en peu de temps.")
class TooManyAttempts(Error):
    """Wait."""

    retry_after: int = strawberry.field(description="Secondes à attendre.")
