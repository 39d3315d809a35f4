"""The policy of the fast lane."""

from datetime import date
from typing import Annotated

import strawberry

from api.context import Info
from api.mutations.dossier_results import TransitionResult, dossier_success
from api.mutations.given import ASKED
from api.types.desk import VoieRapide
from api.types.refusals import Forbidden, InvalidInput
from catalogue.transaction import transaction
from workflows.dossiers.rereading import confirm_reading
from workflows.dossiers.settings import set_fast_lane


@strawberry.input(description="Un réglage de la voie rapide.")
class SetFastLaneInput:
    """A policy."""

    valide_du: date | None = strawberry.field(description="À partir de quand ; aujourd'hui par défaut.", default=None)
    automatique: bool = strawberry.field(description="Valider aussitôt ce qui remplit les conditions ?")
    validees_min: int = strawberry.field(description="Dépôts de l'organisme déjà validés.")
    mois_sans_refus: int = strawberry.field(description="Mois sans refus.")
    tolerance_duree: int = strawberry.field(description="Écart de durée admis, en pour cent.")
    echantillon: int = strawberry.field(description="Part des validations automatiques à relire, en pour cent.")


@strawberry.type(description="Le réglage est enregistré.")
class SetFastLaneSuccess:
    """The policy."""

    voie_rapide: VoieRapide = strawberry.field(description="Le réglage.")


SetFastLaneResult = Annotated[
    SetFastLaneSuccess | InvalidInput | Forbidden,
    strawberry.union("SetFastLaneResult", description="Ce que répond `setFastLane`."),
]


@strawberry.type
class FastLaneMutations:
    """The lead's settings, and what is read of what it let through."""

    @strawberry.mutation(description="Règle la voie rapide (responsable Offre).")
    async def set_fast_lane(self, info: Info, input: Annotated[SetFastLaneInput, ASKED]) -> SetFastLaneResult:
        """One transaction."""
        row = await transaction(
            lambda: set_fast_lane(
                info.context.actor,
                input.valide_du,
                input.automatique,
                validees_min=input.validees_min,
                mois_sans_refus=input.mois_sans_refus,
                tolerance_duree=input.tolerance_duree,
                echantillon=input.echantillon,
            )
        )
        return SetFastLaneSuccess(voie_rapide=VoieRapide.of(row))

    @strawberry.mutation(
        description="Note qu'une personne a relu ce que la voie rapide avait validé (gestionnaire Offre)."
    )
    async def confirm_reading(
        self, info: Info, numero: Annotated[int, strawberry.argument(description="Numéro de l'action.")]
    ) -> TransitionResult:
        """One transaction."""
        await transaction(lambda: confirm_reading(info.context.actor, numero))
        return await dossier_success(numero)
