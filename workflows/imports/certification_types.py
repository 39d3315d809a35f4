"""Kinds of certification by their label, for sources that give no code."""

import hashlib
from collections.abc import Iterable

from catalogue.models import Certification, TypeCertification

_PROVISIONAL = "X-"


def provisional_code(libelle: str) -> str:
    """The code of a kind that is known by its label only: always the same for the same label, never Certifinfo's."""
    return _PROVISIONAL + hashlib.sha256(libelle.encode()).hexdigest()[:8]


async def codes_of_labels(libelles: Iterable[str]) -> dict[str, str]:
    """The codes of kinds by label; one that the base lacks is added under a provisional code.

    Part of the caller's transaction. Where several kinds bear one label, Certifinfo's own (a number) comes first.
    """
    wanted = sorted(set(libelles))
    found: dict[str, str] = {}
    for row in await TypeCertification.filter(libelle__in=wanted):
        best = found.get(row.libelle)
        if best is None or _rank(row.code) < _rank(best):
            found[row.libelle] = row.code
    missing = [libelle for libelle in wanted if libelle not in found]
    await TypeCertification.bulk_create(
        [TypeCertification(code=provisional_code(libelle), libelle=libelle) for libelle in missing]
    )
    return found | {libelle: provisional_code(libelle) for libelle in missing}


async def replace_provisional() -> int:
    """Give Certifinfo's codes to the kinds that had provisional ones, now that their labels are known; how many.

    Part of the caller's transaction. What is published keeps the code it was published with (R2).
    """
    rows = await TypeCertification.all()
    official = {row.libelle: row.code for row in rows if row.code.isdigit()}
    replaced = [row for row in rows if row.code.startswith(_PROVISIONAL) and row.libelle in official]
    for row in replaced:
        await Certification.filter(type_id=row.code).update(type_id=official[row.libelle])
        await row.delete()
    return len(replaced)


def _rank(code: str) -> tuple[bool, str]:
    return not code.isdigit(), code
