"""Accounts: come in, go out, change one's password."""

from datetime import datetime
from typing import Annotated

import strawberry

from api import cookies
from api.context import Info
from api.mutations.given import ASKED
from api.types.compte import Compte
from api.types.refusals import AuthenticationFailed, Forbidden, InvalidInput, TooManyAttempts
from catalogue import clock
from catalogue.transaction import transaction
from workflows.accounts import own, passwords, signing_in, tokens


@strawberry.type(description="La connexion est ouverte.")
class SignInSuccess:
    """A new session."""

    token: str = strawberry.field(
        description="Jeton opaque, montré cette seule fois : à envoyer dans l'en-tête « Authorization: Bearer JETON »."
    )
    expire_le: datetime = strawberry.field(
        description="Fin de la connexion au plus tard ; elle finit aussi après huit heures sans rien demander."
    )
    compte: Compte = strawberry.field(description="Le compte connecté.")


@strawberry.type(description="Des connexions sont fermées.")
class SignOutSuccess:
    """Sessions are over."""

    fermees: int = strawberry.field(description="Nombre de connexions fermées.")


@strawberry.type(description="Le mot de passe est changé ; les autres connexions du compte sont fermées.")
class PasswordSuccess:
    """A new password is kept."""

    changed: bool = strawberry.field(description="Toujours vrai : l'ancien mot de passe ne sert plus.")


SignInResult = Annotated[
    SignInSuccess | AuthenticationFailed | TooManyAttempts,
    strawberry.union("SignInResult", description="Ce que répond `signIn`."),
]
SignOutResult = Annotated[
    SignOutSuccess | Forbidden,
    strawberry.union("SignOutResult", description="Ce que répondent `signOut` et `signOutEverywhere`."),
]
ChangePasswordResult = Annotated[
    PasswordSuccess | InvalidInput | AuthenticationFailed | TooManyAttempts | Forbidden,
    strawberry.union("ChangePasswordResult", description="Ce que répond `changePassword`."),
]


@strawberry.input(description="De quoi se connecter.")
class SignInInput:
    """Credentials."""

    email: str = strawberry.field(description="Adresse électronique du compte.")
    password: str = strawberry.field(description="Mot de passe.")


@strawberry.input(description="Un nouveau mot de passe pour le compte connecté.")
class ChangePasswordInput:
    """Former and new."""

    password: str = strawberry.field(description="Mot de passe actuel.")
    new_password: str = strawberry.field(
        description=f"Nouveau mot de passe, de {passwords.MIN_LENGTH} à {passwords.MAX_LENGTH} caractères."
    )


@strawberry.type
class AccountMutations:
    """The mutations of one's own account."""

    @strawberry.mutation(
        description="Ouvre une connexion. Un programme garde le jeton ; un navigateur reçoit aussi un cookie qu'aucun "
        "script ne lit et qui ne vaut que pour les pages de ce service."
    )
    async def sign_in(self, info: Info, input: Annotated[SignInInput, ASKED]) -> SignInResult:
        """Two transactions, the hash between them."""
        context = info.context
        token, compte = await signing_in.sign_in(input.email, input.password, context.address)
        if context.request is not None and cookies.from_browser(context.request):
            context.cookies[:] = [cookies.opened(context.request, token)]
        return SignInSuccess(token=token, expire_le=clock.now() + tokens.LIFE, compte=Compte.of(compte, en_propre=True))

    @strawberry.mutation(description="Ferme la connexion qui fait cette demande.")
    async def sign_out(self, info: Info) -> SignOutResult:
        """One transaction."""
        own.own_account(info.context.actor)
        jeton = info.context.jeton
        if jeton is not None:
            await transaction(lambda: signing_in.sign_out(jeton))
        _take_back(info)
        return SignOutSuccess(fermees=0 if jeton is None else 1)

    @strawberry.mutation(
        description="Ferme toutes les connexions du compte, celle-ci comprise, sur tous les appareils."
    )
    async def sign_out_everywhere(self, info: Info) -> SignOutResult:
        """One transaction."""
        compte = own.own_account(info.context.actor)
        closed = await transaction(lambda: signing_in.sign_out_everywhere(compte))
        _take_back(info)
        return SignOutSuccess(fermees=closed)

    @strawberry.mutation(description="Change son propre mot de passe ; ferme les autres connexions du compte.")
    async def change_password(self, info: Info, input: Annotated[ChangePasswordInput, ASKED]) -> ChangePasswordResult:
        """Two transactions, the hashes between them."""
        context = info.context
        await own.change_password(context.actor, context.jeton, input.password, input.new_password, context.address)
        return PasswordSuccess(changed=True)


def _take_back(info: Info) -> None:
    request = info.context.request
    if request is not None and cookies.token_in(request) is not None:
        info.context.cookies.append(cookies.closed(request))
