"""The dossier of an action and its revisions, for its body and for the Carif-Oref."""

from typing import Annotated

import strawberry

from api.context import Info
from api.errors import AccessRefused, InvalidArgument
from api.types.depot import RevisionType
from api.types.difference import Difference
from api.types.dossier import Dossier
from api.types.node import parse_global_id
from catalogue.models import Revision
from catalogue.reads import dossiers
from workflows.policies import Verb, reason_against

Id = Annotated[
    strawberry.ID, strawberry.argument(description="Identifiant global de l'action, ou son numéro.", name="id")
]


async def dossier_of(info: Info, value: str) -> Dossier:
    """The dossier of an action. Two statements.

    Raises:
        AccessRefused: no such action, or none that the caller may know of.
    """
    numero = _numero(value)
    found = await dossiers.read(numero)
    actor = info.context.actor
    if found is None or reason_against(actor, Verb.LIRE, found.action.formation.organisme_id) is not None:
        if not actor.connu:
            raise AccessRefused("Connectez-vous d'abord par `signIn`.", "UNAUTHENTICATED")
        raise AccessRefused(f"L'action {numero} n'existe pas, ou n'est pas des vôtres.", "NOT_FOUND")
    return Dossier(lu=found)


async def revision_of(info: Info, value: str, rang: int) -> Revision:
    """A revision of an action that the caller may know of. Three statements."""
    dossier = await dossier_of(info, value)
    row = await dossiers.revision(dossier.lu.action.numero, rang)
    if row is None:
        raise AccessRefused(f"L'action n'a pas de révision {rang}.", "NOT_FOUND")
    return row


def _numero(value: str) -> int:
    name, key = ("Action", value) if value.isdecimal() else parse_global_id(value)
    if name != "Action" or not key.isdecimal() or int(key) >= 2**31:
        raise InvalidArgument(f"« {value[:40]} » n'est pas l'identifiant d'une action.")
    return int(key)


@strawberry.type
class DossierQueries:
    """Dossiers."""

    @strawberry.field(description="Le dossier d'une action, pour son organisme et pour le Carif-Oref.")
    async def dossier(self, info: Info, id: Id) -> Dossier:
        """Two statements."""
        return await dossier_of(info, id)

    @strawberry.field(description="Une révision d'une action, par son rang.")
    async def revision(
        self, info: Info, id: Id, rang: Annotated[int, strawberry.argument(description="Rang de la révision.")]
    ) -> RevisionType:
        """Three statements."""
        return RevisionType.of(await revision_of(info, id, rang))

    @strawberry.field(description="Ce qui diffère entre deux révisions d'une action.")
    async def compare_revisions(
        self,
        info: Info,
        id: Id,
        de: Annotated[int, strawberry.argument(description="Rang de la plus ancienne.")],
        a: Annotated[int, strawberry.argument(description="Rang de la plus récente.")],
    ) -> Difference:
        """Six statements."""
        former, later = await revision_of(info, id, de), await revision_of(info, id, a)
        return Difference.of(dossiers.between(former, later))
