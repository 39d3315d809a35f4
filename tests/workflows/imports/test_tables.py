"""CSV files that are not what they should be are refused whole, with a sentence that says what to do."""

from pathlib import Path

import pytest

from workflows.imports.tables import Row, UnreadableFile, read_table, read_text

COLUMNS = ("code", "nom")


def written(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "liste.csv"
    path.write_bytes(content)
    return path


def test_rows_know_the_line_on_which_they_begin(tmp_path: Path) -> None:
    path = written(tmp_path, b'code,nom\r\n1,"Saint\nNazaire"\r\n\r\n2,Nantes')
    table = read_table(path, COLUMNS)
    assert table.columns == COLUMNS
    assert table.rows == (
        Row(2, {"code": "1", "nom": "Saint\nNazaire"}),
        Row(5, {"code": "2", "nom": "Nantes"}),
    )


def test_a_mark_before_the_text_and_columns_in_another_order_are_tolerated(tmp_path: Path) -> None:
    path = written(tmp_path, "\ufeffnom, code ,plus\nÉvron,1,x\n".encode())
    [row] = read_table(path, COLUMNS).rows
    assert row.cells == {"nom": "Évron", "code": "1", "plus": "x"}


def test_separators_of_other_alphabets_do_not_cut_a_row(tmp_path: Path) -> None:
    [row] = read_table(written(tmp_path, "code,nom\n1,a\u2028b\x0cc\x85d\n".encode()), COLUMNS).rows
    assert row.cells["nom"] == "a\u2028b\x0cc\x85d"


def test_a_row_with_too_many_or_too_few_cells_is_no_row(tmp_path: Path) -> None:
    rows = read_table(written(tmp_path, b"code,nom\n1\n2,b,c\n3,d\n"), COLUMNS).rows
    assert [row.defaut for row in rows] == [
        "La ligne a 1 cellule au lieu de 2.",
        "La ligne a 3 cellules au lieu de 2.",
        None,
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "liste.csv est vide."),
        (b"\xef\xbb\xbf \n", "liste.csv est vide."),
        (b"code,nom\n", "liste.csv ne contient que sa ligne d'en-tête."),
        (b"code,libelle\n1,a\n", "liste.csv : colonne(s) absente(s) : nom. Colonnes lues : code, libelle."),
        (b"\ncode,nom\n1,a\n", "liste.csv : colonne(s) absente(s) : code, nom. Colonnes lues : ."),
        (
            b"code;nom\n1;a\n",
            "liste.csv : ses colonnes sont séparées par des points-virgules, des virgules sont attendues.",
        ),
        (
            b"code\tnom\n1\ta\n",
            "liste.csv : ses colonnes sont séparées par des tabulations, des virgules sont attendues.",
        ),
        (b"code,nom,code\n1,a,2\n", "liste.csv : la colonne « code » y est deux fois."),
        (
            "code,nom\n1,a\n2,Évron\n".encode("cp1252"),
            "liste.csv n'est pas en UTF-8 (ligne 3) : enregistrez-le dans cet encodage.",
        ),
        (b"PK\x03\x04\x00\x00code,nom\n1,a\n", "liste.csv n'est pas un fichier texte."),
        (
            b'code,nom\n1,a\n2,"b\n3,c\n',
            "liste.csv n'est pas un CSV lisible : guillemets ou cellule mal formés à la ligne 4.",
        ),
        (
            b'code,nom\n1,"a"b\n',
            "liste.csv n'est pas un CSV lisible : guillemets ou cellule mal formés à la ligne 2.",
        ),
        (
            b"code,nom\n1," + b"a" * 200_000 + b"\n",
            "liste.csv n'est pas un CSV lisible : guillemets ou cellule mal formés à la ligne 2.",
        ),
    ],
)
def test_an_unreadable_file_says_what_to_do(tmp_path: Path, content: bytes, message: str) -> None:
    with pytest.raises(UnreadableFile) as refusal:
        read_table(written(tmp_path, content), COLUMNS)
    assert str(refusal.value) == message


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"absent\.csv ne s'ouvre pas"):
        read_text(tmp_path / "absent.csv")
    with pytest.raises(UnreadableFile, match="ne s'ouvre pas"):
        read_text(tmp_path)
