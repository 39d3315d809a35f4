"""Online or not: withdraw, republish, suspend, lift, archive; revisions restored."""

from typing import Annotated

import strawberry

from api.context import Info
from api.mutations.dossier_results import DiffusionResult, TransitionResult, dossier_success
from api.mutations.given import ASKED
from api.mutations.submissions import ActionInput
from catalogue.transaction import transaction
from workflows.dossiers import diffusing
from workflows.entry import restoring


@strawberry.input(description="Une action à mettre hors ligne, avec un motif.")
class TakeOfflineInput:
    """An action and why."""

    numero: int = strawberry.field(description="Numéro de l'action.")
    expected_version: int = strawberry.field(description="La `version` lue.")
    motif: str = strawberry.field(
        description="Code du motif : liste `MOTIFS_RETRAIT` pour un retrait, `MOTIFS_SUSPENSION` pour une suspension."
    )
    precision: str | None = strawberry.field(
        description="Ce que le motif laisse à préciser, 3 000 caractères au plus.", default=None
    )


@strawberry.input(description="Une révision à reprendre comme brouillon.")
class RestoreRevisionInput:
    """A revision and why."""

    numero: int = strawberry.field(description="Numéro de l'action.")
    expected_version: int = strawberry.field(description="La `version` lue.")
    rang: int = strawberry.field(description="Rang de la révision.")
    commentaire: str = strawberry.field(description="Pourquoi, 3 000 caractères au plus.")


@strawberry.type
class DiffusionMutations:
    """The second axis."""

    @strawberry.mutation(description="Retire une action de la publication, avec un motif.")
    async def withdraw_action(self, info: Info, input: Annotated[TakeOfflineInput, ASKED]) -> TransitionResult:
        """One transaction."""
        await transaction(
            lambda: diffusing.withdraw(
                info.context.actor, input.numero, input.expected_version, input.motif, input.precision
            )
        )
        return await dossier_success(input.numero)

    @strawberry.mutation(
        description="Remet en ligne, telle qu'elle était, une action retirée depuis moins de 90 jours."
    )
    async def republish_action(self, info: Info, input: Annotated[ActionInput, ASKED]) -> DiffusionResult:
        """One transaction."""
        await transaction(lambda: diffusing.republish(info.context.actor, input.numero, input.expected_version))
        return await dossier_success(input.numero)

    @strawberry.mutation(description="Suspend la publication d'une action, avec un motif (Carif-Oref).")
    async def suspend_action(self, info: Info, input: Annotated[TakeOfflineInput, ASKED]) -> TransitionResult:
        """One transaction."""
        await transaction(
            lambda: diffusing.suspend(
                info.context.actor, input.numero, input.expected_version, input.motif, input.precision
            )
        )
        return await dossier_success(input.numero)

    @strawberry.mutation(description="Lève la suspension d'une action, si l'organisme remplit les conditions.")
    async def lift_suspension(self, info: Info, input: Annotated[ActionInput, ASKED]) -> DiffusionResult:
        """One transaction."""
        await transaction(lambda: diffusing.lift(info.context.actor, input.numero, input.expected_version))
        return await dossier_success(input.numero)

    @strawberry.mutation(description="Archive une action : hors ligne pour toujours, on peut la lire et la copier.")
    async def archive_action(self, info: Info, input: Annotated[ActionInput, ASKED]) -> TransitionResult:
        """One transaction."""
        await transaction(lambda: diffusing.archive(info.context.actor, input.numero, input.expected_version))
        return await dossier_success(input.numero)

    @strawberry.mutation(description="Sort une action de l'archive : elle est retirée, ou jamais publiée.")
    async def unarchive_action(self, info: Info, input: Annotated[ActionInput, ASKED]) -> TransitionResult:
        """One transaction."""
        await transaction(lambda: diffusing.unarchive(info.context.actor, input.numero, input.expected_version))
        return await dossier_success(input.numero)

    @strawberry.mutation(
        description="Reprend une révision comme brouillon de l'action ; ce qui est en ligne y reste. La fiche "
        "Formation, que d'autres actions partagent, ne change pas."
    )
    async def restore_revision(self, info: Info, input: Annotated[RestoreRevisionInput, ASKED]) -> TransitionResult:
        """One transaction."""
        await transaction(
            lambda: restoring.restore_revision(
                info.context.actor, input.numero, input.expected_version, input.rang, input.commentaire
            )
        )
        return await dossier_success(input.numero)
