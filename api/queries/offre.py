"""What anybody may read of the published offer."""

from typing import Annotated

import strawberry

from api import pagination
from api.context import Info
from api.inputs import FiltreOffre, OrdreFormations, OrdreSessions, offre_criteria
from api.pagination import After, Arguments, Before, Connection, First, Last
from api.scalars import CodeFas
from api.types.action import Action
from api.types.formation import Formation
from api.types.result import Offre, OffreInconnue, OffreRetiree, ResultatOffre
from api.types.session import Session
from catalogue.documents.identity import global_id
from catalogue.models import Retrait
from catalogue.reads import published
from catalogue.reads.keyset import Order, read_page
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
        """Two statements when it is online, one more when it is not."""
        loaders = info.context.loaders
        formation = await loaders.formations.load(code.formation)
        actions = await loaders.actions_of_formation.load(code.formation) if formation else []
        action = next((node for node in actions if node["numero"] == code.action), None)
        sessions = action["sessions"] if action else []
        session = next((node for node in sessions if node["numero"] == code.session), None)
        if formation is None or (code.action and action is None) or (code.session and session is None):
            return await _absent(str(code))
        if action is not None:
            loaders.actions.prime(action["numero"], action)
        return Offre(formation=formation, action=action, session=session)

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
        """One statement, one for the actions of all of them, one for the total."""
        order, name = order_by.value, f"formations/{order_by.name}"
        query = published.formations_query(offre_criteria(filter), info.context.today)
        window = pagination.window(Arguments(first, after, last, before), name, order)
        page = await read_page(query, order, window)
        nodes = [published.header_of(row) for row in page.rows]
        for node in nodes:
            info.context.loaders.formations.prime(node["numero"], node)
        return pagination.connection(page, nodes, name, order, query.count)

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
        """One statement, one for the formations of all of them, one for the total."""
        query = published.actions_query(offre_criteria(filter), info.context.today)
        window = pagination.window(Arguments(first, after, last, before), "actions", _ACTIONS)
        page = await read_page(query, _ACTIONS, window)
        nodes = [published.document_of(row) for row in page.rows]
        for node in nodes:
            info.context.loaders.actions.prime(node["numero"], node)
        return pagination.connection(page, nodes, "actions", _ACTIONS, query.count)

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
        """Two statements, one for the formations of all of them, one for the total."""
        order, name = order_by.value, f"sessions/{order_by.name}"
        query = published.sessions_query(offre_criteria(filter), info.context.today)
        window = pagination.window(Arguments(first, after, last, before), name, order)
        page = await read_page(query, order, window)
        actions = await info.context.loaders.actions.load_many([row.action for row in page.rows])
        nodes = [
            next(session for session in action["sessions"] if session["numero"] == row.session)
            for row, action in zip(page.rows, actions, strict=True)
        ]
        return pagination.connection(page, nodes, name, order, query.count)


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
