"""The cells of one row, read one by one: what cannot be kept becomes a reservation, what must be there is demanded."""

from collections.abc import Callable
from typing import TypeVar

from workflows.imports.report import Ligne, RefusedRow, Reserve
from workflows.imports.tables import Row

T = TypeVar("T")

_DIPLOMA = 8


class Cells:
    """One row under reading; `reserves` gathers what is to be told of it.

    Raises RefusedRow when the row has not as many cells as the file has columns.
    """

    def __init__(self, row: Row) -> None:
        if row.defaut is not None:
            raise RefusedRow("nombre de cellules", row.defaut)
        self._cells = row.cells
        self.reserves: list[Reserve] = []

    def text(self, name: str) -> str:
        """The text of a cell, its blanks made single; empty when there is none."""
        return " ".join(self._cells[name].split())

    def optional(self, name: str) -> str | None:
        """The same, None when there is none."""
        return self.text(name) or None

    def demand(self, name: str, limit: int) -> str:
        """A text of at most `limit` characters; raises RefusedRow when it is empty or longer."""
        text = self.text(name)
        if not text:
            raise RefusedRow(f"« {name} » vide", f"La colonne « {name} » est vide.")
        if len(text) > limit:
            raise RefusedRow(f"« {name} » trop long", f"« {name} » a {len(text)} caractères : {limit} au plus.")
        return text

    def demand_valid(self, name: str, rule: Callable[[str], T]) -> T:
        """What a rule makes of a cell; raises RefusedRow with the rule's words when it refuses."""
        try:
            return rule(self.text(name))
        except ValueError as error:
            raise RefusedRow(f"« {name} » invalide", str(error)) from None

    def keep_valid(self, name: str, rule: Callable[[str], T]) -> T | None:
        """What a rule makes of a cell; None when it is empty, None and a reservation when the rule refuses it."""
        text = self.text(name)
        if not text:
            return None
        try:
            return rule(text)
        except ValueError as error:
            self.reserve(f"« {name} » invalide", f"{str(error).rstrip('.')} ; valeur non reprise.")
            return None

    def reserve(self, nature: str, message: str) -> None:
        """Note what is not kept and what is done instead."""
        self.reserves.append(Reserve(nature, message))


def reference_of(row: Row, column: str, nom: str) -> Ligne:
    """How people find a row again: file, line, and what it says in this column, as far as it is readable."""
    return Ligne(nom, row.numero, row.cells.get(column, "").strip()[:60])


def whole_number(lowest: int, highest: int) -> Callable[[str], int]:
    """A rule: a whole number between two others, in digits."""

    def rule(text: str) -> int:
        if not (text.isascii() and text.isdigit() and len(text) < 10 and lowest <= int(text) <= highest):
            raise ValueError(f"« {text[:40]} » n'est pas un nombre entier de {lowest} à {highest}.")
        return int(text)

    return rule


def at_most(limit: int) -> Callable[[str], str]:
    """A rule: a text of at most `limit` characters."""

    def rule(text: str) -> str:
        if len(text) > limit:
            raise ValueError(f"« {text[:40]}… » a {len(text)} caractères : {limit} au plus.")
        return text

    return rule


def diploma_code(cells: Cells, name: str) -> str | None:
    """A code formation diplôme: 8 digits or capitals. The leading zero that spreadsheets drop is put back, and told."""
    text = cells.text(name).upper()
    if len(text) == _DIPLOMA - 1 and text.isascii() and text.isdigit():
        cells.reserve("code diplôme sans son zéro", f"Le code formation diplôme {text} est lu 0{text}.")
        return f"0{text}"
    if text and not (len(text) == _DIPLOMA and text.isascii() and text.isalnum()):
        cells.reserve(f"« {name} » invalide", f"« {text[:40]} » n'a pas {_DIPLOMA} caractères ; valeur non reprise.")
        return None
    return text or None


def european_level(text: str) -> int:
    """A rule: a level of the European scale."""
    if text not in {"1", "2", "3", "4", "5", "6", "7", "8"}:
        raise ValueError(f"« {text[:40]} » n'est pas un niveau européen : 1 à 8.")
    return int(text)
