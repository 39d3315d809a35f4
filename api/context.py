"""What one request carries to its resolvers."""

from dataclasses import dataclass
from datetime import date

import strawberry
from starlette.requests import HTTPConnection, Request

from api.authentication import authenticate
from api.loaders import Loaders
from catalogue import clock
from workflows.actor import ANONYMOUS, Actor


@dataclass(frozen=True, slots=True)
class Context:
    """One request: who asks over which connection, the day it is in Paris, and the loaders of this request."""

    request: HTTPConnection | None
    today: date
    loaders: Loaders
    actor: Actor = ANONYMOUS


Info = strawberry.Info[Context, None]


def make_context(request: HTTPConnection | None = None, actor: Actor = ANONYMOUS) -> Context:
    """A fresh context. The day is read once, so that one answer never straddles midnight."""
    today = clock.today()
    return Context(request=request, today=today, loaders=Loaders(today), actor=actor)


async def context_of(request: Request) -> Context:
    """The context of an HTTP request. Raises answers.Refusal when its token is not good."""
    return make_context(request, await authenticate(request))
