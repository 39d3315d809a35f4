"""Renewals: one session, or many at once."""

from datetime import date
from typing import Annotated

import strawberry

from api.context import Info
from api.mutations.given import ASKED
from api.mutations.offers import KEY
from api.mutations.results import SessionSuccess, session_success
from api.scalars import Siret
from api.types import enums  # noqa: F401  (registers the enums)
from api.types.refusals import Duplicate, Forbidden, Gone, InvalidInput, NotFound, TransitionRefused
from catalogue.rules.renewal import Decalage
from catalogue.transaction import transaction
from catalogue.vocabulary import IssueReconduction
from workflows.entry import renewing
from workflows.errors import InvalidValues, Probleme

RenewSessionResult = Annotated[
    SessionSuccess | InvalidInput | Duplicate | TransitionRefused | Forbidden | NotFound | Gone,
    strawberry.union("RenewSessionResult", description="Ce que répond `renewSession`."),
]


@strawberry.input(description="Une session à reconduire à de nouvelles dates.")
class RenewSessionInput:
    """A renewal."""

    session: int = strawberry.field(description="Numéro de la session à reconduire.")
    date_debut: date = strawberry.field(description="Premier jour de la nouvelle.")
    date_fin: date | None = strawberry.field(description="Dernier jour ; absent : la même durée.", default=None)
    client_mutation_id: str | None = strawberry.field(description=KEY, default=None)


@strawberry.input(description="Quelles sessions reconduire : toutes celles qui répondent à tous ces critères.")
class CriteresReconduction:
    """Which sessions."""

    fin_du: date | None = strawberry.field(description="Celles qui finissent ce jour ou après.", default=None)
    fin_au: date | None = strawberry.field(description="Celles qui finissent ce jour ou avant.", default=None)
    actions: list[int] = strawberry.field(
        description="Celles de ces actions (numéros) ; vide : toutes.", default_factory=list
    )


@strawberry.input(description="De combien avancer les dates : des mois, puis des jours.")
class DecalageInput:
    """A shift of dates."""

    mois: int = strawberry.field(description="Mois, 120 au plus ; 12 pour l'an prochain.", default=0)
    jours: int = strawberry.field(description="Jours, 3660 au plus ; 364 garde le jour de la semaine.", default=0)


@strawberry.input(description="Des sessions à reconduire en nombre.")
class RenewSessionsInput:
    """A bulk renewal."""

    siret: Siret = strawberry.field(description="Établissement dont on reconduit l'offre.")
    criteres: CriteresReconduction = strawberry.field(description="Lesquelles.")
    decalage: DecalageInput = strawberry.field(description="De combien avancer les dates.")
    dry_run: bool = strawberry.field(description="Dit seulement ce qui serait fait.", default=False)


@strawberry.type(name="LigneReconduction", description="Ce qu'une session est devenue dans une reconduction en nombre.")
class RenewalLine:
    """One session of a bulk renewal."""

    source: str = strawberry.field(description="Code FAS de la session à reconduire.")
    issue: IssueReconduction = strawberry.field(description="Ce qui en est.")
    date_debut: date | None = strawberry.field(description="Premier jour de la nouvelle.")
    date_fin: date | None = strawberry.field(description="Dernier jour de la nouvelle.")
    code: str | None = strawberry.field(description="Code FAS de la nouvelle, quand elle existe.")
    message: str | None = strawberry.field(description="Pourquoi elle n'est pas reconduite.")


@strawberry.type(description="La reconduction est faite, session par session.")
class RenewSessionsSuccess:
    """What a bulk renewal did."""

    lignes: list[RenewalLine] = strawberry.field(description="Une ligne par session, dans l'ordre de leur fin.")


RenewSessionsResult = Annotated[
    RenewSessionsSuccess | InvalidInput | Forbidden | NotFound,
    strawberry.union("RenewSessionsResult", description="Ce que répond `renewSessions`."),
]


@strawberry.type
class RenewalMutations:
    """The mutations of renewals."""

    @strawberry.mutation(description="Reconduit une session : la même à de nouvelles dates, sous la même action.")
    async def renew_session(self, info: Info, input: Annotated[RenewSessionInput, ASKED]) -> RenewSessionResult:
        """One transaction."""
        numero, formation = await transaction(
            lambda: renewing.renew_session(
                info.context.actor, input.session, input.date_debut, input.date_fin, key=input.client_mutation_id
            )
        )
        return await session_success(formation, numero, True, [])

    @strawberry.mutation(
        description="Reconduit des sessions en nombre ; chacune pour soi, sans jamais échouer en entier, ni deux fois."
    )
    async def renew_sessions(self, info: Info, input: Annotated[RenewSessionsInput, ASKED]) -> RenewSessionsResult:
        """A transaction for each session."""
        try:
            decalage = Decalage(input.decalage.mois, input.decalage.jours)
        except ValueError as error:
            raise InvalidValues([Probleme("decalage", "DECALAGE", str(error))]) from None
        criteres = renewing.Criteres(input.criteres.fin_du, input.criteres.fin_au, tuple(input.criteres.actions))
        lines = await renewing.renew_sessions(
            info.context.actor, input.siret, criteres, decalage, dry_run=input.dry_run
        )
        return RenewSessionsSuccess(
            lignes=[
                RenewalLine(
                    source=line.source,
                    issue=line.issue,
                    date_debut=line.date_debut,
                    date_fin=line.date_fin,
                    code=line.code,
                    message=line.message,
                )
                for line in lines
            ]
        )
