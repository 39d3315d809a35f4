"""Sessions: add under an existing action, change, remove (procedure p. 9 and 11)."""

from typing import Annotated

import strawberry

from api.context import Info
from api.mutations.card_inputs import SessionCard, within
from api.mutations.formations import RemoveInput
from api.mutations.given import ASKED
from api.mutations.results import RemoveSuccess, SessionSuccess, session_success
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
from workflows.entry import sessions
from workflows.tidying import tidy

AddSessionResult = Annotated[
    SessionSuccess | InvalidInput | Forbidden | NotFound | TransitionRefused | Gone,
    strawberry.union("AddSessionResult", description="Ce que répond `addSession`."),
]
UpdateSessionResult = Annotated[
    SessionSuccess | InvalidInput | LockedField | StaleVersion | Forbidden | NotFound | TransitionRefused | Gone,
    strawberry.union("UpdateSessionResult", description="Ce que répond `updateSession`."),
]
RemoveSessionResult = Annotated[
    RemoveSuccess | InUse | StaleVersion | Forbidden | NotFound | TransitionRefused | Gone,
    strawberry.union("RemoveSessionResult", description="Ce que répond `removeSession`."),
]


@strawberry.input(description="Une nouvelle session sous une action : la première ou une autre, à de nouvelles dates.")
class AddSessionInput:
    """A new session."""

    action: int = strawberry.field(description="Numéro de l'action.")
    session: SessionCard = strawberry.field(description="La fiche.")
    client_mutation_id: str | None = strawberry.field(
        description="Clé de rejeu : la même demande deux fois ne crée qu'une fois.", default=None
    )


@strawberry.input(description="Une session à changer.")
class UpdateSessionInput:
    """A change of a session."""

    numero: int = strawberry.field(description="Numéro de la session.")
    expected_version: int = strawberry.field(description="La `version` lue.")
    session: SessionCard = strawberry.field(description="Les champs à changer.")


@strawberry.type
class SessionMutations:
    """The mutations of sessions."""

    @strawberry.mutation(description="Ajoute une session sous une action existante.")
    async def add_session(self, info: Info, input: Annotated[AddSessionInput, ASKED]) -> AddSessionResult:
        """One transaction."""
        with within("session"):
            card = tidy(input.session.values())
            numero, formation = await transaction(
                lambda: sessions.add_session(
                    info.context.actor, input.action, card.values, key=input.client_mutation_id
                )
            )
        return await session_success(formation, numero, True, card.warnings)

    @strawberry.mutation(description="Change une session ; un champ absent reste, null l'efface.")
    async def update_session(self, info: Info, input: Annotated[UpdateSessionInput, ASKED]) -> UpdateSessionResult:
        """One transaction."""
        with within("session"):
            card = tidy(input.session.values())
            changed, formation = await transaction(
                lambda: sessions.update_session(info.context.actor, input.numero, input.expected_version, card.values)
            )
        return await session_success(formation, input.numero, changed, card.warnings)

    @strawberry.mutation(description="Supprime une session et ses dispositifs ; ce qui est en ligne y reste.")
    async def remove_session(self, info: Info, input: Annotated[RemoveInput, ASKED]) -> RemoveSessionResult:
        """One transaction."""
        await transaction(lambda: sessions.remove_session(info.context.actor, input.numero, input.expected_version))
        return RemoveSuccess(numero=input.numero)
