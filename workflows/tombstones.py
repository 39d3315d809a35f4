"""The words left where something was online (R33)."""

from collections.abc import Sequence
from datetime import datetime

from tortoise.expressions import Q

from catalogue.documents.identity import code_fas
from catalogue.models import Retrait
from catalogue.vocabulary import Diffusion


async def bury(
    nodes: Sequence[tuple[str, tuple[int, ...]]],
    etat: Diffusion,
    depuis: datetime,
    *,
    motif: str | None = None,
    successeur: str | None = None,
) -> None:
    """Leave a word for each node: its type name and the numbers of its FAS code. A former word gives way."""
    codes = [code_fas(*numeros) for _, numeros in nodes]
    await revive(codes)
    await Retrait.bulk_create(
        Retrait(
            niveau=niveau,
            numero=numeros[-1],
            code=code,
            etat=etat,
            motif=motif,
            successeur=successeur,
            depuis=depuis,
        )
        for (niveau, numeros), code in zip(nodes, codes, strict=True)
    )


async def revive(codes: Sequence[str]) -> None:
    """Take the words away of what is online again."""
    await Retrait.filter(code__in=codes).delete()


async def rename_state(code: str, etat: Diffusion) -> None:
    """Say another state where an action and its sessions were online."""
    await Retrait.filter(Q(code=code) | Q(code__startswith=f"{code}-")).update(etat=etat)
