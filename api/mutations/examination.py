"""The Carif-Oref's side of a dossier: take, ask, approve, refuse."""

from datetime import date
from typing import Annotated, Any

import strawberry

from api.context import Info
from api.errors import InvalidArgument
from api.mutations.dossier_results import (
    KEY,
    BilanResult,
    DiffusionResult,
    TransitionResult,
    dossier_success,
    gesture,
)
from api.mutations.given import ASKED, given
from api.refusing import refusal
from catalogue.transaction import transaction
from workflows.dossiers import deciding, examining, questions

_REVISION = "Rang de la révision lue (`dossier.depot.revision.rang`) : c'est elle, et elle seule, qui est décidée."


@strawberry.input(description="Une question à poser à l'organisme.")
class QuestionInput:
    """A question."""

    texte: str = strawberry.field(description="La question, 3 000 caractères au plus.")
    motif: str = strawberry.field(description="Code du motif (liste `MOTIFS_QUESTION`).")
    noeud: strawberry.ID | None = strawberry.field(
        description="Identifiant de la fiche dont il s'agit ; sans lui, toute l'offre.", default=None
    )
    champ: str | None = strawberry.field(
        description="Nom du champ de cette fiche ; sans lui, toute la fiche.", default=None
    )
    bloquante: bool = strawberry.field(description="Faut-il y répondre avant de soumettre à nouveau ?", default=True)


@strawberry.input(description="Des questions sur une action soumise.")
class RequestInformationInput:
    """Questions."""

    numero: int = strawberry.field(description="Numéro de l'action.")
    expected_revision: int = strawberry.field(description=_REVISION)
    questions: list[QuestionInput] = strawberry.field(description="De 1 à 50 questions.")
    reponse_avant: date = strawberry.field(description="Jour avant lequel répondre, dans les 90 jours.")
    client_mutation_id: str | None = KEY


@strawberry.input(description="Une action à valider, dans la révision lue.")
class ApproveActionInput:
    """An approval."""

    numero: int = strawberry.field(description="Numéro de l'action.")
    expected_revision: int = strawberry.field(description=_REVISION)
    client_mutation_id: str | None = KEY


@strawberry.input(description="Une action à refuser, dans la révision lue.")
class RefuseActionInput:
    """A refusal."""

    numero: int = strawberry.field(description="Numéro de l'action.")
    expected_revision: int = strawberry.field(description=_REVISION)
    motif: str = strawberry.field(description="Code du motif (liste `MOTIFS_REFUS`).")
    precision: str | None = strawberry.field(
        description="Ce que le motif laisse à préciser, 3 000 caractères au plus.", default=None
    )
    client_mutation_id: str | None = KEY


@strawberry.input(description="Une action à confier à un collègue.")
class AssignActionInput:
    """An assignment."""

    numero: int = strawberry.field(description="Numéro de l'action.")
    compte: int = strawberry.field(description="Numéro du compte d'un gestionnaire Offre.")


@strawberry.type(description="Ce qu'il est advenu d'une action d'un lot.")
class BilanAction:
    """One item of a bulk approval."""

    numero: int = strawberry.field(description="Numéro de l'action.")
    resultat: BilanResult = strawberry.field(description="Le dossier validé, ou pourquoi il ne l'est pas.")


Numero = Annotated[int, strawberry.argument(description="Numéro de l'action.")]
MAX_LOT = 100


@strawberry.type
class ExaminationMutations:
    """What the staff does."""

    @strawberry.mutation(description="Prend une action soumise, pour l'examiner seul.")
    async def take_action(self, info: Info, numero: Numero) -> TransitionResult:
        """One transaction."""
        await transaction(lambda: examining.take(info.context.actor, numero))
        return await dossier_success(numero)

    @strawberry.mutation(description="Confie une action soumise à un gestionnaire Offre (responsable Offre).")
    async def assign_action(self, info: Info, input: Annotated[AssignActionInput, ASKED]) -> TransitionResult:
        """One transaction."""
        await transaction(lambda: examining.assign(info.context.actor, input.numero, input.compte))
        return await dossier_success(input.numero)

    @strawberry.mutation(description="Relâche une action que l'on examine : elle attend un autre gestionnaire.")
    async def release_action(self, info: Info, numero: Numero) -> TransitionResult:
        """One transaction."""
        await transaction(lambda: examining.release(info.context.actor, numero))
        return await dossier_success(numero)

    @strawberry.mutation(
        description="Pose des questions à l'organisme ; l'échéance attend sa réponse, qui revient à qui a demandé."
    )
    async def request_information(
        self, info: Info, input: Annotated[RequestInformationInput, ASKED]
    ) -> TransitionResult:
        """One transaction."""
        asked = [
            questions.QuestionPosee(one.texte, one.motif, one.noeud, one.champ, one.bloquante)
            for one in input.questions
        ]
        return await gesture(
            info,
            "requestInformation",
            input.client_mutation_id,
            given(input, but=("client_mutation_id",)),
            lambda: questions.request_information(
                info.context.actor, input.numero, input.expected_revision, asked, input.reponse_avant
            ),
        )

    @strawberry.mutation(description="Valide la révision lue et la met en ligne.")
    async def approve_action(self, info: Info, input: Annotated[ApproveActionInput, ASKED]) -> DiffusionResult:
        """One transaction."""
        return await gesture(
            info,
            "approveAction",
            input.client_mutation_id,
            given(input, but=("client_mutation_id",)),
            lambda: deciding.approve(info.context.actor, input.numero, input.expected_revision),
        )

    @strawberry.mutation(description="Refuse la révision lue, avec un motif ; ce qui est en ligne y reste.")
    async def refuse_action(self, info: Info, input: Annotated[RefuseActionInput, ASKED]) -> TransitionResult:
        """One transaction."""
        return await gesture(
            info,
            "refuseAction",
            input.client_mutation_id,
            given(input, but=("client_mutation_id",)),
            lambda: deciding.refuse(
                info.context.actor, input.numero, input.expected_revision, input.motif, input.precision
            ),
        )

    @strawberry.mutation(
        description=f"Valide plusieurs actions, {MAX_LOT} au plus, chacune dans la révision lue ; une action refusée "
        "n'arrête pas les autres."
    )
    async def approve_actions(
        self,
        info: Info,
        input: Annotated[list[ApproveActionInput], strawberry.argument(description="Les actions à valider.")],
    ) -> list[BilanAction]:
        """One transaction for each."""
        if len(input) > MAX_LOT:
            raise InvalidArgument(f"Le lot compte {len(input)} actions : {MAX_LOT} au plus par demande.")
        wanted = [(one.numero, one.expected_revision) for one in input]
        results = await deciding.approve_many(info.context.actor, wanted)
        shown: list[BilanAction] = []
        for one in results:
            outcome: Any = refusal(one.refus) if one.refus else await dossier_success(one.numero)
            shown.append(BilanAction(numero=one.numero, resultat=outcome))
        return shown
