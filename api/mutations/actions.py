"""Actions: add, change, remove (procedure p. 8)."""

from typing import Annotated

import strawberry

from api.context import Info
from api.mutations.card_inputs import ActionCard, within
from api.mutations.formations import RemoveInput
from api.mutations.given import ASKED
from api.mutations.results import ActionSuccess, RemoveSuccess, action_success
from api.types.refusals import (
    Forbidden,
    Gone,
    InUse,
    InvalidInput,
    LockedField,
    NotFound,
    StaleVersion,
    TransitionRefused,
)
from catalogue.transaction import transaction
from workflows.entry import actions
from workflows.tidying import tidy

AddActionResult = Annotated[
    ActionSuccess | InvalidInput | Forbidden | NotFound,
    strawberry.union("AddActionResult", description="Ce que répond `addAction`."),
]
UpdateActionResult = Annotated[
    ActionSuccess | InvalidInput | LockedField | StaleVersion | Forbidden | NotFound | TransitionRefused | Gone,
    strawberry.union("UpdateActionResult", description="Ce que répond `updateAction`."),
]
RemoveActionResult = Annotated[
    RemoveSuccess | InUse | StaleVersion | Forbidden | NotFound | TransitionRefused | Gone,
    strawberry.union("RemoveActionResult", description="Ce que répond `removeAction`."),
]


@strawberry.input(description="Une nouvelle action sous une formation.")
class AddActionInput:
    """A new action."""

    formation: int = strawberry.field(description="Numéro de la formation.")
    action: ActionCard = strawberry.field(description="La fiche.")
    client_mutation_id: str | None = strawberry.field(
        description="Clé de rejeu : la même demande deux fois ne crée qu'une fois.", default=None
    )


@strawberry.input(description="Une action à changer.")
class UpdateActionInput:
    """A change of an action."""

    numero: int = strawberry.field(description="Numéro de l'action.")
    expected_version: int = strawberry.field(description="La `version` lue.")
    action: ActionCard = strawberry.field(description="Les champs à changer.")


@strawberry.type
class ActionMutations:
    """The mutations of actions."""

    @strawberry.mutation(description="Ajoute une action sous une formation.")
    async def add_action(self, info: Info, input: Annotated[AddActionInput, ASKED]) -> AddActionResult:
        """One transaction."""
        with within("action"):
            card = tidy(input.action.values())
            numero = await transaction(
                lambda: actions.add_action(
                    info.context.actor, input.formation, card.values, key=input.client_mutation_id
                )
            )
        return await action_success(input.formation, numero, True, card.warnings)

    @strawberry.mutation(description="Change une action ; un champ absent reste, null l'efface.")
    async def update_action(self, info: Info, input: Annotated[UpdateActionInput, ASKED]) -> UpdateActionResult:
        """One transaction."""
        with within("action"):
            card = tidy(input.action.values())
            changed, formation = await transaction(
                lambda: actions.update_action(info.context.actor, input.numero, input.expected_version, card.values)
            )
        return await action_success(formation, input.numero, changed, card.warnings)

    @strawberry.mutation(description="Supprime une action jamais publiée et sans session.")
    async def remove_action(self, info: Info, input: Annotated[RemoveInput, ASKED]) -> RemoveActionResult:
        """One transaction."""
        await transaction(lambda: actions.remove_action(info.context.actor, input.numero, input.expected_version))
        return RemoveSuccess(numero=input.numero)
