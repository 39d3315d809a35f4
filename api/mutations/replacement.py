"""Certifications that take the place of others, and their acknowledgement by the body."""

from typing import Annotated

import strawberry

from api.context import Info
from api.mutations.dossier_results import TransitionResult, dossier_success
from api.mutations.given import ASKED
from api.mutations.submissions import ActionInput
from api.types.refusals import Forbidden, InvalidInput, NotFound
from catalogue.transaction import transaction
from workflows.dossiers import certifications


@strawberry.input(description="Une certification à remplacer.")
class ReplaceCertificationInput:
    """A replacement."""

    ancienne: str = strawberry.field(description="Code Certifinfo remplacé.")
    nouvelles: list[str] = strawberry.field(description="Code ou codes Certifinfo qui le remplacent.")
    formations: list[int] | None = strawberry.field(
        description="Seulement ces formations, vers un seul nouveau code : la décision d'une personne, quand plusieurs "
        "codes sont possibles.",
        default=None,
    )


@strawberry.type(description="Une formation dont une personne doit choisir la nouvelle certification.")
class FormationADecider:
    """A formation for people."""

    formation: int = strawberry.field(description="Numéro de la formation.")
    raison: str = strawberry.field(description="Pourquoi elle n'est pas reportée d'elle-même.")


@strawberry.type(description="Le remplacement est enregistré.")
class ReplaceCertificationSuccess:
    """What was done, what remains to be decided."""

    reportees: list[int] = strawberry.field(
        description="Numéros des actions passées à la nouvelle certification ; leur organisme est prévenu."
    )
    a_decider: list[FormationADecider] = strawberry.field(description="Les formations qui attendent un choix.")


ReplaceCertificationResult = Annotated[
    ReplaceCertificationSuccess | InvalidInput | Forbidden | NotFound,
    strawberry.union("ReplaceCertificationResult", description="Ce que répond `replaceCertification`."),
]


@strawberry.type
class ReplacementMutations:
    """Replacements."""

    @strawberry.mutation(
        description="Remplace une certification. Une pour une : les formations la suivent, en ligne, sous leurs "
        "numéros ; une pour plusieurs, ou plusieurs pour une : rien ne change, une personne choisit."
    )
    async def replace_certification(
        self, info: Info, input: Annotated[ReplaceCertificationInput, ASKED]
    ) -> ReplaceCertificationResult:
        """One transaction."""
        report = await transaction(
            lambda: certifications.replace_certification(
                info.context.actor, input.ancienne, input.nouvelles, input.formations
            )
        )
        return ReplaceCertificationSuccess(
            reportees=report.reportees,
            a_decider=[FormationADecider(formation=numero, raison=why) for numero, why in report.a_decider.items()],
        )

    @strawberry.mutation(description="L'organisme a vérifié son action après le remplacement de sa certification.")
    async def acknowledge_certification_change(
        self, info: Info, input: Annotated[ActionInput, ASKED]
    ) -> TransitionResult:
        """One transaction."""
        await transaction(lambda: certifications.acknowledge(info.context.actor, input.numero, input.expected_version))
        return await dossier_success(input.numero)
