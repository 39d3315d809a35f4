"""What one request carries to its resolvers."""

from dataclasses import dataclass, field
from datetime import date

import strawberry
from starlette.requests import HTTPConnection, Request

from api.authentication import NOBODY, Caller, identify
from api.feed import Feed
from api.loaders import Loaders
from api.reading.pieces import NOTHING, Pieces
from catalogue import clock
from workflows.actor import ANONYMOUS, Actor


@dataclass(frozen=True, slots=True)
class Context:
    """One request: who asks over which connection, the day it is in Paris, and the loaders of this request.

    `cookies` gathers the `Set-Cookie` headers that the answer will carry; `live` is for a socket that one follows;
    `pieces` are the encoded parts of answers that the process keeps; `feed` tells what the answer depends on.
    """

    request: HTTPConnection | None
    today: date
    loaders: Loaders
    actor: Actor = ANONYMOUS
    jeton: int | None = None
    cookies: list[str] = field(default_factory=list)
    live: bool = False
    pieces: Pieces = NOTHING
    feed: Feed = field(default_factory=Feed)

    @property
    def address(self) -> str:
        """The network address of the caller, as the nearest trusted proxy tells it."""
        client = self.request.client if self.request is not None else None
        return client.host if client is not None else ""

    @property
    def private_webhooks(self) -> bool:
        """Whether the operator lets webhooks go to private addresses."""
        return self.request is not None and bool(self.request.app.state.settings.webhooks_prives)


Info = strawberry.Info[Context, None]


def make_context(request: HTTPConnection | None = None, caller: Caller = NOBODY) -> Context:
    """A fresh context. The day is read once, so that one answer never straddles midnight."""
    today = clock.today()
    return Context(
        request=request,
        today=today,
        loaders=Loaders(today),
        actor=caller.actor,
        jeton=caller.jeton,
        cookies=list(caller.cookies),
        pieces=request.app.state.pieces if request is not None else NOTHING,
    )


async def context_of(request: Request) -> Context:
    """The context of an HTTP request. Raises answers.Refusal when its token is not good."""
    return make_context(request, await identify(request))
