"""Persisted documents, by one statement each."""

import datetime
from dataclasses import dataclass

from tortoise.queryset import QuerySet

from catalogue import sql
from catalogue.models import DocumentEnregistre

_FIND = "SELECT texte, exploitant, vu_le FROM document_enregistre WHERE empreinte = ?"


@dataclass(frozen=True, slots=True)
class Found:
    """What is asked of a document at each use."""

    texte: str
    exploitant: bool
    vu_le: datetime.date | None


async def find(empreinte: str) -> Found | None:
    """The document of this hash as it is in the base now: a replica would show a removed one a while longer."""
    with sql.fresh():
        found = await sql.rows(_FIND, [empreinte], brief=True)
    if not found:
        return None
    [(texte, exploitant, day)] = found
    return Found(texte, bool(exploitant), datetime.date.fromisoformat(day) if isinstance(day, str) else day)


def every() -> QuerySet[DocumentEnregistre]:
    """All of them, the operator's by their names first."""
    return DocumentEnregistre.all().order_by("-exploitant", "nom", "cree_le", "empreinte")
