"""What the mutations of dossiers answer: the dossier as it is now, or why not."""

from typing import Annotated

import strawberry

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
    strawberry.union("DiffusionResult", description="Ce que répond un geste qui remet une action en ligne."),
]
BilanResult = Annotated[
    DossierSuccess | TransitionRefused | StaleVersion | Forbidden | NotFound,
    strawberry.union("BilanResult", description="Ce qu'il est advenu d'une action d'un lot."),
]
