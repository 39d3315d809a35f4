"""Who may be online today (R30, R31): the points of the completeness report that are about the bodies."""

from datetime import date

from catalogue.documents import Document
from catalogue.reads.completeness import reports
from catalogue.rules.completeness import Manque
from workflows.errors import NonCompliant

CONFORMITE = frozenset(
    {
        "ORGANISME_INACTIF",
        "RESPONSABLE_INACTIF",
        "RESPONSABLE_SANS_NDA",
        "QUALIOPI_ABSENTE",
        "QUALIOPI_SANS_APPRENTISSAGE",
    }
)
"""The codes of those points."""

MOTIFS = {
    "ORGANISME_INACTIF": "SIRET_INACTIF",
    "RESPONSABLE_INACTIF": "SIRET_INACTIF",
    "RESPONSABLE_SANS_NDA": "NDA_ABSENT",
    "QUALIOPI_ABSENTE": "QUALIOPI_ECHUE",
    "QUALIOPI_SANS_APPRENTISSAGE": "QUALIOPI_ECHUE",
}
"""The reason of the automatic suspension that each of them brings."""


async def points(documents: list[Document], today: date) -> list[list[Manque]]:
    """What keeps each of these documents from being online. Three statements, however many."""
    return [
        [manque for manque in rapport.bloquants if manque.code in CONFORMITE]
        for rapport in await reports(documents, today)
    ]


async def check_compliance(document: Document, today: date) -> None:
    """Refuse to put online what may not be.

    Raises:
        NonCompliant: carries the points.
    """
    found = (await points([document], today))[0]
    if found:
        raise NonCompliant(found)
