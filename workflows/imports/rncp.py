"""The RNCP of France compétences: its apprenticeship table (CSV) and its records (JSON). They complete certifications.

The key of a certification is its Certifinfo code, which neither file has: a record whose RNCP code no certification
bears has nothing to complete and is refused, to be loaded again once Certifinfo knows it.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from catalogue.models import Certification
from catalogue.transaction import transaction
from workflows.imports.conflicts import kept_reserves
from workflows.imports.report import Advance, RefusedRow, Report, Reserve
from workflows.imports.rncp_records import Fiche, read_json, read_kit
from workflows.imports.turns import in_turns
from workflows.merging import CertificationRecord, merge_certifications

_CHUNK = 1000
# France compétences decides of the end of a record, of its blocs and bodies; the codes of others are only filled in.
_FILL_ONLY = frozenset({"code_formation_diplome", "niveau_europeen", "niveau_francais"})


async def import_rncp(path: Path, advance: Advance) -> Report:
    """Complete the certifications by what RNCP says of their code: end of validity, European level, and from the JSON
    also blocs, certificateurs, NSF, ROME and Formacodes. Nothing is removed: a bloc that the file lacks stays.

    Formations keep the blocs they had chosen and published offers the card they were published with (R2).

    Raises:
        UnreadableFile: the file is neither of the two; nothing is written then.
    """
    report = Report(f"RNCP de {path.name}")
    fiches = read_json(path, report) if path.suffix.lower() == ".json" else read_kit(path, report)
    groups: dict[str, list[Fiche]] = defaultdict(list)
    for fiche in fiches:
        groups[fiche.code_rncp].append(fiche)
    async for codes in in_turns(list(groups), _CHUNK):
        chunk = {code: groups[code] for code in codes}
        outcome = await transaction(partial(_write, chunk))
        for code, fiches_of_code in chunk.items():
            _tell(report, fiches_of_code, outcome.get(code))
        advance(report.settled, report.read)
    return report


def _tell(report: Report, fiches: Sequence[Fiche], outcome: tuple[bool, list[Reserve]] | None) -> None:
    for fiche in fiches:
        if outcome is None:
            report.refuse(
                fiche.ligne,
                RefusedRow(
                    "aucune certification n'a ce code RNCP",
                    f"Aucune certification de Certifinfo ne porte {fiche.code_rncp} : il n'y a rien à compléter.",
                ),
            )
        else:
            written, reserves = outcome
            report.settle(fiche.ligne, written=written, reserves=[*fiche.reserves, *reserves])


async def _write(groups: Mapping[str, Sequence[Fiche]]) -> dict[str, tuple[bool, list[Reserve]]]:
    """Complete the certifications with these RNCP codes; by RNCP code, whether something was written, and what not."""
    bearers: dict[str, list[str]] = defaultdict(list)
    for code, code_rncp in await Certification.filter(code_rncp__in=list(groups)).values_list("code", "code_rncp"):
        bearers[code_rncp].append(code)
    records = [replace(_united(groups[code_rncp]), code=code) for code_rncp, codes in bearers.items() for code in codes]
    merged = await merge_certifications(records, fill_only=_FILL_ONLY)
    return {
        code_rncp: (
            not merged.written.isdisjoint(codes),
            [reserve for code in codes for reserve in kept_reserves(merged.kept.get(code, ()))],
        )
        for code_rncp, codes in bearers.items()
    }


def _united(fiches: Sequence[Fiche]) -> CertificationRecord:
    """One record of the rows of one RNCP code, which differ in their diploma code only.

    The diploma code is kept when there is but one: Certifinfo parts by option what RNCP holds together.
    """
    codes = Counter(fiche.record.code_formation_diplome for fiche in fiches)
    record = fiches[0].record
    return record if len(codes) == 1 else replace(record, code_formation_diplome=None)
