"""A body's directory as fields of its workspace: everything it has, closed cards too."""

from typing import Annotated, Any

import strawberry

from api import pagination
from api.pagination import After, Arguments, Before, Connection, First, Last
from api.types.directory import ContactAnnuaire, PorteOuverteAnnuaire, ReferentAnnuaire, SiteAnnuaire
from catalogue.models import Contact, PorteOuverte, Referent, Site
from catalogue.reads.keyset import Order, read_page

_ORDER = Order(("numero",))
Fermes = Annotated[bool, strawberry.argument(description="Aussi ceux qui ne sont plus en service.")]


@strawberry.type
class WorkspaceDirectory:
    """The directory of one establishment."""

    organisme: strawberry.Private[Any]

    @strawberry.field(description="Les sites de l'établissement.")
    async def sites(
        self, fermes: Fermes = False, first: First = None, after: After = None, last: Last = None, before: Before = None
    ) -> Connection[SiteAnnuaire]:
        """One statement, one for the total."""
        query = Site.filter(organisme_id=self.organisme["numero"]).select_related("commune__departement")
        shown = query if fermes else query.filter(actif=True)
        return await _connection(shown, SiteAnnuaire.of, Arguments(first, after, last, before), "annuaire/sites")

    @strawberry.field(description="Les contacts de l'établissement.")
    async def contacts(
        self, fermes: Fermes = False, first: First = None, after: After = None, last: Last = None, before: Before = None
    ) -> Connection[ContactAnnuaire]:
        """One statement, one for the total."""
        query = Contact.filter(organisme_id=self.organisme["numero"])
        shown = query if fermes else query.filter(actif=True)
        return await _connection(shown, ContactAnnuaire.of, Arguments(first, after, last, before), "annuaire/contacts")

    @strawberry.field(description="Les référents de l'établissement.")
    async def referents(
        self, fermes: Fermes = False, first: First = None, after: After = None, last: Last = None, before: Before = None
    ) -> Connection[ReferentAnnuaire]:
        """One statement, one for the total."""
        query = Referent.filter(organisme_id=self.organisme["numero"])
        shown = query if fermes else query.filter(actif=True)
        return await _connection(
            shown, ReferentAnnuaire.of, Arguments(first, after, last, before), "annuaire/referents"
        )

    @strawberry.field(description="Les journées portes ouvertes des sites de l'établissement, passées aussi.")
    async def portes_ouvertes(
        self, first: First = None, after: After = None, last: Last = None, before: Before = None
    ) -> Connection[PorteOuverteAnnuaire]:
        """One statement, one for the total."""
        query = PorteOuverte.filter(site__organisme_id=self.organisme["numero"])
        return await _connection(
            query, PorteOuverteAnnuaire.of, Arguments(first, after, last, before), "annuaire/portes"
        )


async def _connection(query: Any, shown: Any, arguments: Arguments, name: str) -> Any:
    page = await read_page(query, _ORDER, pagination.window(arguments, name, _ORDER))
    return pagination.connection(page, [shown(row) for row in page.rows], name, _ORDER, query.count)
