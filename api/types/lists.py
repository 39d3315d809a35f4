"""The lists that a body's dashboard opens, as fields of its workspace."""

from typing import Annotated, Any

import strawberry

from api import pagination
from api.context import Info
from api.pagination import After, Arguments, Before, Connection, First, Last
from api.types.dashboard import Dashboard, LigneActionType, LigneSessionType, OrdreLignes
from catalogue.reads import lignes
from catalogue.reads.keyset import Order, page_of
from catalogue.reads.suivi import Suivi, read_suivi
from catalogue.vocabulary import RubriqueActions, RubriqueSessions

Recherche = Annotated[
    str | None,
    strawberry.argument(description="Mots, ou débuts de mots, du code, de l'intitulé, du site, de la commune."),
]
Ordre = Annotated[OrdreLignes, strawberry.argument(description="Colonne selon laquelle ranger.")]
Descendant = Annotated[bool, strawberry.argument(description="Du dernier au premier.")]


@strawberry.type
class WorkspaceLists:
    """What a body follows: the counters and the lines behind them."""

    organisme: strawberry.Private[Any]

    @strawberry.field(description="Le tableau de bord : combien de sessions et d'actions sous chaque rubrique.")
    async def dashboard(self, info: Info) -> Dashboard:
        """Two statements."""
        return Dashboard.of(await self._suivi(info))

    @strawberry.field(description="Les sessions de l'établissement, sous une rubrique ou toutes.")
    async def sessions(
        self,
        info: Info,
        rubrique: Annotated[
            RubriqueSessions | None, strawberry.argument(description="Seulement sous cette rubrique.")
        ] = None,
        recherche: Recherche = None,
        order_by: Ordre = OrdreLignes.DATE_FIN,
        descendant: Descendant = False,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[LigneSessionType]:
        """Two statements, with its total."""
        found = lignes.found((await self._suivi(info)).sessions, rubrique, recherche)
        return _connection(
            lignes.sorted_by(found, order_by.text()),
            LigneSessionType.of,
            Arguments(first, after, last, before),
            f"lignes/sessions/{order_by.name}",
            descendant,
        )

    @strawberry.field(description="Les actions de l'établissement, sous une rubrique ou toutes.")
    async def actions(
        self,
        info: Info,
        rubrique: Annotated[
            RubriqueActions | None, strawberry.argument(description="Seulement sous cette rubrique.")
        ] = None,
        recherche: Recherche = None,
        order_by: Ordre = OrdreLignes.CODE,
        descendant: Descendant = False,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[LigneActionType]:
        """Two statements, with its total."""
        found = lignes.found((await self._suivi(info)).actions, rubrique, recherche)
        return _connection(
            lignes.sorted_by(found, order_by.text()),
            LigneActionType.of,
            Arguments(first, after, last, before),
            f"lignes/actions/{order_by.name}",
            descendant,
        )

    async def _suivi(self, info: Info) -> Suivi:
        return await read_suivi(self.organisme["numero"], self.organisme["siret"], info.context.today)


def _connection(rows: list[Any], shown: Any, arguments: Arguments, name: str, descending: bool) -> Any:
    order = Order(("tri", "numero"), descending=descending)
    page = page_of(rows, order, pagination.window(arguments, name, order))

    async def count() -> int:
        return len(rows)

    return pagination.connection(page, [shown(row) for row in page.rows], name, order, count)
