"""The Carif-Oref's desk: what waits for a decision, how long decisions take, why offers are refused."""

import datetime
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tortoise.expressions import Q, Subquery
from tortoise.queryset import QuerySet

from catalogue.clock import PARIS
from catalogue.models import Depot, Formation, Remplacement, Revision, Session
from catalogue.rules.texts import mots, plain
from catalogue.vocabulary import DecisionDepot, EtatDossier, NatureDepot

_JOINED = (
    "action__formation__organisme",
    "action__formation__certification",
    "action__site_dispensateur",
    "assigne",
    "soumis_par",
    "decide_par",
)
MAX_MOTS = 8
_SIRET, _CODE = 14, 10
TRANCHES = (1, 3, 7)
"""Ages in days up to which a submission is counted together; the last ones are older."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CritereFile:
    """Criteria on open submissions; those that are given must all hold. `assigne` 0 stands for nobody."""

    etat: EtatDossier | None = EtatDossier.SOUMISE
    assigne: int | None = None
    nature: NatureDepot | None = None
    priorite: int | None = None
    voie_rapide: bool | None = None
    siret: str | None = None
    echue_le: datetime.date | None = None
    recherche: str | None = None

    def depots(self) -> QuerySet[Depot]:
        """The open submissions that satisfy every criterion."""
        query = Depot.filter(decision=None)
        if self.etat is not None:
            query = query.filter(action__dossier=self.etat)
        if self.assigne is not None:
            query = query.filter(assigne_id=self.assigne or None)
        if self.nature is not None:
            query = query.filter(nature=self.nature)
        if self.priorite is not None:
            query = query.filter(priorite=self.priorite)
        if self.voie_rapide is not None:
            query = query.filter(voie_rapide=self.voie_rapide)
        if self.siret is not None:
            query = query.filter(action__formation__organisme__siret=self.siret)
        if self.echue_le is not None:
            query = query.filter(echeance__lt=self.echue_le)
        given = (self.recherche or "").split()
        for mot in mots(self.recherche or "")[:MAX_MOTS]:
            query = query.filter(_told_by(mot, next((word for word in given if mot in plain(word)), mot)))
        return query


def _told_by(mot: str, written: str) -> Q:
    """Whether a word tells a submission: any of its codes, or the beginning of a word of its titles and body. Titles
    that bodies write have no index of words: there it counts as it is `written`, accents included.
    """
    formation = "action__formation__"
    found = (
        Q(**{f"{formation}organisme__recherche__contains": f" {mot}"})
        | Q(**{f"{formation}certification__recherche__contains": f" {mot}"})
        | Q(**{f"{formation}intitule__icontains": written})
    )
    if len(mot) == _SIRET:
        found |= Q(**{f"{formation}organisme__siret": mot})
    if len(mot) <= _CODE:
        found |= Q(**{f"{formation}certification_id": mot}) | Q(**{f"{formation}certification__code_rncp": mot.upper()})
    if mot.isdecimal() and int(mot) < 2**31:
        session = Session.filter(numero=int(mot)).values("action_id")
        found |= Q(action_id=int(mot)) | Q(action__formation_id=int(mot)) | Q(action_id__in=Subquery(session))
    return found


def to_reread() -> QuerySet[Depot]:
    """What the fast lane approved and a person is to read."""
    return Depot.filter(relecture=True)


@dataclass(frozen=True, slots=True)
class FormationRemplacee:
    """A formation, its body fetched with it, whose certification is replaced and that no rule carries over; and what it
    may become.
    """

    formation: Formation
    nouvelles: list[str]


async def to_replace() -> list[FormationRemplacee]:
    """The formations that wait for a person to choose their new certification (R27). Two statements."""
    pairs = await Remplacement.all().order_by("nouvelle_id").values_list("ancienne_id", "nouvelle_id")
    rows = Formation.filter(certification_id__in={ancienne for ancienne, _ in pairs})
    return [
        FormationRemplacee(row, [nouvelle for ancienne, nouvelle in pairs if ancienne == row.certification_id])
        for row in await rows.select_related("organisme", "certification").order_by("numero")
    ]


def with_people(query: QuerySet[Depot]) -> QuerySet[Depot]:
    """The same submissions with their action, its formation, body, certification and site, and their people."""
    return query.select_related(*_JOINED)


async def add_revisions(depots: Sequence[Depot]) -> None:
    """Give each submission its revision, without the document. One statement."""
    rows = await Revision.filter(id__in=[depot.revision_id for depot in depots]).only(
        "id", "action_id", "rang", "origine", "empreinte", "cree_le"
    )
    known = {row.id: row for row in rows}
    for depot in depots:
        depot.revision = known[depot.revision_id]


@dataclass(frozen=True, slots=True)
class Statistiques:
    """The desk in numbers. `file` counts by kind and by rank in `TRANCHES`; delays are in hours, from the submission to
    the decision.
    """

    file: Counter[tuple[NatureDepot, int]]
    en_retard: int
    sans_examinateur: int
    en_attente_de_reponses: int
    decisions: int
    mediane: float | None
    p90: float | None
    refus: Counter[str]


async def statistics(today: datetime.date, since: datetime.datetime) -> Statistiques:
    """The numbers of the desk: what is open, and what was decided since an instant. Two statements."""
    opened = await Depot.filter(decision=None).values_list(
        "nature", "soumis_le", "echeance", "assigne_id", "action__dossier"
    )
    decided = await Depot.filter(
        decision__in=(DecisionDepot.VALIDE, DecisionDepot.REFUSE), decide_le__gte=since
    ).values_list("soumis_le", "decide_le", "motif")
    queue = [row for row in opened if row[4] == EtatDossier.SOUMISE]
    hours = sorted((end - start).total_seconds() / 3600 for start, end, _ in decided)
    return Statistiques(
        file=Counter((NatureDepot(row[0]), _tranche((today - row[1].astimezone(PARIS).date()).days)) for row in queue),
        en_retard=sum(row[2] < today for row in queue),
        sans_examinateur=sum(row[3] is None for row in queue),
        en_attente_de_reponses=len(opened) - len(queue),
        decisions=len(decided),
        mediane=_percentile(hours, 50),
        p90=_percentile(hours, 90),
        refus=Counter(motif for _, _, motif in decided if motif is not None),
    )


def _tranche(age: int) -> int:
    """The rank of the slice of an age; one more than the last for what is older."""
    return next((rank for rank, limit in enumerate(TRANCHES) if age <= limit), len(TRANCHES))


def _percentile(values: Sequence[float], share: int) -> float | None:
    """The smallest value that at least `share` percent of them do not exceed (nearest rank)."""
    if not values:
        return None
    return round(values[max(1, math.ceil(len(values) * share / 100)) - 1], 2)
