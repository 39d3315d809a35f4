"""Accounts of others: invite, change what they may do, close."""

from typing import Annotated

import strawberry

from api.context import Info
from api.mutations.given import ASKED
from api.scalars import Siret
from api.types.compte import Compte
from api.types.refusals import Duplicate, Forbidden, InvalidInput, NotFound, StaleVersion
from catalogue.transaction import transaction
from catalogue.vocabulary import Role
from workflows.accounts import inviting, managing

_SIRET = "L'établissement, pour un rôle d'organisme ; absent, pour toute la région."


@strawberry.type(description="Le compte est enregistré.")
class CompteSuccess:
    """An account was created or changed."""

    compte: Compte = strawberry.field(description="Le compte comme il est à présent.")
    changed: bool = strawberry.field(description="Quelque chose a-t-il changé ?")


InviteColleagueResult = Annotated[
    CompteSuccess | InvalidInput | Duplicate | Forbidden | NotFound,
    strawberry.union("InviteColleagueResult", description="Ce que répond `inviteColleague`."),
]
CompteResult = Annotated[
    CompteSuccess | InvalidInput | StaleVersion | Forbidden | NotFound,
    strawberry.union("CompteResult", description="Ce que répondent les mutations qui changent un compte."),
]


@strawberry.input(description="Un collègue à faire entrer.")
class InviteColleagueInput:
    """Whom, and what for."""

    email: str = strawberry.field(description="Son adresse électronique : l'invitation y est envoyée.")
    nom: str = strawberry.field(description="Nom ou fonction à afficher, 100 caractères au plus.")
    role: Role = strawberry.field(description="Ce qu'il pourra faire.")
    siret: Siret | None = strawberry.field(description=_SIRET, default=None)
    client_mutation_id: str | None = strawberry.field(
        description="Clé de rejeu : la même demande deux fois n'invite qu'une fois.", default=None
    )


@strawberry.input(description="Un autre rôle dans un établissement.")
class ChangeRoleInput:
    """Whose, where, which."""

    compte: int = strawberry.field(description="Numéro du compte.")
    expected_version: int = strawberry.field(description="La `version` lue.")
    siret: Siret = strawberry.field(description="L'établissement.")
    role: Role = strawberry.field(description="Le nouveau rôle, un rôle d'organisme.")


@strawberry.input(description="Un rôle à retirer.")
class RemoveRoleInput:
    """Whose, where or which."""

    compte: int = strawberry.field(description="Numéro du compte.")
    expected_version: int = strawberry.field(description="La `version` lue.")
    siret: Siret | None = strawberry.field(description=_SIRET, default=None)
    role: Role | None = strawberry.field(
        description="Le rôle à retirer pour la région ; inutile avec un SIRET.", default=None
    )


@strawberry.input(description="Un compte à fermer ou à rouvrir.")
class CompteInput:
    """Which."""

    compte: int = strawberry.field(description="Numéro du compte.")
    expected_version: int = strawberry.field(description="La `version` lue.")


@strawberry.type
class AccountAdministrationMutations:
    """The mutations of those who manage accounts."""

    @strawberry.mutation(
        description="Donne un rôle à un collègue, et un compte s'il n'en a pas : un courriel le lui dit. Le refaire "
        "tant qu'il n'a pas répondu envoie un nouveau lien. Il faut être gestionnaire de l'établissement, ou "
        "administrateur."
    )
    async def invite_colleague(
        self, info: Info, input: Annotated[InviteColleagueInput, ASKED]
    ) -> InviteColleagueResult:
        """One transaction."""
        compte = await transaction(
            lambda: inviting.invite(
                info.context.actor, input.email, input.nom, input.role, input.siret, key=input.client_mutation_id
            )
        )
        return CompteSuccess(compte=Compte.of(compte), changed=True)

    @strawberry.mutation(description="Change le rôle d'un compte dans un établissement.")
    async def change_role(self, info: Info, input: Annotated[ChangeRoleInput, ASKED]) -> CompteResult:
        """One transaction."""
        compte, changed = await transaction(
            lambda: managing.change_role(
                info.context.actor, input.compte, input.expected_version, input.role, input.siret
            )
        )
        return CompteSuccess(compte=Compte.of(compte), changed=changed)

    @strawberry.mutation(description="Retire un rôle ; le dernier administrateur garde le sien.")
    async def remove_role(self, info: Info, input: Annotated[RemoveRoleInput, ASKED]) -> CompteResult:
        """One transaction."""
        compte = await transaction(
            lambda: managing.remove_role(
                info.context.actor, input.compte, input.expected_version, input.role, input.siret
            )
        )
        return CompteSuccess(compte=Compte.of(compte), changed=True)

    @strawberry.mutation(
        description="Ferme un compte et toutes ses connexions ; ce qu'il a fait garde son nom. Il faut être "
        "administrateur."
    )
    async def deactivate_account(self, info: Info, input: Annotated[CompteInput, ASKED]) -> CompteResult:
        """One transaction."""
        return await _set_active(info, input, False)

    @strawberry.mutation(description="Rouvre un compte avec les rôles qu'il avait. Il faut être administrateur.")
    async def reactivate_account(self, info: Info, input: Annotated[CompteInput, ASKED]) -> CompteResult:
        """One transaction."""
        return await _set_active(info, input, True)


async def _set_active(info: Info, input: CompteInput, actif: bool) -> CompteSuccess:
    compte, changed = await transaction(
        lambda: managing.set_active(info.context.actor, input.compte, input.expected_version, actif)
    )
    return CompteSuccess(compte=Compte.of(compte), changed=changed)
