"""The schema: what may be asked, in one place."""

import strawberry
from strawberry.schema.config import StrawberryConfig

from api.document_resolver import read_field
from api.execution import SofiSchema
from api.limits import DocumentLimits
from api.queries.annuaire import AnnuaireQueries
from api.queries.node import NodeQueries
from api.queries.offre import OffreQueries
from api.queries.references import ReferenceQueries
from api.scalars import SCALARS
from api.types.result import Offre, OffreInconnue, OffreRetiree


@strawberry.type(description="Ce que chacun peut lire.")
class Query(OffreQueries, AnnuaireQueries, ReferenceQueries, NodeQueries):
    """The public rooms."""


schema = SofiSchema(
    query=Query,
    extensions=[DocumentLimits],
    types=[Offre, OffreRetiree, OffreInconnue],
    config=StrawberryConfig(default_resolver=read_field, scalar_map=SCALARS),
)
