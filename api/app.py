"""The application: routes, middleware, lifespan."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Route, WebSocketRoute

from api import health, unserved
from api.context import context_of
from api.endpoint import GraphQLEndpoint
from api.graphiql.routes import closed_page, graphiql_page, graphiql_routes
from api.kept_answers import KeptAnswers
from api.live import live
from api.password.routes import page_documents, password_routes
from api.persisted import PersistedDocuments
from api.reading.pieces import Pieces
from api.repeats import Repeats
from api.schema import schema
from catalogue.database import check_writable, open_database, woken
from catalogue.migrating import schema_state
from catalogue.settings import Settings
from workflows.background.loop import run_background
from workflows.background.steps import background_steps


def create_app(settings: Settings) -> Starlette:
    """The service of one process. Its lifespan opens the database and closes it after the last write."""

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        async with open_database(settings), woken(settings), _background(settings):
            yield

    documents = PersistedDocuments(settings.documents, own=page_documents())
    page = closed_page if documents.closed else graphiql_page
    memory = settings.cache_mb * 2**20
    endpoint = GraphQLEndpoint(
        schema,
        context_factory=context_of,
        documents=documents,
        page=page if settings.graphiql else None,
        kept=KeptAnswers(memory // 8),
        public_seconds=settings.public_seconds,
    )
    app = Starlette(
        routes=[
            Route("/graphql", endpoint),  # first: routes are tried in turn
            *health.routes(database_problems),
            *(graphiql_routes() if settings.graphiql else []),
            *password_routes(),
            WebSocketRoute("/graphql", live(schema, documents)),
        ],
        middleware=[Middleware(Repeats, size=memory // 8)],
        exception_handlers=unserved.HANDLERS,
        lifespan=lifespan,
    )
    app.state.settings = settings
    app.state.pieces = Pieces(memory - memory // 4)
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
    # One that is newer is served on: it was migrated for the version that is about to take over, and what a version
    # adds does not hinder the one before. To start on it is refused (`SchemaState.refuse_newer`).
    return [f"{len(state.pending)} migration(s) à appliquer : lancez « sofi migrate »."] if state.pending else []
