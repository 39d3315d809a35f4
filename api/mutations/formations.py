"""Formations: create, change, remove (procedure p. 6 and 7)."""

from typing import Annotated

import strawberry

from api.context import Info
from api.mutations.card_inputs import FormationCard, within
from api.mutations.given import ASKED
from api.mutations.results import FormationSuccess, RemoveSuccess, formation_success
from api.scalars import Siret
from api.types.refusals import (
    Duplicate,
    Forbidden,
    InUse,
    InvalidInput,
    LockedField,
    NotFound,
    StaleVersion,
    TransitionRefused,
)
from catalogue.transaction import transaction
from workflows.entry import formations
from workflows.tidying import tidy

CreateFormationResult = Annotated[
    FormationSuccess | InvalidInput | LockedField | Duplicate | Forbidden | NotFound,
    strawberry.union("CreateFormationResult", description="Ce que répond `createFormation`."),
]
UpdateFormationResult = Annotated[
    FormationSuccess | InvalidInput | LockedField | Duplicate | StaleVersion | Forbidden | NotFound | TransitionRefused,
    strawberry.union("UpdateFormationResult", description="Ce que répond `updateFormation`."),
]
RemoveFormationResult = Annotated[
    RemoveSuccess | InUse | StaleVersion | Forbidden | NotFound,
    strawberry.union("RemoveFormationResult", description="Ce que répond `removeFormation`."),
]


@strawberry.input(description="Une nouvelle formation.")
class CreateFormationInput:
    """A new formation."""

    siret: Siret = strawberry.field(description="Établissement pour lequel on saisit.")
    certification: str | None = strawberry.field(
        description="Code Certifinfo ; absent : formation sans référence.", default=None
    )
    formation: FormationCard = strawberry.field(description="La fiche.")
    client_mutation_id: str | None = strawberry.field(
        description="Clé de rejeu : la même demande deux fois ne crée qu'une fois.", default=None
    )


@strawberry.input(description="Une formation à changer.")
class UpdateFormationInput:
    """A change of a formation."""

    numero: int = strawberry.field(description="Numéro de la formation.")
    expected_version: int = strawberry.field(description="La `version` lue.")
    formation: FormationCard = strawberry.field(description="Les champs à changer.")


@strawberry.input(description="Ce qu'il faut supprimer.")
class RemoveInput:
    """Something to remove."""

    numero: int = strawberry.field(description="Numéro de l'objet.")
    expected_version: int = strawberry.field(description="La `version` lue.")


@strawberry.type
class FormationMutations:
    """The mutations of formations."""

    @strawberry.mutation(description="Crée une formation, d'un code Certifinfo ou sans référence.")
    async def create_formation(
        self, info: Info, input: Annotated[CreateFormationInput, ASKED]
    ) -> CreateFormationResult:
        """One transaction."""
        with within("formation"):
            card = tidy(input.formation.values())
            numero = await transaction(
                lambda: formations.create_formation(
                    info.context.actor, input.siret, input.certification, card.values, key=input.client_mutation_id
                )
            )
        return await formation_success(numero, True, card.warnings)

    @strawberry.mutation(description="Change une formation ; un champ absent reste, null l'efface.")
    async def update_formation(
        self, info: Info, input: Annotated[UpdateFormationInput, ASKED]
    ) -> UpdateFormationResult:
        """One transaction."""
        with within("formation"):
            card = tidy(input.formation.values())
            changed = await transaction(
                lambda: formations.update_formation(
                    info.context.actor, input.numero, input.expected_version, card.values
                )
            )
        return await formation_success(input.numero, changed, card.warnings)

    @strawberry.mutation(description="Supprime une formation qui n'a pas d'action.")
    async def remove_formation(self, info: Info, input: Annotated[RemoveInput, ASKED]) -> RemoveFormationResult:
        """One transaction."""
        await transaction(lambda: formations.remove_formation(info.context.actor, input.numero, input.expected_version))
        return RemoveSuccess(numero=input.numero)
