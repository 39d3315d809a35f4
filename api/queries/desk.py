"""The way to the Carif-Oref's desk, and the reasons that its decisions give."""

from datetime import timedelta
from typing import Annotated

import strawberry

from api import pagination
from api.context import Info
from api.errors import AccessRefused
from api.pagination import After, Arguments, Before, Connection, First, Last
from api.queries.dossiers import Id, dossier_of
from api.types.desk import (
    Examinateur,
    FormationARemplacer,
    LigneFile,
    OrdreFile,
    QueueFilter,
    TableauDeBord,
    VoieRapide,
)
from api.types.dossier import Dossier
from api.types.motifs import ArbreMotifsType
from catalogue import clock
from catalogue.models import ReglageVoieRapide
from catalogue.reads import desk
from catalogue.reads.desk import CritereFile
from catalogue.reads.keyset import read_page
from catalogue.vocabulary import ARBRES
from workflows.policies import Verb, reason_against

MAX_JOURS = 3660


@strawberry.type(description="Le bureau du Carif-Oref : la file de ce qui est à valider, les dossiers, les chiffres.")
class Desk:
    """The desk; only its staff come here."""

    @strawberry.field(description="Ce qui attend une décision.")
    async def queue(
        self,
        info: Info,
        filter: Annotated[QueueFilter | None, strawberry.argument(description="Ce que l'on cherche.")] = None,
        order_by: Annotated[OrdreFile, strawberry.argument(description="Ordre de la file.")] = OrdreFile.ECHEANCE,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[LigneFile]:
        """Two statements, one for the total."""
        query = _criteria(info, filter or QueueFilter()).depots()
        order, name = order_by.order(), f"file/{order_by.name}"
        window = pagination.window(Arguments(first, after, last, before), name, order)
        page = await read_page(desk.with_people(query), order, window)
        await desk.add_revisions(page.rows)
        return pagination.connection(page, [LigneFile.of(row) for row in page.rows], name, order, query.count)

    @strawberry.field(
        description="Ce que la voie rapide a validé et qu'une personne doit relire, le plus ancien d'abord ; "
        "`confirmReading` l'ôte d'ici."
    )
    async def relectures(
        self, first: First = None, after: After = None, last: Last = None, before: Before = None
    ) -> Connection[LigneFile]:
        """Two statements, one for the total."""
        query, order = desk.to_reread(), OrdreFile.AGE.order()
        window = pagination.window(Arguments(first, after, last, before), "relectures", order)
        page = await read_page(desk.with_people(query), order, window)
        await desk.add_revisions(page.rows)
        return pagination.connection(page, [LigneFile.of(row) for row in page.rows], "relectures", order, query.count)

    @strawberry.field(description="Les formations dont une personne doit choisir la nouvelle certification.")
    async def remplacements(self) -> list[FormationARemplacer]:
        """Two statements."""
        return [FormationARemplacer.of(found) for found in await desk.to_replace()]

    @strawberry.field(description="Le dossier d'une action.")
    async def dossier(self, info: Info, id: Id) -> Dossier:
        """Two statements."""
        return await dossier_of(info, id)

    @strawberry.field(description="Le bureau en chiffres : la file, les délais, les refus.")
    async def tableau_de_bord(
        self,
        info: Info,
        jours: Annotated[
            int, strawberry.argument(description="Les décisions des N derniers jours, 3 660 au plus.")
        ] = 90,
    ) -> TableauDeBord:
        """Two statements."""
        since = clock.now() - timedelta(days=max(0, min(jours, MAX_JOURS)))
        return TableauDeBord.of(await desk.statistics(info.context.today, since))

    @strawberry.field(description="Ce que demande la voie rapide aujourd'hui.")
    async def voie_rapide(self, info: Info) -> VoieRapide:
        """One statement."""
        rows = ReglageVoieRapide.filter(valide_du__lte=info.context.today)
        return VoieRapide.of(await rows.order_by("-valide_du", "-id").first())


def _criteria(info: Info, given: QueueFilter) -> CritereFile:
    assignee = given.compte
    if given.examinateur is Examinateur.MOI:
        assignee = info.context.actor.compte
    elif given.examinateur is Examinateur.PERSONNE:
        assignee = 0
    return CritereFile(
        etat=given.etat,
        assigne=assignee,
        nature=given.nature,
        priorite=given.priorite.rang if given.priorite else None,
        voie_rapide=given.voie_rapide,
        siret=given.siret,
        recherche=given.recherche,
        echue_le=info.context.today if given.en_retard else None,
    )


@strawberry.type
class DeskQueries:
    """The desk."""

    @strawberry.field(description="Le bureau du Carif-Oref. Il faut être gestionnaire ou responsable Offre.")
    def desk(self, info: Info) -> Desk:
        """No statement."""
        reason = reason_against(info.context.actor, Verb.EXAMINER, None)
        if reason is not None:
            raise AccessRefused(reason, "FORBIDDEN" if info.context.actor.connu else "UNAUTHENTICATED")
        return Desk()

    @strawberry.field(description="Les motifs que demandent refus, questions, suspensions et retraits.")
    def arbres_motifs(self) -> list[ArbreMotifsType]:
        """No statement."""
        return [ArbreMotifsType.of(arbre) for arbre in ARBRES]
