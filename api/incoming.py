"""An HTTP request read as a GraphQL operation, or refused with a sentence that says how to ask."""

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import msgspec
from starlette.requests import ClientDisconnect, Request
from starlette.types import Receive

from api.answers import Refusal
from api.deadline import within

MAX_BODY = 256 * 1024
BODY_SECONDS = 10

_HOW = 'Envoyez en POST un objet JSON {"query": "…", "variables": {…}}.'
_HOW_LIVE = 'Envoyez dans `payload` un objet JSON {"query": "…", "variables": {…}}.'
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


_IDENTIFIER = re.compile(r"(?:sha256:)?([0-9a-f]{64})", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Incoming:
    """What is asked: a document in full, or by its SHA-256 (then `query` is empty until it was found), or both."""

    query: str
    variables: dict[str, Any] = field(default_factory=dict)
    operation_name: str | None = None
    document_id: str | None = None


def asks(request: Request) -> bool:
    """Whether a GET request names a document; a browser that opens the address does not."""
    return "query" in request.query_params or "documentId" in request.query_params


async def read(request: Request) -> Incoming:
    """The operation of a GET or POST request.

    Raises:
        Refusal: the method, the media type, the size, the time or the shape is not right.
    """
    if request.method == "GET":
        return _shape(_from_address(request))
    if request.method != "POST":
        raise Refusal(
            405, f"La méthode {request.method[:20]} n'est pas servie ici : GET ou POST.", {"Allow": "GET, POST"}
        )
    _check_media_type(request.headers.get("content-type", ""))
    _check_coding(request.headers.get("content-encoding", ""))
    return _shape(decode(await _body(request), "Le corps de la demande"))


def _from_address(request: Request) -> dict[str, Any]:
    parameters: dict[str, Any] = {
        name: request.query_params[name]
        for name in ("query", "documentId", "operationName")
        if name in request.query_params
    }
    if any("\0" in text for text in parameters.values()):
        raise Refusal(400, "L'adresse contient un caractère nul : retirez-le.")
    if request.query_params.get("variables"):
        parameters["variables"] = decode(request.query_params["variables"].encode(), "Le paramètre `variables`")
    return parameters


def _check_media_type(content_type: str) -> None:
    kind, _, parameters = content_type.partition(";")
    charset = next(
        (
            value
            for name, _, value in (p.partition("=") for p in parameters.lower().split(";"))
            if name.strip() == "charset"
        ),
        "utf-8",
    )
    if kind.strip().lower() != "application/json" or charset.strip(' "') not in ("utf-8", "utf8"):
        given = f"Content-Type « {content_type[:60]} »" if content_type else "Il manque l'en-tête Content-Type"
        raise Refusal(415, f"{given} : application/json en UTF-8 est attendu. {_HOW}")


def _check_coding(coding: str) -> None:
    if coding.strip().lower() not in ("", "identity"):
        raise Refusal(
            415,
            f"Content-Encoding « {coding[:60]} » : envoyez le corps de la demande sans compression.",
            {"Accept-Encoding": "identity"},
        )


def late() -> Refusal:
    """The refusal of a body that does not come."""
    return Refusal(408, f"Le corps de la demande n'est pas arrivé en {BODY_SECONDS} secondes.")


async def _body(request: Request) -> bytes:
    try:
        return await within(BODY_SECONDS, _whole(request.receive))
    except TimeoutError:
        raise late() from None
    except ClientDisconnect:
        raise Refusal(400, "La connexion s'est fermée avant la fin de la demande.") from None


async def _whole(receive: Receive) -> bytes:
    chunks: list[bytes] = []
    size, more = 0, True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        chunk = message.get("body", b"")
        size += len(chunk)
        if size > MAX_BODY:
            raise Refusal(413, f"Une demande fait {MAX_BODY // 1024} Kio au plus : découpez-la.")
        chunks.append(chunk)
        more = message.get("more_body", False)
    return chunks[0] if len(chunks) == 1 else b"".join(chunks)


def decode(data: bytes, what: str) -> Any:
    """JSON without what no store can hold: NaN and infinities, NUL, lone surrogates.

    Raises:
        Refusal: it is not that.
    """
    # What they cannot hold comes as an escape, or as a number that msgspec refuses, and so does Python's own reader:
    # that one is four times as slow, and tells what is wrong.
    if b"\\u" not in data:
        with suppress(msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return _QUICK.decode(data)
    try:
        value = _JSON.decode(data.decode("utf-8"))
    except RecursionError:
        raise Refusal(400, f"{what} est imbriqué trop profondément.") from None
    except ValueError as error:
        reason = "il n'est pas en UTF-8" if isinstance(error, UnicodeDecodeError) else "ce n'est pas du JSON bien formé"
        raise Refusal(400, f"{what} ne se lit pas : {reason}. {_HOW}") from None
    if any(_UNSTORABLE.search(text) for text in _texts(value)):
        raise Refusal(400, f"{what} contient un caractère nul ou une moitié de paire Unicode : retirez-le.")
    return value


def _texts(value: Any) -> Iterator[str]:
    """Every text in a JSON value, keys too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from value
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)


def _no_constant(name: str) -> None:
    raise ValueError(name)


_QUICK = msgspec.json.Decoder()
_JSON = json.JSONDecoder(parse_constant=_no_constant)
"""Made once: Python would make another for each request."""


def _shape(given: Any, what: str = "Le corps de la demande", how: str = _HOW) -> Incoming:
    if isinstance(given, list):
        raise Refusal(400, "Les demandes groupées ne sont pas servies : une demande par requête.")
    if not isinstance(given, dict):
        raise Refusal(400, f"{what} est un objet JSON. {how}")
    query, variables, name = given.get("query"), given.get("variables"), given.get("operationName")
    identifier = document_id(given.get("documentId"))
    if query is None and identifier is not None:
        query = ""
    elif not isinstance(query, str) or not query.strip():
        raise Refusal(400, f"Il manque `query`, le document GraphQL en texte. {how}")
    if variables is not None and not isinstance(variables, dict):
        raise Refusal(400, '`variables` est un objet JSON : {"nom": valeur}.')
    if name is not None and not isinstance(name, str):
        raise Refusal(400, "`operationName` est le nom d'une opération du document, en texte.")
    if given.get("extensions") is not None and not isinstance(given["extensions"], dict):
        raise Refusal(400, "`extensions` est un objet JSON.")
    return Incoming(query, variables or {}, name or None, identifier)


def subscription(payload: Any) -> Incoming:
    """What a message of the WebSocket asks to follow.

    Raises:
        Refusal: the shape is not right.
    """
    return _shape(payload, "`payload`", _HOW_LIVE)


def document_id(given: Any) -> str | None:
    """The hash that an identifier of a document gives, in lower case; None when there is none.

    Raises:
        Refusal: it is neither 64 hexadecimal digits nor these after `sha256:`.
    """
    if given is None:
        return None
    found = _IDENTIFIER.fullmatch(given) if isinstance(given, str) else None
    if found is None:
        raise Refusal(
            400,
            "`documentId` est le SHA-256 du document : 64 chiffres hexadécimaux, précédés ou non de « sha256: ».",
        )
    return found[1].lower()
