"""Addresses of pages, leaflets and videos: form only, nothing is fetched (A1.7; procedure p. 8).

Each function gives the one way to write an address, or raises ValeurInvalide: scheme and host in lower case, host in
ASCII, no default port, what is not ASCII in path and query percent-encoded.
"""

import re
from urllib.parse import SplitResult, parse_qs, quote, urlsplit, urlunsplit

from catalogue.rules.invalid import ValeurInvalide, refusal

LIMITE = 400
"""Characters of a normalised address (LHEO urlweb)."""

_PAGE = "https://www.exemple.fr/formation"
_PDF = "https://www.exemple.fr/plaquette.pdf"
_VIDEO = "https://www.youtube.com/watch?v=M7lc1UVf-VE ou https://www.exemple.fr/presentation.mp4"
_DEFAULT_PORTS = {"http": 80, "https": 443}
_FORBIDDEN = re.compile(
    r"[\x00-\x20\x7f-\xa0<>\"{}|\\^`\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ud800-\udfff]"
)
_LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")
_TOP_LABEL = re.compile(r"[a-z]{2,63}|xn--[a-z0-9-]{1,59}")
_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")
_VIDEO_ID = re.compile("[A-Za-z0-9_-]{11}")
_YOUTUBE = {"youtube.com", "www.youtube.com", "m.youtube.com", "music.youtube.com", "www.youtube-nocookie.com"}
_YOUTUBE_PATHS = ("embed", "shorts", "live", "v")


def url_action(text: str) -> str:
    """The page that describes an action: http or https, a public host name, no account in it, 400 characters."""
    return urlunsplit(_address(text, "une adresse de page", _PAGE))


def url_pdf(text: str) -> str:
    """A leaflet: an address whose path ends with .pdf."""
    parts = _address(text, "une adresse de PDF", _PDF)
    if not parts.path.lower().endswith(".pdf"):
        raise refusal(text, "une adresse de PDF", f"le chemin doit finir par .pdf, par exemple {_PDF}")
    return urlunsplit(parts)


def url_video(text: str) -> str:
    """A video: one of YouTube, written `https://www.youtube.com/watch?v=…` whatever its form, or a file in .mp4."""
    parts = _address(text, "une adresse de vidéo", _VIDEO)
    if parts.path.lower().endswith(".mp4"):
        return urlunsplit(parts)
    video = _youtube_id(parts)
    if video is None:
        raise refusal(
            text, "une adresse de vidéo", f"une vidéo YouTube ou un fichier MP4 est attendu, par exemple {_VIDEO}"
        )
    return f"https://www.youtube.com/watch?v={video}"


def _address(text: str, nature: str, example: str) -> SplitResult:
    """The parts of an address, normalised; raises ValeurInvalide saying what is wrong first."""

    def refused(attendu: str) -> ValeurInvalide:
        return refusal(text, nature, f"{attendu}, par exemple {example}")

    stripped = text.strip()
    if not stripped:
        raise refused("une adresse web complète est attendue")
    if _FORBIDDEN.search(stripped):
        raise refused("une adresse ne contient ni espace ni caractère spécial")
    try:
        parts = urlsplit(stripped)
        port = parts.port
    except ValueError as error:
        raise refused("une adresse web complète est attendue") from error
    if parts.scheme not in _DEFAULT_PORTS or not stripped[len(parts.scheme) :].startswith("://"):
        raise refused("l’adresse doit commencer par https:// ou http://")
    if "@" in parts.netloc:
        raise refused("l’adresse ne doit contenir ni nom de compte ni mot de passe")
    host = host_name(parts.hostname or "")
    if host is None or port == 0:
        raise refused("un nom de site public est attendu après https://")
    netloc = host if port in (None, _DEFAULT_PORTS[parts.scheme]) else f"{host}:{port}"
    normalised = SplitResult(
        parts.scheme, netloc, _encoded(parts.path) or "/", _encoded(parts.query), _encoded(parts.fragment)
    )
    if len(urlunsplit(normalised)) > LIMITE:
        raise refused(f"{LIMITE} caractères au plus sont acceptés")
    return normalised


def host_name(text: str) -> str | None:
    """A public host name in lower-case ASCII (`xn--…` for accents): labels, a dot, a top label of letters; else None.

    Addresses in digits, `localhost` and names without a dot are nobody's public site.
    """
    try:
        host = text.encode("idna").decode("ascii").lower().removesuffix(".")
    except UnicodeError:
        return None
    *labels, top = host.split(".")
    valid = labels and all(map(_LABEL.fullmatch, labels)) and _TOP_LABEL.fullmatch(top) and len(host) <= 253
    return host if valid else None


def _encoded(part: str) -> str:
    return quote(_PERCENT.sub("%25", part), safe="/%:@!$&'()*+,;=?-._~[]#")


def _youtube_id(parts: SplitResult) -> str | None:
    """The eleven characters that name a video of YouTube; None for a channel, a list of videos, another site."""
    host = parts.netloc.lower()
    steps = [step for step in parts.path.split("/") if step]
    candidate = ""
    if host in ("youtu.be", "www.youtu.be") and len(steps) == 1:
        candidate = steps[0]
    elif host in _YOUTUBE and steps == ["watch"]:
        candidate = parse_qs(parts.query).get("v", [""])[0]
    elif host in _YOUTUBE and len(steps) == 2 and steps[0] in _YOUTUBE_PATHS:
        candidate = steps[1]
    return candidate if _VIDEO_ID.fullmatch(candidate) else None
