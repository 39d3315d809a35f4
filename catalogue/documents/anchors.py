"""Where something stands in a document: a node by its global id, a field of it."""

from collections.abc import Iterator
from typing import Any

from catalogue.documents.canonical import Document

_NO_FIELD = ("id", "numero", "code", "sessions", "dispositifs")


def nodes(document: Document) -> Iterator[tuple[tuple[str, ...], dict[str, Any]]]:
    """Every node with its path from the action, as the completeness report writes it."""
    action = document["action"]
    yield ("formation",), document["formation"]
    yield (), action
    for session in action["sessions"]:
        path = ("sessions", str(session["numero"]))
        yield path, session
        for dispositif in session["dispositifs"]:
            yield (*path, "dispositifs", str(dispositif["numero"])), dispositif


def find_node(document: Document, noeud: str) -> tuple[tuple[str, ...], dict[str, Any]] | None:
    """The node of a global id with its path; None when the document has it not."""
    return next((found for found in nodes(document) if found[1]["id"] == noeud), None)


def is_field(node: dict[str, Any], champ: str) -> bool:
    """Whether a node has a field of this name that people fill."""
    return champ in node and champ not in _NO_FIELD


def value_at(document: Document, noeud: str, champ: str) -> Any:
    """The value of a field of a node; None also when the node is not there."""
    found = find_node(document, noeud)
    return found[1].get(champ) if found else None
