"""The numbers that rows bring: kept when nobody has them, replaced by fresh ones when somebody does (R33)."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from catalogue.models import Action, Formation, Historique, Retrait, Session
from workflows import numbering
from workflows.imports.offer_row import Numero, OfferRow
from workflows.imports.report import Reserve


class Level(NamedTuple):
    """A level of the tree that has numbers of its own."""

    counter: str
    model: Any
    niveau: str
    words: str


FORMATION = Level(numbering.FORMATION, Formation, "Formation", "de formation")
ACTION = Level(numbering.ACTION, Action, "Action", "d'action")
SESSION = Level(numbering.SESSION, Session, "Session", "de session")
LEVELS = (FORMATION, ACTION, SESSION)


class Numbers:
    """Gives each row its numbers. Part of one transaction: open one anew in each."""

    def __init__(self, bare_numbers: set[int]) -> None:
        self._bare_numbers = bare_numbers
        self._taken: dict[str, set[int]] = {}

    async def open(self, rows: Sequence[OfferRow], highest: int) -> None:
        """Learn which of the rows' numbers are taken, now or once: in use, withdrawn, or deleted with a history.

        `highest` is the file's: counters go on after it, so that no fresh number is one that a later row brings.
        """
        wanted = {
            numero.bare
            for row in rows
            for numero in (row.formation, row.action, row.session)
            if numero.bare is not None
        }
        for level in LEVELS:
            taken = set(await level.model.filter(numero__in=wanted).values_list("numero", flat=True))
            taken |= set(await Retrait.filter(niveau=level.niveau, numero__in=wanted).values_list("numero", flat=True))
            keys = [str(numero) for numero in wanted]
            past = await Historique.filter(objet=level.niveau, cle__in=keys).only("id", "cle")
            self._taken[level.counter] = taken | {int(row.cle) for row in past}
            await numbering.keep(level.counter, [highest])

    async def give(self, level: Level, wanted: Numero, reserves: list[Reserve]) -> int:
        """The number of the row at a level; told among the reservations when it is not written as the row has it."""
        taken = self._taken[level.counter]
        bare = wanted.bare
        if bare is not None and bare not in taken and not (wanted.prefixe and bare in self._bare_numbers):
            taken.add(bare)
            if wanted.prefixe:
                reserves.append(Reserve("numéro préfixé", f"« {wanted.texte} » est gardé sans son préfixe : {bare}."))
            return bare
        fresh = (await numbering.take(level.counter))[0]
        why = "n'est pas un numéro" if bare is None else "est déjà pris"
        reserves.append(
            Reserve(
                f"numéro {level.words} {'illisible' if bare is None else 'déjà pris'}",
                f"« {wanted.texte[:40]} » {why} : le numéro {level.words} est {fresh}.",
            )
        )
        return fresh
