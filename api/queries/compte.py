"""Who one is, and who else has an account."""

from typing import Annotated

import strawberry

from api import pagination
from api.context import Info
from api.errors import refuse_access
from api.pagination import After, Arguments, Before, Connection, First, Last
from api.types.cle_api import CleApi
from api.types.compte import Compte
from catalogue.reads import comptes
from catalogue.reads.keyset import Order, read_page
from workflows.policies import Verb, reason_against

_BY_ID = Order(("id",))


@strawberry.type
class CompteQueries:
    """What an account knows of itself."""

    @strawberry.field(description="Le compte connecté, null sans connexion.")
    async def me(self, info: Info) -> Compte | None:
        """One statement, one more for its rights."""
        numero = info.context.actor.compte
        if numero is None:
            return None
        return Compte.of((await comptes.comptes([numero]))[numero], en_propre=True)

    @strawberry.field(description="Tous les comptes. Il faut être administrateur.")
    async def comptes(
        self,
        info: Info,
        contient: Annotated[
            str | None, strawberry.argument(description="Seulement ceux dont l'adresse ou le nom contient ce texte.")
        ] = None,
        actif: Annotated[
            bool | None, strawberry.argument(description="Seulement ceux qui sont ouverts, ou fermés.")
        ] = None,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[Compte]:
        """One statement, one for all their rights, one for the total."""
        refuse_access(reason_against(info.context.actor, Verb.ADMINISTRER, None), info.context.actor.connu)
        query = comptes.comptes_query(contient, actif)
        page = await read_page(
            query, _BY_ID, pagination.window(Arguments(first, after, last, before), "comptes", _BY_ID)
        )
        return pagination.connection(page, [Compte.of(row) for row in page.rows], "comptes", _BY_ID, query.count)

    @strawberry.field(description="Toutes les clés d'API, la plus ancienne d'abord. Il faut être administrateur.")
    async def cles_api(
        self, info: Info, first: First = None, after: After = None, last: Last = None, before: Before = None
    ) -> Connection[CleApi]:
        """One statement, one for the total."""
        refuse_access(reason_against(info.context.actor, Verb.ADMINISTRER, None), info.context.actor.connu)
        query = comptes.cles_query()
        page = await read_page(query, _BY_ID, pagination.window(Arguments(first, after, last, before), "cles", _BY_ID))
        return pagination.connection(page, [CleApi.of(row) for row in page.rows], "cles", _BY_ID, query.count)
