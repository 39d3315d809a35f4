"""What anybody may read of the directory of training bodies."""

from typing import Annotated

import strawberry

from api import pagination
from api.context import Info
from api.inputs import FiltreOrganisme, OrdreOrganismes, organisme_criteria
from api.pagination import After, Arguments, Before, Connection, First, Last
from api.scalars import Siret
from api.types.organisme import Organisme
from catalogue.documents.cards import organisme_card
from catalogue.reads import annuaire
from catalogue.reads.keyset import read_page


@strawberry.type
class AnnuaireQueries:
    """The directory."""

    @strawberry.field(description="Un établissement par son SIRET, null s'il n'est pas dans l'annuaire.")
    async def organisme(
        self, siret: Annotated[Siret, strawberry.argument(description="SIRET de l'établissement.")]
    ) -> Organisme | None:
        """One statement."""
        return await annuaire.organisme_by_siret(siret)  # type: ignore[return-value]

    @strawberry.field(description="Les établissements en activité.")
    async def organismes(
        self,
        info: Info,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        filter: Annotated[FiltreOrganisme | None, strawberry.argument(description="Critères.")] = None,
        order_by: Annotated[OrdreOrganismes, strawberry.argument(description="Ordre.")] = OrdreOrganismes.NUMERO,
    ) -> Connection[Organisme]:
        """One statement, one for the total."""
        order, name = order_by.value, f"organismes/{order_by.name}"
        query = organisme_criteria(filter).organismes()
        window = pagination.window(Arguments(first, after, last, before), name, order)
        page = await read_page(query, order, window)
        return pagination.connection(page, [organisme_card(row) for row in page.rows], name, order, query.count)
