"""Actions that have had no session for a year are archived (R15); until then they wait to be renewed.

What is being examined is archived once that is decided. What an import put online is its source's to withdraw (R34).
"""

from datetime import date
from functools import partial

from tortoise.expressions import Subquery
from tortoise.functions import Max

from catalogue.documents.identity import code_fas
from catalogue.models import Action, Publication
from catalogue.rules.renewal import Decalage, decaler
from catalogue.transaction import transaction
from catalogue.vocabulary import Diffusion, OrigineRevision
from workflows.actor import SYSTEM
from workflows.dossiers import diffusing
from workflows.dossiers.transitions import ARCHIVER
from workflows.errors import WorkflowError

_YEAR = Decalage(mois=12)


async def run(today: date, dry_run: bool) -> list[str]:
    """Archive what was online once, suspended or not, and whose last session ended a year ago; one line for each."""
    validated = Publication.filter(revision__origine=OrigineRevision.SAISIE)
    rows = (
        await Action.annotate(fin=Max("sessions__date_fin"))
        .filter(
            dossier__in=sorted(ARCHIVER.de),
            diffusion__in=[Diffusion.PUBLIEE, Diffusion.SUSPENDUE, Diffusion.RETIREE],
            numero__in=Subquery(validated.values("numero")),
        )
        .group_by("numero", "formation_id")
        .order_by("numero")
        .values_list("numero", "formation_id", "fin")
    )
    lines = []
    for numero, formation, last in rows:
        end = date.fromisoformat(last) if isinstance(last, str) else last
        if end is None or decaler(end, _YEAR) >= today:
            continue
        lines.append(f"{code_fas(formation, numero)} : archivée, dernière session finie le {end:%d/%m/%Y}.")
        if not dry_run:
            await transaction(partial(_archive, numero))
    return lines


async def _archive(numero: int) -> None:
    action = await Action.get(numero=numero)
    try:
        await diffusing.archive(SYSTEM, numero, action.version)
    except WorkflowError:
        # It was submitted since we looked.
        return
