"""Several cards at once: a whole offer, copies, renewals."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Annotated

import strawberry

from api.context import Info
from api.mutations.card_inputs import ActionCard, DispositifCard, FormationCard, SessionCard, place
from api.mutations.given import ASKED
from api.mutations.results import ActionSuccess, FormationSuccess, action_success, formation_success
from api.scalars import Siret
from api.types import enums  # noqa: F401  (registers the enums)
from api.types.refusals import (
    Duplicate,
    Forbidden,
    Gone,
    InvalidInput,
    LockedField,
    NotFound,
    StaleVersion,
    TransitionRefused,
)
from catalogue.transaction import transaction
from catalogue.vocabulary import ChampCopie
from workflows.entry import copying, offers
from workflows.errors import InvalidValues
from workflows.tidying import tidy
from workflows.values import OfferValues

KEY = "Clé de rejeu : la même demande deux fois ne crée qu'une fois."

CreateOffreResult = Annotated[
    FormationSuccess | InvalidInput | LockedField | Duplicate | Forbidden | NotFound,
    strawberry.union("CreateOffreResult", description="Ce que répond `createOffre`."),
]
DuplicateActionResult = Annotated[
    ActionSuccess | InvalidInput | Forbidden | NotFound,
    strawberry.union("DuplicateActionResult", description="Ce que répond `duplicateAction`."),
]
CopyFieldsResult = Annotated[
    ActionSuccess | InvalidInput | StaleVersion | TransitionRefused | Forbidden | NotFound | Gone,
    strawberry.union("CopyFieldsResult", description="Ce que répond `copyFields`."),
]


@strawberry.input(description="Un dispositif d'une nouvelle offre.")
class OffreDispositifInput:
    """A dispositif of a new offer."""

    type: str = strawberry.field(description="Code d'un type de dispositif (voir `typesDispositif`).")
    fiche: DispositifCard = strawberry.field(description="La fiche Dispositif.")


@strawberry.input(description="Une session d'une nouvelle offre et ses dispositifs.")
class OffreSessionInput:
    """A session of a new offer."""

    fiche: SessionCard = strawberry.field(description="La fiche Session.")
    dispositifs: list[OffreDispositifInput] = strawberry.field(
        description=f"{offers.MAX_DISPOSITIFS} au plus.", default_factory=list
    )


@strawberry.input(description="Une action d'une nouvelle offre et ses sessions.")
class OffreActionInput:
    """An action of a new offer."""

    fiche: ActionCard = strawberry.field(description="La fiche Action.")
    sessions: list[OffreSessionInput] = strawberry.field(
        description=f"{offers.MAX_SESSIONS} au plus.", default_factory=list
    )


@strawberry.input(description="Une offre entière, créée en une fois ou pas du tout.")
class CreateOffreInput:
    """A whole new offer."""

    siret: Siret = strawberry.field(description="Établissement pour lequel on saisit.")
    certification: str | None = strawberry.field(
        description="Code Certifinfo ; absent : formation sans référence.", default=None
    )
    formation: FormationCard = strawberry.field(description="La fiche Formation.")
    actions: list[OffreActionInput] = strawberry.field(
        description=f"{offers.MAX_ACTIONS} au plus.", default_factory=list
    )
    client_mutation_id: str | None = strawberry.field(description=KEY, default=None)

    def values(self) -> OfferValues:
        """The cards as they are given."""
        return {
            "formation": self.formation.values(),  # type: ignore[typeddict-item]
            "actions": [
                {
                    "fiche": action.fiche.values(),  # type: ignore[typeddict-item]
                    "sessions": [
                        {
                            "fiche": session.fiche.values(),  # type: ignore[typeddict-item]
                            "dispositifs": [
                                {"type": dispositif.type, "fiche": dispositif.fiche.values()}  # type: ignore[typeddict-item]
                                for dispositif in session.dispositifs
                            ],
                        }
                        for session in action.sessions
                    ],
                }
                for action in self.actions
            ],
        }


@strawberry.input(description="Une action à copier sous la même formation.")
class DuplicateActionInput:
    """A copy of an action."""

    action: int = strawberry.field(description="Numéro de l'action à copier.")
    site_dispensateur: int | None = strawberry.field(
        description="Numéro du site de la copie ; absent : le même.", default=None
    )
    avec_sessions: bool = strawberry.field(
        description="Copie aussi les sessions et leurs dispositifs, aux mêmes dates, recrutement suspendu.",
        default=False,
    )
    client_mutation_id: str | None = strawberry.field(description=KEY, default=None)


@strawberry.input(description="Des champs à copier d'une action à une autre.")
class CopyFieldsInput:
    """Fields to be copied."""

    depuis: int = strawberry.field(description="Numéro de l'action où lire.")
    vers: int = strawberry.field(description="Numéro de l'action à changer.")
    champs: list[ChampCopie] = strawberry.field(description="Les champs.")
    expected_version: int = strawberry.field(description="La `version` lue de l'action à changer.")


@strawberry.type
class OfferMutations:
    """The mutations of several cards."""

    @strawberry.mutation(
        description="Crée une offre entière, Formation > Action > Sessions > Dispositifs : tout ou rien."
    )
    async def create_offre(self, info: Info, input: Annotated[CreateOffreInput, ASKED]) -> CreateOffreResult:
        """One transaction."""
        with _placed():
            given = tidy(input.values())
            numero = await transaction(
                lambda: offers.create_offer(
                    info.context.actor, input.siret, input.certification, given.values, key=input.client_mutation_id
                )
            )
        return await formation_success(numero, True, given.warnings)

    @strawberry.mutation(description="Copie une action sous la même formation, par exemple pour un autre site.")
    async def duplicate_action(
        self, info: Info, input: Annotated[DuplicateActionInput, ASKED]
    ) -> DuplicateActionResult:
        """One transaction."""
        numero, formation = await transaction(
            lambda: copying.duplicate_action(
                info.context.actor,
                input.action,
                input.site_dispensateur,
                with_sessions=input.avec_sessions,
                key=input.client_mutation_id,
            )
        )
        return await action_success(formation, numero, True, [])

    @strawberry.mutation(description="Copie des champs d'une action à une autre.")
    async def copy_fields(self, info: Info, input: Annotated[CopyFieldsInput, ASKED]) -> CopyFieldsResult:
        """One transaction."""
        changed, formation = await transaction(
            lambda: copying.copy_fields(
                info.context.actor, input.depuis, input.vers, input.expected_version, input.champs
            )
        )
        return await action_success(formation, input.vers, changed, [])


@contextmanager
def _placed() -> Iterator[None]:
    """Problems of a card within an offer are told at their place in the input."""
    try:
        yield
    except InvalidValues as error:
        raise InvalidValues([replace(problem, path=place(problem.path)) for problem in error.problemes]) from None
