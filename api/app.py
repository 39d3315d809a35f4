"""The application: routes, middleware, lifespan."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from starlette.applications import Starlette
from starlette.routing import Route

from api import health
from api.context import context_of
from api.endpoint import GraphQLEndpoint
from api.graphiql.routes import graphiql_page, graphiql_routes
from api.password.routes import password_routes
from api.schema import schema
from catalogue.database import check_writable, open_database
from catalogue.migrating import schema_state
from catalogue.settings import Settings
from workflows.background.loop import run_background
from workflows.background.steps import background_steps


def create_app(settings: Settings) -> Starlette:
    """The service of one process. Its lifespan opens the database and closes it after the last write."""

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        async with open_database(settings), _background(settings):
            yield

    endpoint = GraphQLEndpoint(schema, context_factory=context_of, page=graphiql_page if settings.graphiql else None)
    app = Starlette(
        routes=[
            *health.routes(database_problems),
            *(graphiql_routes() if settings.graphiql else []),
            *password_routes(),
            Route("/graphql", endpoint),
        ],
        lifespan=lifespan,
    )
    app.state.settings = settings
    return app


@asynccontextmanager
async def _background(settings: Settings) -> AsyncIterator[None]:
    """The background work beside the requests, where this process does it."""
    if not settings.worker:
        yield
        return
    async with background_steps(settings) as steps:
        task = asyncio.create_task(run_background(steps))
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


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
