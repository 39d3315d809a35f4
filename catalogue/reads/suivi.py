"""What a body follows on its dashboard: its sessions and actions as lines, each under its headings.

A body's offer is some hundreds of lines: they are read in two statements and counted, searched and sorted here, by the
same rules that decide A/I everywhere else.
"""

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from catalogue.documents.identity import code_fas
from catalogue.models import Action, OffrePubliee
from catalogue.rules.life import etat
from catalogue.rules.rubriques import rubriques_action, rubriques_session
from catalogue.vocabulary import (
    Diffusion,
    EtatDossier,
    EtatSession,
    FamilleDispositif,
    ModaliteEnseignement,
    RubriqueActions,
    RubriqueSessions,
)

SOURCE_INITIALE = "ideo2"
"""The source, in Provenance, of the flow of initial training."""

_COLUMNS = {
    "action": "numero",
    "formation": "formation_id",
    "dossier": "dossier",
    "diffusion": "diffusion",
    "propre": "formation__intitule",
    "certifie": "formation__certification__intitule",
    "complement": "complement_intitule",
    "site": "site_dispensateur__nom",
    "remplacement": "certification_precedente",
    "source": "provenances__source",
    "session": "sessions__numero",
    "debut": "sessions__date_debut",
    "fin": "sessions__date_fin",
    "modalite": "sessions__modalite_enseignement",
    "commune": "sessions__site_lieu__commune__nom",
    "dispositif": "sessions__dispositifs__type_id",
    "famille": "sessions__dispositifs__type__famille",
}


@dataclass(slots=True)
class LigneSession:
    """A session as the dashboard's lists print it."""

    numero: int
    code: str
    intitule: str
    site: str | None
    commune: str | None
    date_debut: datetime.date | None
    date_fin: datetime.date | None
    etat: EtatSession
    dispositifs: list[str] = field(default_factory=list)
    rubriques: frozenset[RubriqueSessions] = frozenset()
    tri: str = ""


@dataclass(slots=True)
class LigneAction:
    """An action as the dashboard's lists print it; the dates are those of its first and last session."""

    numero: int
    code: str
    intitule: str
    site: str | None
    commune: str | None
    date_debut: datetime.date | None
    date_fin: datetime.date | None
    dossier: EtatDossier
    diffusion: Diffusion
    dispositifs: list[str] = field(default_factory=list)
    rubriques: frozenset[RubriqueActions] = frozenset()
    tri: str = ""


@dataclass(frozen=True, slots=True)
class Suivi:
    """All lines of a body."""

    sessions: list[LigneSession]
    actions: list[LigneAction]

    def counts(self) -> Counter[RubriqueSessions | RubriqueActions]:
        """How many lines are under each heading."""
        return Counter(
            [heading for ligne in self.sessions for heading in ligne.rubriques]
            + [heading for ligne in self.actions for heading in ligne.rubriques]
        )


async def read_suivi(organisme: int, siret: str, today: datetime.date) -> Suivi:
    """The lines of a body on a day. Two statements."""
    rows = [
        dict(zip(_COLUMNS, row, strict=True))
        for row in await Action.filter(formation__organisme_id=organisme).values_list(*_COLUMNS.values())
    ]
    online: set[Any] = set(await OffrePubliee.filter(siret=siret).values_list("session", flat=True))
    actions: dict[int, list[dict[str, Any]]] = {}
    sessions: dict[int, list[dict[str, Any]]] = {}
    for row in rows:
        actions.setdefault(row["action"], []).append(row)
        if row["session"] is not None:
            sessions.setdefault(row["session"], []).append(row)
    return Suivi(
        [_session(group, online, today) for _, group in sorted(sessions.items())],
        [_action(group) for _, group in sorted(actions.items())],
    )


def _session(rows: Sequence[dict[str, Any]], online: set[Any], today: datetime.date) -> LigneSession:
    row = rows[0]
    published = row["session"] in online
    state = etat(Diffusion(row["diffusion"]), published, row["fin"], today)
    return LigneSession(
        numero=row["session"],
        code=code_fas(row["formation"], row["action"], row["session"]),
        intitule=_intitule(row),
        site=row["site"],
        commune=row["commune"],
        date_debut=row["debut"],
        date_fin=row["fin"],
        etat=state,
        dispositifs=_distinct(rows, "dispositif"),
        rubriques=rubriques_session(
            state,
            row["debut"],
            row["fin"],
            today,
            modalite=ModaliteEnseignement(row["modalite"]) if row["modalite"] else None,
            familles=_familles(rows),
            initiale=any(other["source"] == SOURCE_INITIALE for other in rows),
            en_version_publiee=published,
        ),
    )


def _action(rows: Sequence[dict[str, Any]]) -> LigneAction:
    row = rows[0]
    dossier, diffusion = EtatDossier(row["dossier"]), Diffusion(row["diffusion"])
    return LigneAction(
        numero=row["action"],
        code=code_fas(row["formation"], row["action"]),
        intitule=_intitule(row),
        site=row["site"],
        commune=next((other["commune"] for other in rows if other["commune"]), None),
        date_debut=min((other["debut"] for other in rows if other["debut"]), default=None),
        date_fin=max((other["fin"] for other in rows if other["fin"]), default=None),
        dossier=dossier,
        diffusion=diffusion,
        dispositifs=_distinct(rows, "dispositif"),
        rubriques=rubriques_action(
            dossier,
            familles=_familles(rows),
            certification_remplacee=any(other["remplacement"] is not None for other in rows),
            archivee=diffusion is Diffusion.ARCHIVEE,
        ),
    )


def _intitule(row: dict[str, Any]) -> str:
    """The title as lists print it: the formation's, then the complement that the action adds."""
    title = row["propre"] or row["certifie"] or ""
    return f"{title} - {row['complement']}" if row["complement"] else title


def _distinct(rows: Iterable[dict[str, Any]], column: str) -> list[str]:
    return sorted({row[column] for row in rows if row[column] is not None})


def _familles(rows: Iterable[dict[str, Any]]) -> set[FamilleDispositif]:
    return {FamilleDispositif(famille) for famille in _distinct(rows, "famille")}
