"""The dashboard's lines searched and put in order."""

from collections.abc import Callable, Sequence
from enum import Enum
from typing import TypeVar

from catalogue.reads.suivi import LigneAction, LigneSession
from catalogue.rules.texts import mots, plain

Ligne = TypeVar("Ligne", LigneSession, LigneAction)


def found(lignes: Sequence[Ligne], rubrique: Enum | None, recherche: str | None) -> list[Ligne]:
    """The lines under a heading (None: all) in which every word asked begins a word of what the line prints."""
    wanted = mots(recherche or "")
    return [
        ligne
        for ligne in lignes
        if (rubrique is None or rubrique in ligne.rubriques)
        and all(any(word.startswith(start) for word in _words(ligne)) for start in wanted)
    ]


def sorted_by(lignes: list[Ligne], text: Callable[[Ligne], str]) -> list[Ligne]:
    """The lines, each told the text that pages sort it by: case and accents do not count, what is missing is first."""
    for ligne in lignes:
        ligne.tri = plain(text(ligne))
    return lignes


def _words(ligne: LigneSession | LigneAction) -> list[str]:
    shown = (ligne.code, ligne.intitule, ligne.site or "", ligne.commune or "", *ligne.dispositifs)
    return mots(" ".join(shown))
