"""Dispositifs: the first and any further one of a session (procedure p. 10 and 11)."""

from typing import Annotated

import strawberry

from api.context import Info
from api.mutations.card_inputs import DispositifCard, within
from api.mutations.formations import RemoveInput
from api.mutations.given import ASKED
from api.mutations.results import DispositifSuccess, RemoveSuccess, dispositif_success
from api.types.refusals import Forbidden, Gone, InvalidInput, NotFound, StaleVersion, TransitionRefused
from catalogue.transaction import transaction
from workflows.entry import dispositifs
from workflows.tidying import tidy

AddDispositifResult = Annotated[
    DispositifSuccess | InvalidInput | Forbidden | NotFound | TransitionRefused | Gone,
    strawberry.union("AddDispositifResult", description="Ce que répond `addDispositif`."),
]
UpdateDispositifResult = Annotated[
    DispositifSuccess | InvalidInput | StaleVersion | Forbidden | NotFound | TransitionRefused | Gone,
    strawberry.union("UpdateDispositifResult", description="Ce que répond `updateDispositif`."),
]
RemoveDispositifResult = Annotated[
    RemoveSuccess | StaleVersion | Forbidden | NotFound | TransitionRefused | Gone,
    strawberry.union("RemoveDispositifResult", description="Ce que répond `removeDispositif`."),
]


@strawberry.input(description="Un nouveau dispositif sous une session : le premier ou un autre.")
class AddDispositifInput:
    """A new dispositif."""

    session: int = strawberry.field(description="Numéro de la session.")
    type: str = strawberry.field(description="Code d'un type de dispositif (voir `typesDispositif`).")
    dispositif: DispositifCard = strawberry.field(description="La fiche.")
    client_mutation_id: str | None = strawberry.field(
        description="Clé de rejeu : la même demande deux fois ne crée qu'une fois.", default=None
    )


@strawberry.input(description="Un dispositif à changer.")
class UpdateDispositifInput:
    """A change of a dispositif."""

    numero: int = strawberry.field(description="Numéro du dispositif.")
    expected_version: int = strawberry.field(description="La `version` lue.")
    dispositif: DispositifCard = strawberry.field(description="Les champs à changer.")


@strawberry.type
class DispositifMutations:
    """The mutations of dispositifs."""

    @strawberry.mutation(description="Ajoute un dispositif sous une session existante.")
    async def add_dispositif(self, info: Info, input: Annotated[AddDispositifInput, ASKED]) -> AddDispositifResult:
        """One transaction."""
        with within("dispositif"):
            card = tidy(input.dispositif.values())
            numero, formation = await transaction(
                lambda: dispositifs.add_dispositif(
                    info.context.actor, input.session, input.type, card.values, key=input.client_mutation_id
                )
            )
        return await dispositif_success(formation, input.session, numero, True, card.warnings)

    @strawberry.mutation(description="Change un dispositif ; un champ absent reste, null l'efface.")
    async def update_dispositif(
        self, info: Info, input: Annotated[UpdateDispositifInput, ASKED]
    ) -> UpdateDispositifResult:
        """One transaction."""
        with within("dispositif"):
            card = tidy(input.dispositif.values())
            changed, formation, session = await transaction(
                lambda: dispositifs.update_dispositif(
                    info.context.actor, input.numero, input.expected_version, card.values
                )
            )
        return await dispositif_success(formation, session, input.numero, changed, card.warnings)

    @strawberry.mutation(description="Supprime un dispositif ; ce qui est en ligne y reste.")
    async def remove_dispositif(self, info: Info, input: Annotated[RemoveInput, ASKED]) -> RemoveDispositifResult:
        """One transaction."""
        await transaction(
            lambda: dispositifs.remove_dispositif(info.context.actor, input.numero, input.expected_version)
        )
        return RemoveSuccess(numero=input.numero)
