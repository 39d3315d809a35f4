"""Contacts, référents and the card of the establishment itself: created, changed, closed (procedure p. 4)."""

from typing import Annotated

import strawberry

from api.context import Info
from api.mutations.card_inputs import within
from api.mutations.directory_inputs import KEY, ContactCard, OrganismeCard, ReferentCard, required
from api.mutations.directory_results import (
    ContactSuccess,
    OrganismeSuccess,
    ReferentSuccess,
    organisme_success,
    success,
)
from api.mutations.formations import RemoveInput
from api.mutations.given import ASKED
from api.scalars import Siret
from api.types import enums  # noqa: F401  (registers the enums)
from api.types.refusals import Forbidden, InUse, InvalidInput, NotFound, StaleVersion
from catalogue.transaction import transaction
from catalogue.vocabulary import TypeReferent
from workflows.entry import annuaire
from workflows.entry.directory_values import tidy_directory

# What a card must always have.
CONTACT = ("nom", "type_contact")
REFERENT = ("nom",)

CreateContactResult = Annotated[
    ContactSuccess | InvalidInput | Forbidden | NotFound,
    strawberry.union("CreateContactResult", description="Ce que répond `createContact`."),
]
UpdateContactResult = Annotated[
    ContactSuccess | InvalidInput | StaleVersion | Forbidden | NotFound,
    strawberry.union("UpdateContactResult", description="Ce que répond `updateContact`."),
]
CloseContactResult = Annotated[
    ContactSuccess | InUse | StaleVersion | Forbidden | NotFound,
    strawberry.union("CloseContactResult", description="Ce que répondent `deactivateContact` et `reactivateContact`."),
]
CreateReferentResult = Annotated[
    ReferentSuccess | InvalidInput | Forbidden | NotFound,
    strawberry.union("CreateReferentResult", description="Ce que répond `createReferent`."),
]
UpdateReferentResult = Annotated[
    ReferentSuccess | InvalidInput | StaleVersion | Forbidden | NotFound,
    strawberry.union("UpdateReferentResult", description="Ce que répond `updateReferent`."),
]
CloseReferentResult = Annotated[
    ReferentSuccess | InUse | StaleVersion | Forbidden | NotFound,
    strawberry.union(
        "CloseReferentResult", description="Ce que répondent `deactivateReferent` et `reactivateReferent`."
    ),
]
UpdateOrganismeResult = Annotated[
    OrganismeSuccess | InvalidInput | StaleVersion | Forbidden | NotFound,
    strawberry.union("UpdateOrganismeResult", description="Ce que répond `updateOrganisme`."),
]


@strawberry.input(description="Un nouveau contact.")
class CreateContactInput:
    """A new card."""

    siret: Siret = strawberry.field(description="L'établissement.")
    contact: ContactCard = strawberry.field(description="La fiche.")
    client_mutation_id: str | None = strawberry.field(description=KEY, default=None)


@strawberry.input(description="Un contact à changer.")
class UpdateContactInput:
    """A change of a card."""

    numero: int = strawberry.field(description="Numéro.")
    expected_version: int = strawberry.field(description="La `version` lue.")
    contact: ContactCard = strawberry.field(description="Les champs à changer.")


@strawberry.input(description="Un nouveau référent.")
class CreateReferentInput:
    """A new card."""

    siret: Siret = strawberry.field(description="L'établissement.")
    type: TypeReferent = strawberry.field(description="Handicap, mobilité ou PRF.")
    referent: ReferentCard = strawberry.field(description="La fiche.")
    client_mutation_id: str | None = strawberry.field(description=KEY, default=None)


@strawberry.input(description="Un référent à changer.")
class UpdateReferentInput:
    """A change of a card."""

    numero: int = strawberry.field(description="Numéro.")
    expected_version: int = strawberry.field(description="La `version` lue.")
    referent: ReferentCard = strawberry.field(description="Les champs à changer.")


@strawberry.input(description="La fiche de l'établissement à changer.")
class UpdateOrganismeInput:
    """A change of an establishment's card."""

    siret: Siret = strawberry.field(description="L'établissement.")
    expected_version: int = strawberry.field(description="La `version` lue.")
    organisme: OrganismeCard = strawberry.field(description="Les champs à changer.")


