"""Who asks: the account of the token that a request carries, in its header or in a browser's cookie."""

from dataclasses import dataclass

from starlette.requests import HTTPConnection

from api import cookies
from api.answers import Refusal
from catalogue import clock
from catalogue.transaction import transaction
from workflows.accounts import keys, tokens
from workflows.actor import ANONYMOUS, Actor


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks, the session they opened, and the `Set-Cookie` headers they are to be answered with."""

    actor: Actor = ANONYMOUS
    jeton: int | None = None
    cookies: tuple[str, ...] = ()


NOBODY = Caller()
_DEAD_TOKEN = "Ce jeton n'est pas ou plus valable : reconnectez-vous par `signIn`."  # noqa: S105
_DEAD_KEY = "Cette clé d'API n'est pas ou plus valable : demandez-en une autre à un administrateur."


def _bearer(header: str) -> str:
    scheme, _, token = header.partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise _refused("L'en-tête Authorization attendu est « Bearer JETON ».")
    return token.strip()


async def identify(request: HTTPConnection) -> Caller:
    """The caller of a request: anybody without token. A header is asked before a cookie.

    A cookie that is not good any more counts as none and is taken back: its holder, who cannot see it, could not even
    sign in again otherwise.

    Raises:
        Refusal: the token is unknown, expired, or its account was deactivated; or a cookie comes with a request that
            another site may have made.
    """
    header = request.headers.get("authorization")
    if header is not None:
        return await caller_of(header)
    cookie = cookies.token_in(request)
    if cookie is None:
        return NOBODY
    if not cookies.same_origin(request):
        raise Refusal(
            403,
            "Cette demande porte le cookie d'une connexion mais ne vient pas d'une page de ce service : elle est "
            "refusée. Un programme s'authentifie par l'en-tête « Authorization: Bearer JETON ».",
            code="FORBIDDEN",
        )
    return await _caller(cookie) or Caller(cookies=(cookies.closed(request),))


async def caller_of(header: str) -> Caller:
    """The caller that `Bearer …` names. Raises Refusal for another scheme, or what is unknown or expired."""
    token = _bearer(header)
    found = await (_reader(token) if token.startswith(keys.MARK) else _caller(token))
    if found is None:
        raise _refused(_DEAD_KEY if token.startswith(keys.MARK) else _DEAD_TOKEN)
    return found


async def _caller(token: str) -> Caller | None:
    found = await tokens.live_token(token)
    if found is None:
        return None
    row, actor = found
    if tokens.must_be_seen(row, clock.now()):
        await transaction(lambda: tokens.mark_seen(row))
    return Caller(actor, row.id)


async def _reader(secret: str) -> Caller | None:
    row = await keys.live_key(secret)
    if row is None:
        return None
    if keys.must_be_seen(row):
        await transaction(lambda: keys.mark_seen(row))
    return Caller(await keys.reader_of(row))


def _refused(message: str) -> Refusal:
    return Refusal(401, message, {"WWW-Authenticate": "Bearer"}, code="UNAUTHENTICATED")
