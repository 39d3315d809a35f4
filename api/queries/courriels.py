"""The mails, for administrators."""

from typing import Annotated

import strawberry

from api import pagination
from api.context import Info
from api.errors import refuse_access
from api.pagination import After, Arguments, Before, Connection, First, Last
from api.types.courriel import Courriel
from catalogue.reads.courriels import courriels_query
from catalogue.reads.keyset import Order, read_page
from catalogue.vocabulary import EtatCourriel
from workflows.policies import Verb, reason_against

_LATEST_FIRST = Order(("id",), descending=True)


@strawberry.type
class CourrielQueries:
    """What an administrator watches over."""

    @strawberry.field(
        description="Les courriels, le dernier écrit d'abord, sans leur texte. Il faut être administrateur."
    )
    async def courriels(
        self,
        info: Info,
        etat: Annotated[EtatCourriel | None, strawberry.argument(description="Seulement ceux qui en sont là.")] = None,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[Courriel]:
        """One statement, one for the total."""
        refuse_access(reason_against(info.context.actor, Verb.ADMINISTRER, None), info.context.actor.connu)
        query = courriels_query(etat)
        window = pagination.window(Arguments(first, after, last, before), "courriels", _LATEST_FIRST)
        page = await read_page(query, _LATEST_FIRST, window)
        nodes = [Courriel.of(row) for row in page.rows]
        return pagination.connection(page, nodes, "courriels", _LATEST_FIRST, query.count)
