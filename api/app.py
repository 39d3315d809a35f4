"""The application: routes, middleware, lifespan."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.routing import Route

from api import health
from api.context import context_of
from api.endpoint import GraphQLEndpoint
from api.graphiql.routes import graphiql_page, graphiql_routes
from api.schema import schema
from catalogue.database import check_writable, open_database
from catalogue.migrating import schema_state
from catalogue.settings import Settings


def create_app(settings: Settings) -> Starlette:
    """The service of one process. Its lifespan opens the database and closes it after the last write."""

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        async with open_database(settings):
            yield

    endpoint = GraphQLEndpoint(schema, context_factory=context_of, page=graphiql_page if settings.graphiql else None)
    return Starlette(
        routes=[
            *health.routes(database_problems),
            *(graphiql_routes() if settings.graphiql else []),
            Route("/graphql", endpoint),
        ],
        lifespan=lifespan,
    )


async def database_problems() -> list[str]:
    """What keeps the database from serving, in French sentences."""
    await check_writable()
    state = await schema_state()
    problems = []
    if state.pending:
        problems.append(f"{len(state.pending)} migration(s) à appliquer : lancez « sofi migrate ».")
    if state.unknown:
        problems.append("La base est plus récente que ce programme.")
    return problems
