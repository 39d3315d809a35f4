"""Choosing a password by a mailed link."""

from typing import Annotated

import strawberry

from api.context import Info
from api.mutations.given import ASKED
from api.types.refusals import AuthenticationFailed, InvalidInput, TooManyAttempts
from catalogue.transaction import transaction
from workflows.accounts import inviting, links
from workflows.accounts.passwords import MAX_LENGTH, MIN_LENGTH

_PASSWORD = f"Mot de passe choisi, de {MIN_LENGTH} à {MAX_LENGTH} caractères."
_TOKEN = "Ce qui suit le # dans le lien reçu."  # noqa: S105


@strawberry.type(description="La demande est prise, que l'adresse ait un compte ou non.")
class PasswordResetRequested:
    """Never tells more."""

    message: str = strawberry.field(description="Phrase à montrer telle quelle.")


@strawberry.type(description="Le mot de passe est choisi : on peut se connecter par `signIn`.")
class PasswordChosen:
    """The account may sign in."""

    email: str = strawberry.field(description="Adresse du compte.")
    nom: str = strawberry.field(description="Nom du compte.")


RequestPasswordResetResult = Annotated[
    PasswordResetRequested | TooManyAttempts,
    strawberry.union("RequestPasswordResetResult", description="Ce que répond `requestPasswordReset`."),
]
ChoosePasswordResult = Annotated[
    PasswordChosen | AuthenticationFailed | InvalidInput,
    strawberry.union("ChoosePasswordResult", description="Ce que répondent `acceptInvitation` et `resetPassword`."),
]


@strawberry.input(description="Un mot de passe oublié.")
class RequestPasswordResetInput:
    """Whose."""

    email: str = strawberry.field(description="Adresse électronique du compte.")


@strawberry.input(description="Une invitation acceptée.")
class AcceptInvitationInput:
    """The link, the password, and how the holder wants to be called."""

    token: str = strawberry.field(description=_TOKEN)
    password: str = strawberry.field(description=_PASSWORD)
    nom: str | None = strawberry.field(
        description="Nom à afficher ; absent, celui de l'invitation reste.", default=None
    )


@strawberry.input(description="Un nouveau mot de passe à la place de celui qui est oublié.")
class ResetPasswordInput:
    """The link and the password."""

    token: str = strawberry.field(description=_TOKEN)
    password: str = strawberry.field(description=_PASSWORD)


@strawberry.type
class AccountLinkMutations:
    """What one may do without being signed in."""

    @strawberry.mutation(
        description="Envoie un lien à usage unique, valable 24 heures, à l'adresse d'un compte ; répond toujours "
        "de même."
    )
    async def request_password_reset(
        self, info: Info, input: Annotated[RequestPasswordResetInput, ASKED]
    ) -> RequestPasswordResetResult:
        """One transaction."""
        await transaction(lambda: inviting.request_reset(input.email, info.context.address))
        return PasswordResetRequested(message="Si cette adresse a un compte, un lien vient de lui être envoyé.")

    @strawberry.mutation(description="Accepte une invitation, par le lien reçu dans les sept jours.")
    async def accept_invitation(
        self, info: Info, input: Annotated[AcceptInvitationInput, ASKED]
    ) -> ChoosePasswordResult:
        """One transaction, after the hash."""
        compte = await links.choose_password(input.token, input.password, info.context.address, nom=input.nom)
        return PasswordChosen(email=compte.courriel, nom=compte.nom)

    @strawberry.mutation(
        description="Choisit un nouveau mot de passe, par le lien reçu ; ferme les connexions du compte."
    )
    async def reset_password(self, info: Info, input: Annotated[ResetPasswordInput, ASKED]) -> ChoosePasswordResult:
        """One transaction, after the hash."""
        compte = await links.choose_password(input.token, input.password, info.context.address)
        return PasswordChosen(email=compte.courriel, nom=compte.nom)
