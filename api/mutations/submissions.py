"""The body's side of a dossier: submit, recall, answer."""

from typing import Annotated

import strawberry

from api.context import Info
from api.mutations.dossier_results import (
    KEY,
    SubmitActionResult,
    TransitionResult,
    dossier_success,
    gesture,
)
from api.mutations.given import ASKED, given
from catalogue.transaction import transaction
from workflows.dossiers import questions, submitting


@strawberry.input(description="Une action à soumettre.")
class SubmitActionInput:
    """A submission."""

    numero: int = strawberry.field(description="Numéro de l'action.")
    expected_version: int = strawberry.field(description="La `version` lue.")
    justification: str | None = strawberry.field(
        description="Ce qui la distingue de l'offre que nomme `Duplicate`, 3 000 caractères au plus.", default=None
    )
    client_mutation_id: str | None = KEY


@strawberry.input(description="Une action, comme elle a été lue.")
class ActionInput:
    """An action and its version."""

    numero: int = strawberry.field(description="Numéro de l'action.")
    expected_version: int = strawberry.field(description="La `version` lue.")


@strawberry.input(description="La réponse à une question.")
class AnswerRequestInput:
    """An answer."""

    question: int = strawberry.field(description="Numéro de la question.")
    reponse: str = strawberry.field(description="La réponse, 3 000 caractères au plus.")
    client_mutation_id: str | None = KEY


@strawberry.type
class SubmissionMutations:
    """What the body does."""

    @strawberry.mutation(
        description="Soumet une action au Carif-Oref, ou la soumet à nouveau après des questions ou un refus. Ce qui "
        "est en ligne y reste jusqu'à la décision."
    )
    async def submit_action(self, info: Info, input: Annotated[SubmitActionInput, ASKED]) -> SubmitActionResult:
        """One transaction."""
        return await gesture(
            info,
            "submitAction",
            input.client_mutation_id,
            given(input, but=("client_mutation_id",)),
            lambda: submitting.submit(
                info.context.actor, input.numero, input.expected_version, justification=input.justification
            ),
        )

    @strawberry.mutation(description="Rappelle une action soumise et pas encore décidée, pour la modifier.")
    async def recall_action(self, info: Info, input: Annotated[ActionInput, ASKED]) -> TransitionResult:
        """One transaction."""
        await transaction(lambda: submitting.recall(info.context.actor, input.numero, input.expected_version))
        return await dossier_success(input.numero)

    @strawberry.mutation(
        description="Répond à une question du Carif-Oref ; l'action repart en validation par `submitAction`."
    )
    async def answer_request(self, info: Info, input: Annotated[AnswerRequestInput, ASKED]) -> TransitionResult:
        """One transaction."""
        return await gesture(
            info,
            "answerRequest",
            input.client_mutation_id,
            given(input, but=("client_mutation_id",)),
            lambda: questions.answer(info.context.actor, input.question, input.reponse),
        )
