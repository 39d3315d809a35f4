"""The offer of a national extraction: real apprenticeship actions, published as they are."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from catalogue.models import TypeDispositif
from catalogue.transaction import transaction
from workflows.errors import NotFound, WorkflowError
from workflows.imports.cells import reference_of
from workflows.imports.file_facts import FileFacts, gather
from workflows.imports.offer_loading import APPRENTISSAGE, OfferLoading, Outcome, settled_rows
from workflows.imports.offer_row import COLUMNS, OfferRow, read_offer
from workflows.imports.places import Place, find_communes
from workflows.imports.report import Advance, RefusedRow, Report, number
from workflows.imports.tables import Table, read_table
from workflows.imports.turns import in_turns

_CHUNK = 100


async def import_extraction(path: Path, advance: Advance) -> Report:
    """Load each row as a published action with its session and its apprenticeship dispositif.

    Writes a hundred rows a transaction, so that a server beside is never blocked for long; killed half-way, it is
    simply run again. A row that was loaded is never loaded again, whatever became of its action since. Nothing is
    withdrawn, whatever the file lacks: R34 has nothing to stop here.

    Raises:
        UnreadableFile: the file is not such an extraction; nothing is written then.
        NotFound: the kind of dispositif of apprenticeship is not in the base.
    """
    table = read_table(path, COLUMNS)
    report = Report(f"Extraction {table.nom}")
    report.read = len(table.rows)
    rows = _read(table, report)
    settled = await settled_rows(rows)
    _tell(report, settled.values())
    advance(report.settled, report.read)
    fresh = [row for row in rows if row.ligne.numero not in settled]
    if fresh:
        if not await TypeDispositif.exists(code=APPRENTISSAGE):
            raise NotFound(f"Le type de dispositif {APPRENTISSAGE} n'est pas dans la base : lancez « sofi migrate ».")
        facts = gather(rows)
        _remark(report, fresh, facts)
        await _load(fresh, facts, path, report, advance)
    return report


def _read(table: Table, report: Report) -> list[OfferRow]:
    rows: dict[str, OfferRow] = {}
    for row in table.rows:
        ligne = reference_of(row, "identifiant_session", table.nom)
        try:
            offer = read_offer(row, ligne)
            if ligne.reference in rows:
                first = rows[ligne.reference].ligne.numero
                raise RefusedRow("numéro répété", f"« {ligne.reference} » est déjà ligne {first}.")
            rows[ligne.reference] = offer
        except RefusedRow as refusal:
            report.refuse(ligne, refusal)
    return list(rows.values())


async def _load(rows: Sequence[OfferRow], facts: FileFacts, path: Path, report: Report, advance: Advance) -> None:
    found = await find_communes(rows, path, report)
    places: dict[int, Place] = {}
    for row in rows:
        place = found[row.lieu]
        if isinstance(place, RefusedRow):
            report.refuse(row.ligne, place)
        else:
            places[row.ligne.numero] = place
    placed = [row for row in rows if row.ligne.numero in places]
    async for chunk in in_turns(placed, _CHUNK):
        try:
            _tell(report, await transaction(OfferLoading(chunk, places, facts).run))
        except WorkflowError:
            for row in chunk:
                _tell(report, [await _load_alone(row, places, facts)])
        advance(report.settled, report.read)


async def _load_alone(row: OfferRow, places: dict[int, Place], facts: FileFacts) -> Outcome:
    """One row of a chunk of which some workflow refused a row."""
    try:
        [outcome] = await transaction(OfferLoading([row], places, facts).run)
    except WorkflowError as error:
        return Outcome(row, False, [], RefusedRow("refusée par les règles de l'offre", str(error)))
    return outcome


def _tell(report: Report, outcomes: Iterable[Outcome]) -> None:
    for outcome in outcomes:
        if outcome.refusal is not None:
            report.refuse(outcome.row.ligne, outcome.refusal)
        else:
            report.settle(outcome.row.ligne, written=outcome.written, reserves=outcome.reserves)


def _remark(report: Report, rows: Sequence[OfferRow], facts: FileFacts) -> None:
    """What holds for whole columns, and would hide the reservations if it were told row by row."""
    without = {
        "sans nombre d'heures": sum(row.heures is None for row in rows),
        "sans capacité": sum(row.capacite is None for row in rows),
        "sans code RNCP": sum(row.certification.code_rncp is None for row in rows),
        "sans UAI": sum(row.lieu.uai is None for row in rows),
    }
    report.remark(
        "Le fichier donne un mois d'entrée : la session commence le premier de ce mois, de juillet 2020 à juin 2021. "
        "La date de fin n'y est pas et reste vide."
    )
    report.remark("La capacité devient la capacité simultanée ; le nombre de places n'est pas dans le fichier.")
    report.remark("Le code postal, souvent un CEDEX, est gardé tel quel sur le site.")
    report.remark(
        "L'objectif général est la certification, sans individualisation : tout y prépare un diplôme ou un titre."
    )
    joined = sum(row.lieu.uai is None and facts.uai(row) is not None for row in rows)
    if joined:
        report.remark(
            f"{number(joined, 'ligne', 'lignes')} sans UAI : leur site est celui d'une autre ligne du même organisme, "
            "de la même commune et du même code postal."
        )
    report.remark(
        "Incomplètes dans le fichier : " + ", ".join(f"{number(n)} {what}" for what, n in without.items()) + "."
    )
