"""CSV files read whole and checked before anything is written: a file that cannot be read changes nothing."""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from workflows.imports.report import number

_SIGNS_OF_BINARY = "\x00"
_FOREIGN_DELIMITERS = {";": "des points-virgules", "\t": "des tabulations", "|": "des barres verticales"}


class UnreadableFile(Exception):
    """The file cannot be read as what it should be; the message is one French line that says what to do."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its cells by column, and the line of the file on which it begins. `defaut` says why it is no row."""

    numero: int
    cells: dict[str, str]
    defaut: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A CSV file: its name, its columns, its rows. Empty lines are no rows."""

    nom: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def read_table(path: Path, columns: Sequence[str]) -> Table:
    """The rows of a comma-separated UTF-8 file that has at least these columns, in any order; a BOM is tolerated.

    A row with too few or too many cells is given with its `defaut`, for the caller to refuse.

    Raises:
        UnreadableFile: missing, empty, of another encoding, no CSV, without one of the columns, or without a row.
    """
    table = read_any_table(path)
    missing = [column for column in columns if column not in table.columns]
    if missing:
        raise UnreadableFile(
            f"{table.nom} : colonne(s) absente(s) : {', '.join(missing)}. Colonnes lues : {', '.join(table.columns)}."
        )
    return table


def read_any_table(path: Path) -> Table:
    """The same, whatever its columns: for a caller who tells files apart by them."""
    reader = csv.reader(io.StringIO(read_text(path), newline=""), strict=True)
    try:
        header = tuple(name.strip() for name in next(reader))
        _check_header(path.name, header)
        rows = tuple(_rows(reader, header))
    except csv.Error:
        raise UnreadableFile(
            f"{path.name} n'est pas un CSV lisible : guillemets ou cellule mal formés à la ligne {reader.line_num}."
        ) from None
    if not rows:
        raise UnreadableFile(f"{path.name} ne contient que sa ligne d'en-tête.")
    return Table(path.name, header, rows)


def read_text(path: Path) -> str:
    """The text of a UTF-8 file without its BOM.

    Raises:
        UnreadableFile: missing, empty, of another encoding, or no text at all.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableFile(f"{path} ne s'ouvre pas : {error.strerror}.") from None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise UnreadableFile(
            f"{path.name} n'est pas en UTF-8 (ligne {line}) : enregistrez-le dans cet encodage."
        ) from None
    if _SIGNS_OF_BINARY in text:
        raise UnreadableFile(f"{path.name} n'est pas un fichier texte.")
    if not text.strip():
        raise UnreadableFile(f"{path.name} est vide.")
    return text


def _check_header(nom: str, header: tuple[str, ...]) -> None:
    if len(header) == 1:
        for delimiter, words in _FOREIGN_DELIMITERS.items():
            if delimiter in header[0]:
                _refuse(nom, f"ses colonnes sont séparées par {words}, des virgules sont attendues")
    twice = [name for name, count in Counter(header).items() if count > 1]
    if twice:
        _refuse(nom, f"la colonne « {twice[0]} » y est deux fois")


def _refuse(nom: str, why: str) -> NoReturn:
    raise UnreadableFile(f"{nom} : {why}.")


def _rows(reader: Iterator[list[str]], header: tuple[str, ...]) -> Iterator[Row]:
    line: int = reader.line_num  # type: ignore[attr-defined]
    for cells in reader:
        first, line = line + 1, reader.line_num  # type: ignore[attr-defined]
        if not cells:
            continue
        defaut = None
        if len(cells) != len(header):
            defaut = f"La ligne a {number(len(cells), 'cellule', 'cellules')} au lieu de {len(header)}."
        yield Row(first, dict(zip(header, cells, strict=False)), defaut)
