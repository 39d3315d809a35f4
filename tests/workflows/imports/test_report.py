"""The account of an import: every row has one end, and nothing is told twice or not at all."""

import csv
from pathlib import Path

import pytest

from workflows.imports.report import Ligne, RefusedRow, Report, Reserve, number


def filled() -> Report:
    report = Report("Essai")
    report.read = 1204
    for numero in range(1200):
        report.settle(Ligne("essai.csv", numero + 2, ""), written=True)
    report.settle(Ligne("essai.csv", 1202, "a"), written=False)
    report.settle(
        Ligne("essai.csv", 1203, "b"),
        written=True,
        reserves=[Reserve("UAI", "le premier"), Reserve("capacité", "non reprise")],
    )
    report.settle(Ligne("essai.csv", 1204, "c"), written=False, reserves=[Reserve("conflit", "la base garde")])
    report.refuse(Ligne("essai.csv", 1205, "=1+1"), RefusedRow("SIRET", "« x » n'est pas un SIRET."))
    report.remark("Les dates de fin manquent.")
    return report


def test_each_row_has_one_end() -> None:
    report = filled()
    assert (report.loaded, report.with_reservation, report.unchanged, report.refused) == (1200, 2, 1, 1)
    assert report.settled == report.read


def test_the_summary_counts_each_kind() -> None:
    assert filled().summary() == (
        "Essai : 1\u202f204 lignes lues\n"
        "  1\u202f200 chargées\n"
        "  2 avec réserve\n"
        "  1 inchangée\n"
        "  1 refusée\n"
        "Réserves :\n"
        "  1 × UAI\n"
        "  1 × capacité\n"
        "  1 × conflit\n"
        "Refus :\n"
        "  1 × SIRET\n"
        "Remarques :\n"
        "  – Les dates de fin manquent."
    )


def test_the_csv_lists_every_reservation_and_refusal(tmp_path: Path) -> None:
    path = tmp_path / "rapport.csv"
    filled().write_csv(path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    assert rows == [
        ["fichier", "ligne", "référence", "issue", "nature", "message"],
        ["essai.csv", "1203", "b", "avec réserve", "UAI", "le premier"],
        ["essai.csv", "1203", "b", "avec réserve", "capacité", "non reprise"],
        ["essai.csv", "1204", "c", "avec réserve", "conflit", "la base garde"],
        ["essai.csv", "1205", "'=1+1", "refusée", "SIRET", "« x » n'est pas un SIRET."],
    ]


def test_a_csv_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        filled().write_csv(tmp_path / "absent" / "rapport.csv")


@pytest.mark.parametrize(
    ("count", "words"), [(0, "0 ligne"), (1, "1 ligne"), (2, "2 lignes"), (12429, "12\u202f429 lignes")]
)
def test_numbers_agree_with_their_noun(count: int, words: str) -> None:
    assert number(count, "ligne", "lignes") == words
