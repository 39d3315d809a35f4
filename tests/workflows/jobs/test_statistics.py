"""The base's own statistics, which decide by which index a list is found."""

from pathlib import Path

from tests import bases
from workflows.jobs.running import run_job

COUNTED = (
    "SELECT count(*) FROM pg_stats WHERE tablename = 'offre_publiee'"
    if bases.POSTGRESQL
    else "SELECT count(*) FROM sqlite_stat1 WHERE tbl = 'offre_publiee'"
)
LINE = ["statistiques de la base."]


async def test_the_base_counts_its_rows_again(procedure_database: Path) -> None:
    assert await run_job("statistiques", dry_run=True) == LINE
    assert await run_job("statistiques") == LINE
    [[counted]] = bases.rows(procedure_database, COUNTED)
    assert counted > 0
