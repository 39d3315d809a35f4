"""A body's own room: its offer as it is being entered."""

from typing import Annotated, Any

import strawberry

from api import pagination
from api.context import Info
from api.errors import refuse_access
from api.pagination import After, Arguments, Before, Connection, First, Last
from api.types.action import Action
from api.types.compte import Compte
from api.types.directory_lists import WorkspaceDirectory
from api.types.formation import Formation
from api.types.history import ChangeEntry
from api.types.lists import WorkspaceLists
from api.types.organisme import Organisme
from api.types.session import Session
from catalogue.reads import comptes, drafts, history
from catalogue.reads.keyset import Order, read_page
from workflows.policies import Verb, reason_against

_BY_ID = Order(("id",))
_BY_NUMBER = Order(("numero",))


@strawberry.type(description="L'espace de travail d'un établissement : son offre comme elle est saisie.")
class Workspace(WorkspaceDirectory, WorkspaceLists):
    """The workspace of one establishment; every draft below is that establishment's."""

    organisme: Organisme = strawberry.field(description="L'établissement pour lequel on travaille.")

    @strawberry.field(description="Ses formations, publiées ou non, avec leurs actions en cours.")
    async def formations(
        self, info: Info, first: First = None, after: After = None, last: Last = None, before: Before = None
    ) -> Connection[Formation]:
        """One statement, ten for all the trees, one for the total."""
        query = drafts.formations_query(self._numero())
        window = pagination.window(Arguments(first, after, last, before), "workspace", _BY_NUMBER)
        page = await read_page(query, _BY_NUMBER, window)
        trees = await drafts.formation_trees([row.numero for row in page.rows])
        return pagination.connection(
            page, [trees[row.numero] for row in page.rows], "workspace", _BY_NUMBER, query.count
        )

    @strawberry.field(description="Une de ses formations, null si elle n'est pas à cet établissement.")
    async def formation(
        self, numero: Annotated[int, strawberry.argument(description="Numéro de la formation.")]
    ) -> Formation | None:
        """Eleven statements."""
        return await self._tree(formation=numero)

    @strawberry.field(description="Une de ses actions, null si elle n'est pas à cet établissement.")
    async def action(
        self, numero: Annotated[int, strawberry.argument(description="Numéro de l'action.")]
    ) -> Action | None:
        """Eleven statements."""
        tree = await self._tree(action=numero)
        return drafts.find(tree, "actions", numero) if tree else None  # type: ignore[return-value]

    @strawberry.field(description="Une de ses sessions, null si elle n'est pas à cet établissement.")
    async def session(
        self, numero: Annotated[int, strawberry.argument(description="Numéro de la session.")]
    ) -> Session | None:
        """Seven statements."""
        formation = await drafts.formation_holding(self._numero(), session=numero)
        return None if formation is None else await drafts.session_alone(formation, numero)  # type: ignore[return-value]

    @strawberry.field(description="Qui y a un rôle. Il faut être gestionnaire de l'établissement, ou administrateur.")
    async def comptes(
        self, info: Info, first: First = None, after: After = None, last: Last = None, before: Before = None
    ) -> Connection[Compte]:
        """One statement, one for all their rights, one for the total."""
        actor = info.context.actor
        refuse_access(reason_against(actor, Verb.HABILITER, self._numero()), actor.connu)
        query = comptes.habilitations_query(self._numero())
        window = pagination.window(Arguments(first, after, last, before), "colleagues", _BY_ID)
        page = await read_page(query, _BY_ID, window)
        nodes = [Compte.of(row.compte) for row in page.rows]
        return pagination.connection(page, nodes, "colleagues", _BY_ID, query.count)

    @strawberry.field(description="Qui a changé quoi pour l'établissement, le plus récent d'abord.")
    async def historique(
        self,
        objet: Annotated[
            str | None, strawberry.argument(description="Seulement cet objet : `Formation`, `Session`…")
        ] = None,
        numero: Annotated[int | None, strawberry.argument(description="Seulement ce numéro.")] = None,
        first: Annotated[int, strawberry.argument(description="Les N derniers changements, 100 au plus.")] = 20,
    ) -> list[ChangeEntry]:
        """One statement."""
        size = max(0, min(first, 100))
        return [ChangeEntry.of(row) for row in await history.of_organisme(self._numero(), objet, numero, size)]

    def _numero(self) -> int:
        card: Any = self.organisme
        number: int = card["numero"]
        return number

    async def _tree(self, **node: int) -> Any:
        numero = await drafts.formation_holding(self._numero(), **node)
        return (await drafts.formation_trees([numero]))[numero] if numero is not None else None
