"""Who asks: the account of the token that a request carries."""

from starlette.requests import HTTPConnection

from api.answers import Refusal
from catalogue import clock
from catalogue.transaction import transaction
from workflows.accounts import tokens
from workflows.actor import ANONYMOUS, Actor


def token_of(request: HTTPConnection) -> str | None:
    """The token of the header `Authorization: Bearer …`; None when there is none.

    Raises:
        Refusal: the header names another scheme.
    """
    header = request.headers.get("authorization")
    if header is None:
        return None
    scheme, _, token = header.partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise _refused("L'en-tête Authorization attendu est « Bearer JETON ».")
    return token.strip()


async def authenticate(request: HTTPConnection) -> Actor:
    """The actor of a request: anybody without token.

    Raises:
        Refusal: the token is unknown, expired, or its account was deactivated.
    """
    token = token_of(request)
    if token is None:
        return ANONYMOUS
    row = await tokens.live_token(token)
    if row is None:
        raise _refused("Ce jeton n'est pas ou plus valable : reconnectez-vous par `signIn`.")
    if tokens.must_be_seen(row, clock.now()):
        await transaction(lambda: tokens.mark_seen(row))
    return await tokens.actor_of(row.compte)


def _refused(message: str) -> Refusal:
    return Refusal(401, message, {"WWW-Authenticate": "Bearer"}, code="UNAUTHENTICATED")
