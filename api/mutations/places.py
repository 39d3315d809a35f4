"""Sites and open days of a body's directory: created, changed, closed (procedure p. 4)."""

from typing import Annotated

import strawberry

from api.context import Info
from api.mutations.card_inputs import within
from api.mutations.directory_inputs import KEY, PorteOuverteCard, SiteCard, required
from api.mutations.directory_results import PorteOuverteSuccess, SiteSuccess, success
from api.mutations.formations import RemoveInput
from api.mutations.given import ASKED
from api.mutations.results import RemoveSuccess
from api.scalars import Siret
from api.types import enums  # noqa: F401  (registers the enums)
from api.types.refusals import Forbidden, InUse, InvalidInput, NotFound, StaleVersion
from catalogue.transaction import transaction
from workflows.entry import annuaire
from workflows.entry.directory_values import tidy_directory

# What a card must always have.
SITE = ("nom", "commune_id")
PORTEOUVERTE = ("site_id", "debut", "fin")

CreateSiteResult = Annotated[
    SiteSuccess | InvalidInput | Forbidden | NotFound,
    strawberry.union("CreateSiteResult", description="Ce que répond `createSite`."),
]
UpdateSiteResult = Annotated[
    SiteSuccess | InvalidInput | StaleVersion | Forbidden | NotFound,
    strawberry.union("UpdateSiteResult", description="Ce que répond `updateSite`."),
]
CloseSiteResult = Annotated[
    SiteSuccess | InUse | StaleVersion | Forbidden | NotFound,
    strawberry.union("CloseSiteResult", description="Ce que répondent `deactivateSite` et `reactivateSite`."),
]
CreatePorteOuverteResult = Annotated[
    PorteOuverteSuccess | InvalidInput | Forbidden | NotFound,
    strawberry.union("CreatePorteOuverteResult", description="Ce que répond `createPorteOuverte`."),
]
UpdatePorteOuverteResult = Annotated[
    PorteOuverteSuccess | InvalidInput | StaleVersion | Forbidden | NotFound,
    strawberry.union("UpdatePorteOuverteResult", description="Ce que répond `updatePorteOuverte`."),
]
RemovePorteOuverteResult = Annotated[
    RemoveSuccess | StaleVersion | Forbidden | NotFound,
    strawberry.union("RemovePorteOuverteResult", description="Ce que répond `removePorteOuverte`."),
]


@strawberry.input(description="Un nouveau site.")
class CreateSiteInput:
    """A new card."""

    siret: Siret = strawberry.field(description="L'établissement.")
    site: SiteCard = strawberry.field(description="La fiche.")
    client_mutation_id: str | None = strawberry.field(description=KEY, default=None)


@strawberry.input(description="Un site à changer.")
class UpdateSiteInput:
    """A change of a card."""

    numero: int = strawberry.field(description="Numéro.")
    expected_version: int = strawberry.field(description="La `version` lue.")
    site: SiteCard = strawberry.field(description="Les champs à changer.")


@strawberry.input(description="Une nouvelle journée portes ouvertes.")
class CreatePorteOuverteInput:
    """A new card."""

    siret: Siret = strawberry.field(description="L'établissement.")
    porte_ouverte: PorteOuverteCard = strawberry.field(description="La fiche.")
    client_mutation_id: str | None = strawberry.field(description=KEY, default=None)


@strawberry.input(description="Une journée portes ouvertes à changer.")
class UpdatePorteOuverteInput:
    """A change of a card."""

    numero: int = strawberry.field(description="Numéro.")
    expected_version: int = strawberry.field(description="La `version` lue.")
    porte_ouverte: PorteOuverteCard = strawberry.field(description="Les champs à changer.")


@strawberry.type
class PlaceMutations:
    """The mutations of sites and open days."""

    @strawberry.mutation(description="Ajoute un site à l'établissement.")
    async def create_site(self, info: Info, input: Annotated[CreateSiteInput, ASKED]) -> CreateSiteResult:
        """One transaction."""
        with within("site"):
            card = tidy_directory(required(input.site.values(), *SITE), obligatory=SITE)
            numero = await transaction(
                lambda: annuaire.create(
                    info.context.actor, input.siret, "Site", card.values, key=input.client_mutation_id
                )
            )
        return await success("Site", numero, True, card.warnings)

    @strawberry.mutation(description="Change un site ; ce qui est en ligne le montre aussitôt.")
    async def update_site(self, info: Info, input: Annotated[UpdateSiteInput, ASKED]) -> UpdateSiteResult:
        """One transaction."""
        with within("site"):
            card = tidy_directory(input.site.values(), obligatory=SITE)
            changed = await transaction(
                lambda: annuaire.update(info.context.actor, "Site", input.numero, input.expected_version, card.values)
            )
        return await success("Site", input.numero, changed, card.warnings)

    @strawberry.mutation(description="Ferme un site qui ne sert plus ; refusé, en disant où, tant qu'il sert.")
    async def deactivate_site(self, info: Info, input: Annotated[RemoveInput, ASKED]) -> CloseSiteResult:
        """One transaction."""
        changed = await transaction(
            lambda: annuaire.set_active(info.context.actor, "Site", input.numero, input.expected_version, active=False)
        )
        return await success("Site", input.numero, changed, [])

    @strawberry.mutation(description="Rouvre un site.")
    async def reactivate_site(self, info: Info, input: Annotated[RemoveInput, ASKED]) -> CloseSiteResult:
        """One transaction."""
        changed = await transaction(
            lambda: annuaire.set_active(info.context.actor, "Site", input.numero, input.expected_version, active=True)
        )
        return await success("Site", input.numero, changed, [])

    @strawberry.mutation(description="Annonce une journée portes ouvertes.")
    async def create_porte_ouverte(
        self, info: Info, input: Annotated[CreatePorteOuverteInput, ASKED]
    ) -> CreatePorteOuverteResult:
        """One transaction."""
        with within("porte_ouverte"):
            card = tidy_directory(required(input.porte_ouverte.values(), *PORTEOUVERTE), obligatory=PORTEOUVERTE)
            numero = await transaction(
                lambda: annuaire.create(
                    info.context.actor, input.siret, "PorteOuverte", card.values, key=input.client_mutation_id
                )
            )
        return await success("PorteOuverte", numero, True, card.warnings)

    @strawberry.mutation(description="Change une journée portes ouvertes.")
    async def update_porte_ouverte(
        self, info: Info, input: Annotated[UpdatePorteOuverteInput, ASKED]
    ) -> UpdatePorteOuverteResult:
        """One transaction."""
        with within("porte_ouverte"):
            card = tidy_directory(input.porte_ouverte.values(), obligatory=PORTEOUVERTE)
            changed = await transaction(
                lambda: annuaire.update(
                    info.context.actor, "PorteOuverte", input.numero, input.expected_version, card.values
                )
            )
        return await success("PorteOuverte", input.numero, changed, card.warnings)

    @strawberry.mutation(description="Supprime une journée portes ouvertes.")
    async def remove_porte_ouverte(self, info: Info, input: Annotated[RemoveInput, ASKED]) -> RemovePorteOuverteResult:
        """One transaction."""
        await transaction(lambda: annuaire.remove_open_day(info.context.actor, input.numero, input.expected_version))
        return RemoveSuccess(numero=input.numero)
