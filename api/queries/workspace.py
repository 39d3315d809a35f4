"""The way into a body's own room."""

from typing import Annotated

import strawberry

from api.context import Info
from api.errors import AccessRefused
from api.scalars import Siret
from api.types.workspace import Workspace
from catalogue.reads import annuaire
from workflows.policies import Verb, reason_against


@strawberry.type
class WorkspaceQueries:
    """The rooms of bodies."""

    @strawberry.field(
        description="L'espace de travail d'un établissement : ce qui est en cours de saisie. Il faut y être habilité."
    )
    async def workspace(
        self,
        info: Info,
        siret: Annotated[Siret, strawberry.argument(description="SIRET de l'établissement choisi.")],
    ) -> Workspace:
        """One statement; refused alike for an establishment that is unknown and for one that is not the caller's."""
        organisme = await annuaire.organisme_by_siret(siret)
        numero = organisme["numero"] if organisme else None
        reason = reason_against(info.context.actor, Verb.LIRE, numero)
        if organisme is None or reason is not None:
            code = "FORBIDDEN" if info.context.actor.connu else "UNAUTHENTICATED"
            raise AccessRefused(reason or "Cet établissement n'est pas des vôtres.", code)
        return Workspace(organisme=organisme)  # type: ignore[arg-type]
