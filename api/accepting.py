"""What a caller accepts, by the weights it gives: the media type and the coding of an answer."""

from collections.abc import Iterable
from functools import lru_cache

from api.answers import GRAPHQL_JSON, JSON, Refusal
from api.compressing import WORTH, Coding

_LEAST = 0.0001
"""Less than any weight that can be said."""
_REMEMBERED = 64
"""Headers that were read last: most callers send one of a few."""


@lru_cache(_REMEMBERED)
def media_type(accept: str | None) -> str:
    """The media type to answer in; the old one when nothing is said, the new one when it is preferred or the only one.

    Raises:
        Refusal: nothing that we can write is acceptable (406).
    """
    if not accept:
        return JSON
    best: tuple[float, int, str] | None = None
    for rank, (kind, quality) in enumerate(_weighed(accept)):
        offered = {"*/*": JSON, "application/*": JSON, JSON: JSON, GRAPHQL_JSON: GRAPHQL_JSON}.get(kind)
        if offered and quality > 0 and (best is None or (quality, -rank) > best[:2]):
            best = (quality, -rank, offered)
    if best is None:
        raise Refusal(406, f"Ce service répond en {GRAPHQL_JSON} ou {JSON} : demandez l'un des deux dans Accept.")
    return best[2]


def coding(accept_encoding: str | None, size: int = WORTH) -> Coding | None:
    """The coding for so many bytes that the caller likes best, ours among equals; none, when not even as they are they
    may be sent.
    """
    best, as_they_are = _liked(accept_encoding or "")
    return Coding.IDENTITY if size < WORTH and as_they_are else best


@lru_cache(_REMEMBERED)
def _liked(accept_encoding: str) -> tuple[Coding | None, bool]:
    """The coding that is liked best, and whether bytes may be sent as they are."""
    given = {"gzip" if name == "x-gzip" else name: quality for name, quality in _weighed(accept_encoding)}

    def quality(wanted: Coding) -> float:
        if wanted is Coding.IDENTITY:
            # It goes without saying, after all others; only those who say so like it better.
            return given.get(wanted, 0.0 if given.get("*") == 0 else _LEAST)
        return given.get(wanted, given.get("*", 0.0))

    best = max(Coding, key=quality)
    return best if quality(best) else None, quality(Coding.IDENTITY) > 0


def wanted_coding(accept_encoding: str | None) -> Coding:
    """The coding of a long answer.

    Raises:
        Refusal: nothing that we can write is acceptable (406).
    """
    best = coding(accept_encoding)
    if best is None:
        raise Refusal(406, f"Ce service répond en {', '.join(Coding)} : demandez l'un d'eux dans Accept-Encoding.")
    return best


def prefers_html(accept: str | None) -> bool:
    """Whether a browser asks: HTML is wanted more than JSON."""
    kinds = dict(_weighed(accept or ""))
    return kinds.get("text/html", 0) > max(kinds.get(JSON, 0), kinds.get(GRAPHQL_JSON, 0))


def _weighed(accept: str) -> Iterable[tuple[str, float]]:
    """What is named, each with its weight; what cannot be read as one counts as none."""
    for part in accept.split(","):
        kind, *parameters = (piece.strip().lower() for piece in part.split(";"))
        quality = 1.0
        for parameter in parameters:
            if parameter.startswith("q="):
                try:
                    quality = float(parameter[2:])
                except ValueError:
                    quality = 0.0
        yield kind, quality if quality >= 0 else 0.0
