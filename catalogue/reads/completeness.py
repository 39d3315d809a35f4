"""What the completeness rules need to know besides the documents, read for many actions at once."""

import datetime
from collections.abc import Sequence

from catalogue.documents import Document
from catalogue.models import Bloc, Organisme, TypeDispositif
from catalogue.pace import Pace
from catalogue.rules.completeness import Conformite, Contexte, Rapport, RegleDispositif, completeness


async def reports(documents: Sequence[Document], today: datetime.date) -> list[Rapport]:
    """The completeness reports of these documents, in their order. Three statements, however many."""
    organismes = {numero for document in documents for numero in _bodies(document)}
    codes = {code for document in documents if (code := _certification(document)) is not None}
    types = {row.code: _rule(row) for row in await TypeDispositif.all()}
    bodies = {row.numero: _compliance(row) for row in await Organisme.filter(numero__in=organismes)}
    blocs: dict[str, set[str]] = {code: set() for code in codes}
    for row in await Bloc.filter(certification_id__in=codes):
        blocs[row.certification_id].add(row.code)
    found, pace = [], Pace()
    for document in documents:
        code = _certification(document)
        contexte = Contexte(
            aujourdhui=today,
            types=types,
            organismes=bodies,
            blocs=frozenset(blocs[code]) if code is not None else None,
        )
        found.append(completeness(document, contexte))
        await pace.step()
    return found


def _bodies(document: Document) -> list[int]:
    """The body of the formation and every responsible one."""
    sessions = document["action"]["sessions"]
    responsible = [session["organismeResponsable"] for session in sessions]
    return [document["formation"]["organisme"]["numero"], *(body["numero"] for body in responsible if body)]


def _certification(document: Document) -> str | None:
    certification = document["formation"]["certification"]
    return certification["codeCertifinfo"] if certification else None


def _rule(row: TypeDispositif) -> RegleDispositif:
    return RegleDispositif(
        champs_requis=frozenset(row.champs_requis),
        publics=frozenset(row.publics),
        valide_du=row.valide_du,
        valide_au=row.valide_au,
        qualiopi_requise=row.qualiopi_requise,
    )


def _compliance(row: Organisme) -> Conformite:
    return Conformite(
        actif=row.actif,
        numero_activite=row.numero_activite,
        qualiopi_debut=row.qualiopi_debut,
        qualiopi_fin=row.qualiopi_fin,
        qualiopi_categories=frozenset(row.qualiopi_categories),
    )
