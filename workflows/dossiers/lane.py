"""The fast lane asked about one submission: the policy of the day, the body's past, the verdict (B6.4)."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from catalogue import clock
from catalogue.documents import Document
from catalogue.models import Depot, ReglageVoieRapide
from catalogue.rules import fast_lane
from catalogue.vocabulary import DecisionDepot, Diffusion
from workflows.dossiers.dossier import Dossier


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a submission may take the fast lane, and why not; whether it then goes by itself, to be read after."""

    obstacles: tuple[str, ...]
    automatique: bool = False
    relecture: bool = False

    @property
    def favorable(self) -> bool:
        """Nothing stands in its way."""
        return not self.obstacles


async def evaluate(
    dossier: Dossier, former: Document | None, document: Document, *, doublon: bool, today: date
) -> Verdict:
    """The verdict on a document that is about to be submitted. Three statements."""
    reglage = await ReglageVoieRapide.filter(valide_du__lte=today).order_by("-valide_du", "-id").first()
    seuils = (
        fast_lane.Seuils(reglage.validees_min, reglage.mois_sans_refus, reglage.tolerance_duree)
        if reglage
        else fast_lane.Seuils()
    )
    past = Depot.filter(action__formation__organisme_id=dossier.organisme)
    organisme = dossier.formation.organisme
    body = fast_lane.Dossiers(
        qualiopi=organisme.qualiopi_fin is not None
        and (organisme.qualiopi_debut or today) <= today <= organisme.qualiopi_fin,
        validees=await past.filter(decision=DecisionDepot.VALIDE).count(),
        refus=await past.filter(decision=DecisionDepot.REFUSE, decide_le__gte=_since(seuils)).count(),
    )
    found = fast_lane.obstacles(former, document, body, doublon=doublon, seuils=seuils)
    if former is not None and dossier.action.diffusion is not Diffusion.PUBLIEE:
        # Whoever took it offline decided something that no rule undoes (R35).
        found.append("L'action n'est plus en ligne : une personne décide de l'y remettre.")
    sampled = reglage is not None and secrets.randbelow(100) < reglage.echantillon
    return Verdict(tuple(found), automatique=reglage is not None and reglage.automatique, relecture=sampled)


def _since(seuils: fast_lane.Seuils) -> datetime:
    return clock.now() - timedelta(days=round(seuils.mois_sans_refus * 30.44))
