"""LHEO's tables are typed in; the standard's own file, when it is at hand, says whether they are right."""

import json
from pathlib import Path

import pytest

from catalogue.vocabulary import Liste, lheo

TABLES_JSON = Path(__file__).parents[4] / "shared" / "lheo" / "tables.json"


def test_there_are_19_tables_and_133_codes() -> None:
    assert len(lheo.TABLES) == 19
    assert sum(len(table.termes) for table in lheo.TABLES) == 133


@pytest.mark.skipif(not TABLES_JSON.exists(), reason=f"{TABLES_JSON.name} de LHEO 2.3 n’est pas à côté du projet")
def test_every_table_is_the_standard_s_letter_for_letter_and_in_its_order() -> None:
    standard = {
        name.removeprefix("dict-").upper().replace("-", "_"): [(term["code"], term["label"]) for term in terms]
        for name, terms in json.loads(TABLES_JSON.read_text(encoding="utf-8")).items()
    }
    ours = {table.nom: [(terme.code, terme.libelle) for terme in table.termes] for table in lheo.TABLES}
    assert ours == standard


@pytest.mark.parametrize("table", lheo.TABLES, ids=lambda table: table.nom)
def test_a_table_is_found_under_its_name(table: Liste) -> None:
    assert getattr(lheo, table.nom) is table
    assert table.source.removeprefix("LHEO 2.3, dict-").upper().replace("-", "_") == table.nom


def test_recruitment_is_numbered_as_lheo_does_and_not_as_the_procedure_lists_it() -> None:
    assert [lheo.ETAT_RECRUTEMENT.terme(code).libelle for code in ("1", "2", "3")] == ["ouvert", "fermé", "suspendu"]
