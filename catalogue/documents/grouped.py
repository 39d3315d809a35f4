"""The difference between two documents as a validator reads it: card by card, field by field, in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from catalogue.documents.anchors import nodes
from catalogue.documents.canonical import Document
from catalogue.documents.difference import Nature
from catalogue.documents.wording import in_words
from catalogue.vocabulary.libelles import FICHES, LIBELLES


@dataclass(frozen=True, slots=True)
class EcartChamp:
    """One field: its name, its label, what it held and holds, in words and as the document has them."""

    champ: str
    libelle: str
    ancien: str | None
    nouveau: str | None
    valeur_ancienne: Any
    valeur_nouvelle: Any


@dataclass(frozen=True, slots=True)
class EcartNoeud:
    """One card that came, went or changed. `code` is its FAS code, or its number for a dispositif."""

    noeud: str
    fiche: str
    libelle: str
    code: str
    path: tuple[str, ...]
    nature: Nature
    champs: list[EcartChamp]


def grouped(ancien: Document | None, nouveau: Document) -> list[EcartNoeud]:
    """The cards that differ, in the order of the newer document, those that went at the end. Without a former
    document every card came.
    """
    before = {node["id"]: (path, node) for path, node in nodes(ancien)} if ancien is not None else {}
    found = []
    for path, node in nodes(nouveau):
        former = before.pop(node["id"], None)
        fields = list(_fields(_fiche(path), former[1] if former else {}, node))
        if fields or former is None:
            found.append(_node(path, node, Nature.CHANGEMENT if former else Nature.AJOUT, fields))
    for path, node in before.values():
        found.append(_node(path, node, Nature.RETRAIT, list(_fields(_fiche(path), node, {}))))
    return found


def _fields(fiche: str, ancien: dict[str, Any], nouveau: dict[str, Any]) -> Iterator[EcartChamp]:
    for champ, libelle in LIBELLES[fiche].items():
        before, after = ancien.get(champ), nouveau.get(champ)
        if before != after and ((ancien and nouveau) or in_words(champ, before or after) is not None):
            yield EcartChamp(champ, libelle, in_words(champ, before), in_words(champ, after), before, after)


def _node(path: tuple[str, ...], node: dict[str, Any], nature: Nature, fields: list[EcartChamp]) -> EcartNoeud:
    fiche = _fiche(path)
    return EcartNoeud(
        noeud=node["id"],
        fiche=fiche,
        libelle=f"{FICHES[fiche]} {node['numero']}",
        code=node.get("code") or str(node["numero"]),
        path=path,
        nature=nature,
        champs=fields,
    )


def _fiche(path: tuple[str, ...]) -> str:
    if not path:
        return "Action"
    return {1: "Formation", 2: "Session", 4: "Dispositif"}[len(path)]
