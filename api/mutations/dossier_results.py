"""What the mutations of dossiers answer: the dossier as it is now, or why not."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Any

import strawberry

from api.context import Info
from api.types.dossier import Dossier
from api.types.refusals import (
    Duplicate,
    Forbidden,
    IncompleteDossier,
    InvalidInput,
    NonCompliant,
    NotFound,
    StaleVersion,
    TransitionRefused,
)
from catalogue.reads import dossiers
from catalogue.transaction import transaction
from workflows import replay
from workflows.dossiers.dossier import Dossier as Acted


@strawberry.type(description="C'est fait.")
class DossierSuccess:
    """A transition was carried out."""

    dossier: Dossier = strawberry.field(description="Le dossier comme il est à présent.")


async def dossier_success(numero: int) -> DossierSuccess:
    """The dossier of an action after a transition. Two statements."""
    found = await dossiers.read(numero)
    if found is None:
        raise LookupError(f"L'action {numero} vient de disparaître.")
    return DossierSuccess(dossier=Dossier(lu=found))


KEY = strawberry.field(
    description="Clé de rejeu : la même demande deux fois n'est faite qu'une fois, et répond de même.", default=None
)


async def gesture(
    info: Info, operation: str, key: str | None, asked: dict[str, Any], work: Callable[[], Awaitable[Acted]]
) -> DossierSuccess:
    """Carry out a gesture on a dossier in one transaction, once for a key, and tell the dossier as it is then."""
    actor = info.context.actor

    async def carry_out() -> int:
        return (await work()).numero

    numero = await transaction(lambda: replay.once(actor, operation, key, asked, carry_out))
    return await dossier_success(int(numero))


SubmitActionResult = Annotated[
    DossierSuccess
    | IncompleteDossier
    | NonCompliant
    | Duplicate
    | TransitionRefused
    | StaleVersion
    | InvalidInput
    | Forbidden
    | NotFound,
    strawberry.union("SubmitActionResult", description="Ce que répond `submitAction`."),
]
TransitionResult = Annotated[
    DossierSuccess | TransitionRefused | StaleVersion | InvalidInput | Forbidden | NotFound,
    strawberry.union("TransitionResult", description="Ce que répond un geste sur un dossier."),
]
DiffusionResult = Annotated[
    DossierSuccess | TransitionRefused | NonCompliant | StaleVersion | InvalidInput | Forbidden | NotFound,
    strawberry.union("DiffusionResult", description="Ce que répond un geste qui met une action en ligne."),
]
BilanResult = Annotated[
    DossierSuccess | TransitionRefused | NonCompliant | StaleVersion | Forbidden | NotFound,
    strawberry.union("BilanResult", description="Ce qu'il est advenu d'une action d'un lot."),
]
