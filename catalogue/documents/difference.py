"""Two documents of one action compared field by field."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from catalogue.documents.canonical import Document

# The lists whose members are nodes with a number of their own; every other list is one value.
_NODES = ("sessions", "dispositifs")


class Nature(StrEnum):
    """What happened to a node or a field."""

    AJOUT = "AJOUT"
    RETRAIT = "RETRAIT"
    CHANGEMENT = "CHANGEMENT"


@dataclass(frozen=True, slots=True)
class Ecart:
    """One difference. `noeud` is the global id of the node it lies in; `champ` is its field, null when the whole node
    came or went.
    """

    nature: Nature
    noeud: str
    champ: str | None
    ancien: Any
    nouveau: Any


def difference(ancien: Document, nouveau: Document) -> list[Ecart]:
    """What changed from one document of an action to another, in the order of the newer one; nodes are matched by
    number.
    """
    return [
        *_node(ancien["formation"], nouveau["formation"]),
        *_node(ancien["action"], nouveau["action"]),
    ]


def _node(ancien: dict[str, Any], nouveau: dict[str, Any]) -> Iterator[Ecart]:
    for champ in sorted(ancien.keys() | nouveau.keys()):
        before, after = ancien.get(champ), nouveau.get(champ)
        if champ not in _NODES and before != after:
            yield Ecart(Nature.CHANGEMENT, nouveau["id"], champ, before, after)
    for champ in _NODES:
        yield from _children(ancien.get(champ, []), nouveau.get(champ, []))


def _children(anciens: list[dict[str, Any]], nouveaux: list[dict[str, Any]]) -> Iterator[Ecart]:
    known = {child["numero"]: child for child in anciens}
    for child in nouveaux:
        if child["numero"] in known:
            yield from _node(known.pop(child["numero"]), child)
        else:
            yield Ecart(Nature.AJOUT, child["id"], None, None, child)
    for child in known.values():
        yield Ecart(Nature.RETRAIT, child["id"], None, child, None)
