"""The schema: what may be asked, in one place."""

import strawberry
from strawberry.schema.config import StrawberryConfig

from api.document_resolver import read_field
from api.execution import RememberDocuments, SofiSchema
from api.limits import DocumentLimits
from api.mutations.account_administration import AccountAdministrationMutations
from api.mutations.account_links import AccountLinkMutations
from api.mutations.accounts import AccountMutations
from api.mutations.actions import ActionMutations
from api.mutations.api_keys import ApiKeyMutations
from api.mutations.courriels import CourrielMutations
from api.mutations.diffusion import DiffusionMutations
from api.mutations.dispositifs import DispositifMutations
from api.mutations.events import EventMutations
from api.mutations.examination import ExaminationMutations
from api.mutations.fast_lane import FastLaneMutations
from api.mutations.formations import FormationMutations
from api.mutations.offers import OfferMutations
from api.mutations.people import PeopleMutations
from api.mutations.places import PlaceMutations
from api.mutations.renewals import RenewalMutations
from api.mutations.replacement import ReplacementMutations
from api.mutations.sessions import SessionMutations
from api.mutations.submissions import SubmissionMutations
from api.queries.annuaire import AnnuaireQueries
from api.queries.compte import CompteQueries
from api.queries.courriels import CourrielQueries
from api.queries.desk import DeskQueries
from api.queries.dossiers import DossierQueries
from api.queries.events import EventQueries
from api.queries.node import NodeQueries
from api.queries.offre import OffreQueries
from api.queries.references import ReferenceQueries
from api.queries.workspace import WorkspaceQueries
from api.refusing import HANDLERS
from api.scalars import SCALARS
from api.subscriptions import Subscription
from api.types.result import Offre, OffreInconnue, OffreRetiree


@strawberry.type(description="Ce que chacun peut lire.")
class Query(
    OffreQueries,
    AnnuaireQueries,
    ReferenceQueries,
    NodeQueries,
    WorkspaceQueries,
    CompteQueries,
    CourrielQueries,
    EventQueries,
    DossierQueries,
    DeskQueries,
):
    """The public rooms."""


@strawberry.type(description="Ce que l'on peut changer, selon son rôle.")
class Mutation(
    AccountMutations,
    AccountLinkMutations,
    AccountAdministrationMutations,
    ApiKeyMutations,
    CourrielMutations,
    FormationMutations,
    ActionMutations,
    SessionMutations,
    DispositifMutations,
    OfferMutations,
    RenewalMutations,
    PlaceMutations,
    PeopleMutations,
    EventMutations,
    SubmissionMutations,
    ExaminationMutations,
    DiffusionMutations,
    ReplacementMutations,
    FastLaneMutations,
):
    """Accounts, the cards of the procedure, then their dossiers."""


schema = SofiSchema(
    query=Query,
    mutation=Mutation,
    subscription=Subscription,
    exception_handlers=HANDLERS,
    extensions=[DocumentLimits, RememberDocuments],
    types=[Offre, OffreRetiree, OffreInconnue],
    config=StrawberryConfig(default_resolver=read_field, scalar_map=SCALARS),
)
