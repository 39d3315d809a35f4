"""Offers of bodies that lost what they need to publish are suspended, and come back when it is mended (R31).

Only what was validated here is looked at: what an import put online is its source's to withdraw (R34).
"""

from datetime import date
from functools import partial

from tortoise.queryset import QuerySet

from catalogue.documents.identity import code_fas
from catalogue.models import Action, Publication
from catalogue.transaction import transaction
from catalogue.vocabulary import Diffusion, OrigineRevision
from catalogue.vocabulary.motifs import MOTIFS_AUTOMATIQUES
from workflows import publication
from workflows.actor import SYSTEM
from workflows.dossiers import diffusing
from workflows.dossiers.compliance import MOTIFS, points
from workflows.errors import NonCompliant, WorkflowError

_CHUNK = 100


async def run(today: date, dry_run: bool) -> list[str]:
    """Suspend what may not be online today, lift what was suspended so and may be again; one line for each. Reading
    takes statements by chunks of 100, each change a transaction of its own.
    """
    online = [row.numero async for row in validated_online().only("numero").order_by("numero")]
    lines = []
    for start in range(0, len(online), _CHUNK):
        rows = await Publication.filter(numero__in=online[start : start + _CHUNK]).select_related("revision")
        found = await points([publication.shown(row) for row in rows], today)
        for row, missing in zip(rows, found, strict=True):
            if missing:
                motif = MOTIFS[missing[0].code]
                lines.append(f"{_code(row)} : suspendue, {missing[0].message}")
                if not dry_run:
                    await transaction(partial(_suspend, row.numero, motif))
    suspended = Publication.filter(etat=Diffusion.SUSPENDUE, motif__in=sorted(MOTIFS_AUTOMATIQUES))
    for row in await suspended.select_related("revision").order_by("numero"):
        if not (await points([publication.shown(row)], today))[0]:
            lines.append(f"{_code(row)} : suspension levée.")
            if not dry_run:
                await transaction(partial(_lift, row.numero))
    return lines


def validated_online() -> QuerySet[Publication]:
    """What is online and was validated here."""
    return Publication.filter(etat=Diffusion.PUBLIEE, revision__origine=OrigineRevision.SAISIE)


async def ceiling() -> int:
    """How many actions a run may take offline by itself: a twentieth of them, twenty at least (R34)."""
    return max(20, await validated_online().count() // 20)


def _code(row: Publication) -> str:
    return code_fas(row.formation_numero, row.numero)


async def _suspend(numero: int, motif: str) -> None:
    action = await Action.get(numero=numero)
    try:
        await diffusing.suspend(SYSTEM, numero, action.version, motif)
    except WorkflowError:
        # It was taken offline since we looked.
        return


async def _lift(numero: int) -> None:
    action = await Action.get(numero=numero)
    try:
        await diffusing.lift(SYSTEM, numero, action.version)
    except NonCompliant:
        raise
    except WorkflowError:
        # Somebody lifted it, or archived it, since we looked.
        return
