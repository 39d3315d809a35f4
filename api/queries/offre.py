"""What anybody may read of the published offer."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Any

import strawberry

from api import pagination
from api.context import Info
from api.inputs import FiltreOffre, OrdreFormations, OrdreSessions, offre_criteria
from api.pagination import After, Arguments, Before, Connection, First, Last
from api.reading.direct import nodes_of
from api.reading.pending import Pending, PendingList
from api.scalars import CodeFas
from api.types.action import Action
from api.types.formation import Formation
from api.types.result import Offre, OffreInconnue, OffreRetiree, ResultatOffre
from api.types.session import Session
from catalogue.documents.identity import global_id
from catalogue.models import Retrait
from catalogue.reads import published
from catalogue.reads.keyset import Order, Page, Window
from catalogue.reads.published import Listing, Place
from catalogue.vocabulary import Diffusion

Filter = Annotated[FiltreOffre | None, strawberry.argument(description="Critères sur les sessions.")]

_ACTIONS = Order(("numero",))
_GONE = {
    Diffusion.SUSPENDUE: "est suspendue",
    Diffusion.RETIREE: "a été retirée",
    Diffusion.ARCHIVEE: "est archivée",
}


@strawberry.type
class OffreQueries:
    """The published offer."""

    @strawberry.field(
        description="L'offre d'un code FAS : la formation, l'action et la session qu'il nomme, aussi loin qu'il va."
    )
    async def offre(
        self, info: Info, code: Annotated[CodeFas, strawberry.argument(description="Code FAS, complet ou partiel.")]
    ) -> ResultatOffre:
        """One statement, two more for what is not in memory; one more when it is not online."""
        nodes: Any = await nodes_of(code, info.context.loaders)
        return await _absent(str(code)) if nodes is None else Offre(**nodes)

    @strawberry.field(description="Les formations en ligne.")
    async def formations(
        self,
        info: Info,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        filter: Filter = None,
        order_by: Annotated[OrdreFormations, strawberry.argument(description="Ordre.")] = OrdreFormations.NUMERO,
    ) -> Connection[Formation]:
        """One statement, two for what of them is not in memory, one for the total."""
        order, name = order_by.value, f"formations/{order_by.name}"
        listing = published.formations(offre_criteria(filter), info.context.today)
        window = pagination.window(Arguments(first, after, last, before), name, order)
        page, count = await _page(info, listing, order, window)
        loaders = info.context.loaders
        nodes = PendingList(Pending("Formation", row.numero, row.sequence, loaders) for row in page.rows)
        return pagination.connection(page, nodes, name, order, count)

    @strawberry.field(description="Les actions en ligne, par numéro.")
    async def actions(
        self,
        info: Info,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        filter: Filter = None,
    ) -> Connection[Action]:
        """One statement, one for what of them is not in memory, one for the total."""
        listing = published.online_actions(offre_criteria(filter), info.context.today)
        window = pagination.window(Arguments(first, after, last, before), "actions", _ACTIONS)
        page, count = await _page(info, listing, _ACTIONS, window)
        nodes = PendingList(Pending("Action", row.numero, row.sequence, info.context.loaders) for row in page.rows)
        return pagination.connection(page, nodes, "actions", _ACTIONS, count)

    @strawberry.field(description="Les sessions publiées.")
    async def sessions(
        self,
        info: Info,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        filter: Filter = None,
        order_by: Annotated[OrdreSessions, strawberry.argument(description="Ordre.")] = OrdreSessions.NUMERO,
    ) -> Connection[Session]:
        """One statement, one for what of them is not in memory, one for the total."""
        order, name = order_by.value, f"sessions/{order_by.name}"
        listing = published.published_sessions(offre_criteria(filter), info.context.today)
        window = pagination.window(Arguments(first, after, last, before), name, order)
        page, count = await _page(info, listing, order, window)
        loaders = info.context.loaders
        nodes = PendingList(
            Pending("Session", row.numero, row.sequence, loaders, action=row.action) for row in page.rows
        )
        return pagination.connection(page, nodes, name, order, count)


async def _page(
    info: Info, listing: Listing, order: Order, window: Window
) -> tuple[Page[Place], Callable[[], Awaitable[int]]]:
    """A page and what counts all; together when the total is asked for in so many words."""
    if not pagination.asks_total(info):
        return await listing.page(order, window), listing.count
    page, total = await listing.page_and_count(order, window)

    async def known() -> int:
        return total

    return page, known


async def _absent(code: str) -> ResultatOffre:
    """What to say of a code that is not online: that it was, or that it never was."""
    retrait = await published.retrait(code)
    if retrait is not None:
        return gone(retrait)
    return OffreInconnue(
        code="NOT_FOUND",
        message=f"Aucune offre n'a été publiée sous le code {code}. "
        "Vérifiez-le, ou cherchez par `formations(filter:)`.",
        code_fas=code,
    )


def gone(retrait: Retrait) -> OffreRetiree:
    """The answer for something that is no longer online."""
    message = f"L'offre {retrait.code} {_GONE[retrait.etat]} depuis le {retrait.depuis:%d/%m/%Y}."
    if retrait.successeur:
        message += f" Voir {retrait.successeur}, qui la remplace."
    return OffreRetiree(
        id=strawberry.ID(global_id(retrait.niveau, retrait.numero)),
        code="GONE",
        message=message,
        code_fas=retrait.code,
        etat=retrait.etat,
        motif=retrait.motif,
        depuis=retrait.depuis,
        successeur=retrait.successeur,
    )