@strawberry.type
class PeopleMutations:
    """The mutations of contacts, référents and establishments."""

    @strawberry.mutation(description="Ajoute un contact : un service ou une fonction.")
    async def create_contact(self, info: Info, input: Annotated[CreateContactInput, ASKED]) -> CreateContactResult:
        """One transaction."""
        with within("contact"):
            card = tidy_directory(required(input.contact.values(), *CONTACT), names=100, obligatory=CONTACT)
            numero = await transaction(
                lambda: annuaire.create(
                    info.context.actor, input.siret, "Contact", card.values, key=input.client_mutation_id
                )
            )
        return await success("Contact", numero, True, card.warnings)

    @strawberry.mutation(description="Change un contact.")
    async def update_contact(self, info: Info, input: Annotated[UpdateContactInput, ASKED]) -> UpdateContactResult:
        """One transaction."""
        with within("contact"):
            card = tidy_directory(input.contact.values(), names=100, obligatory=CONTACT)
            changed = await transaction(
                lambda: annuaire.update(
                    info.context.actor, "Contact", input.numero, input.expected_version, card.values
                )
            )
        return await success("Contact", input.numero, changed, card.warnings)

    @strawberry.mutation(description="Ferme un contact.")
    async def deactivate_contact(self, info: Info, input: Annotated[RemoveInput, ASKED]) -> CloseContactResult:
        """One transaction."""
        changed = await transaction(
            lambda: annuaire.set_active(
                info.context.actor, "Contact", input.numero, input.expected_version, active=False
            )
        )
        return await success("Contact", input.numero, changed, [])

    @strawberry.mutation(description="Rouvre un contact.")
    async def reactivate_contact(self, info: Info, input: Annotated[RemoveInput, ASKED]) -> CloseContactResult:
        """One transaction."""
        changed = await transaction(
            lambda: annuaire.set_active(
                info.context.actor, "Contact", input.numero, input.expected_version, active=True
            )
        )
        return await success("Contact", input.numero, changed, [])

    @strawberry.mutation(description="Ajoute un référent ; par défaut, il est prérempli sur les nouvelles sessions.")
    async def create_referent(self, info: Info, input: Annotated[CreateReferentInput, ASKED]) -> CreateReferentResult:
        """One transaction."""
        with within("referent"):
            card = tidy_directory(
                required(input.referent.values(input.type), *REFERENT), names=100, obligatory=REFERENT
            )
            numero = await transaction(
                lambda: annuaire.create(
                    info.context.actor, input.siret, "Referent", card.values, key=input.client_mutation_id
                )
            )
        return await success("Referent", numero, True, card.warnings)

    @strawberry.mutation(description="Change un référent ; ce qui est en ligne le montre aussitôt.")
    async def update_referent(self, info: Info, input: Annotated[UpdateReferentInput, ASKED]) -> UpdateReferentResult:
        """One transaction."""
        with within("referent"):
            card = tidy_directory(input.referent.values(), names=100, obligatory=REFERENT)
            changed = await transaction(
                lambda: annuaire.update(
                    info.context.actor, "Referent", input.numero, input.expected_version, card.values
                )
            )
        return await success("Referent", input.numero, changed, card.warnings)

    @strawberry.mutation(description="Ferme un référent qui ne sert plus ; refusé, en disant où, tant qu'il sert.")
    async def deactivate_referent(self, info: Info, input: Annotated[RemoveInput, ASKED]) -> CloseReferentResult:
        """One transaction."""
        changed = await transaction(
            lambda: annuaire.set_active(
                info.context.actor, "Referent", input.numero, input.expected_version, active=False
            )
        )
        return await success("Referent", input.numero, changed, [])

    @strawberry.mutation(description="Rouvre un référent.")
    async def reactivate_referent(self, info: Info, input: Annotated[RemoveInput, ASKED]) -> CloseReferentResult:
        """One transaction."""
        changed = await transaction(
            lambda: annuaire.set_active(
                info.context.actor, "Referent", input.numero, input.expected_version, active=True
            )
        )
        return await success("Referent", input.numero, changed, [])

    @strawberry.mutation(description="Change la fiche de l'établissement ; ce qui est en ligne la montre aussitôt.")
    async def update_organisme(
        self, info: Info, input: Annotated[UpdateOrganismeInput, ASKED]
    ) -> UpdateOrganismeResult:
        """One transaction."""
        with within("organisme"):
            card = tidy_directory(input.organisme.values())
            changed = await transaction(
                lambda: annuaire.update_organisme(info.context.actor, input.siret, input.expected_version, card.values)
            )
        return await organisme_success(input.siret, changed, card.warnings)
