"""The account that an import gives: what became of each row, so that not one is lost silently."""

import csv
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

Advance = Callable[[int, int], None]
"""Told how many rows are done, of how many."""

_RESERVE, _REFUS = "avec réserve", "refusée"
_FORMULA = ("=", "+", "-", "@", "\t")  # what a spreadsheet would run


class Ligne(NamedTuple):
    """A row of a file, as people find it again: `numero` counts lines from 1, the header included."""

    fichier: str
    numero: int
    reference: str


class Reserve(NamedTuple):
    """What could not be kept of a row, and what was done instead. `nature` is the same words for the same flaw."""

    nature: str
    message: str


class RefusedRow(Exception):
    """A row that cannot be loaded: why, in a French sentence. `nature` is the same words for the same cause."""

    def __init__(self, nature: str, message: str) -> None:
        super().__init__(message)
        self.nature = nature


class Constat(NamedTuple):
    """One thing to know of one row."""

    ligne: Ligne
    issue: str
    nature: str
    message: str


class Report:
    """Counts, reservations, refusals, and remarks on the file as a whole.

    `read` is what the files held; each row then ends in one of the four others: loaded, unchanged (the base had it),
    with a reservation (the base has it, but not all of it as the file says), refused.
    """

    def __init__(self, titre: str) -> None:
        self.titre = titre
        self.read = 0
        self.loaded = 0
        self.unchanged = 0
        self.with_reservation = 0
        self.refused = 0
        self.constats: list[Constat] = []
        self.remarks: list[str] = []

    @property
    def settled(self) -> int:
        """How many rows have met their end; `read` when the import is over."""
        return self.loaded + self.unchanged + self.with_reservation + self.refused

    def settle(self, ligne: Ligne, *, written: bool, reserves: Sequence[Reserve] = ()) -> None:
        """A row that is in the base now: something of it was written, or it was there."""
        self.constats += [Constat(ligne, _RESERVE, reserve.nature, reserve.message) for reserve in reserves]
        if reserves:
            self.with_reservation += 1
        elif written:
            self.loaded += 1
        else:
            self.unchanged += 1

    def refuse(self, ligne: Ligne, refusal: RefusedRow) -> None:
        """A row that is not in the base."""
        self.refused += 1
        self.constats.append(Constat(ligne, _REFUS, refusal.nature, str(refusal)))

    def remark(self, text: str) -> None:
        """Something that holds for the file as a whole, or for a whole column of it."""
        self.remarks.append(text)

    def kinds(self, *, refused: bool) -> Counter[str]:
        """How many reservations, or refusals, there are of each nature."""
        wanted = _REFUS if refused else _RESERVE
        return Counter(constat.nature for constat in self.constats if constat.issue == wanted)

    def summary(self) -> str:
        """The account in some lines: counts, each kind of reservation and refusal with its number, then remarks."""
        lines = [
            f"{self.titre} : {number(self.read, 'ligne lue', 'lignes lues')}",
            f"  {number(self.loaded, 'chargée', 'chargées')}",
            f"  {number(self.with_reservation)} avec réserve",
            f"  {number(self.unchanged, 'inchangée', 'inchangées')}",
            f"  {number(self.refused, 'refusée', 'refusées')}",
        ]
        for title, refused in (("Réserves", False), ("Refus", True)):
            kinds = self.kinds(refused=refused).most_common()
            lines += [f"{title} :"] * bool(kinds) + [f"  {number(count)} × {nature}" for nature, count in kinds]
        lines += ["Remarques :"] * bool(self.remarks) + [f"  – {remark}" for remark in self.remarks]
        return "\n".join(lines)

    def write_csv(self, path: Path) -> None:
        """Every reservation and refusal, one a line, for a spreadsheet: semicolons, UTF-8 with its mark.

        Raises:
            OSError: the file cannot be written.
        """
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, delimiter=";")
            writer.writerow(["fichier", "ligne", "référence", "issue", "nature", "message"])
            for constat in self.constats:
                ligne = constat.ligne
                texts = (ligne.reference, constat.issue, constat.nature, constat.message)
                writer.writerow([ligne.fichier, ligne.numero, *map(_harmless, texts)])


def number(count: int, one: str = "", many: str = "") -> str:
    """`1 229 lignes`, `1 ligne`: thousands parted as French does, the noun in its number."""
    digits = f"{count:,}".replace(",", "\u202f")
    noun = many if count > 1 else one
    return f"{digits} {noun}" if noun else digits


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
