"""What word processors, spreadsheets and web pages leave in a text that is pasted, and how each is taken out (R9).

The order matters: what is invisible goes first, so that what is told by its place in a line is then found there.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

_BULLETS = "•◦▪▫‣⁃∙●○■□▶►▸➢➤❖✓✔✗✘"


@dataclass(frozen=True, slots=True)
class Artefact:
    """One kind of artefact. `warning` is empty for what no reader could see."""

    remove: Callable[[str], str]
    warning: str = ""


def _replace(characters: str, replacement: str) -> Callable[[str], str]:
    pattern = re.compile(characters)
    return lambda text: pattern.sub(replacement, text)


def _blanks(text: str) -> str:
    """Runs of blanks become one; a run with a tabulation between two words stood between two cells of a table."""
    return _RUN.sub(lambda run: " ; " if "\t" in run[0] else " ", _INDENT.sub("", text))


_RUN = re.compile("[ \t]+")
_INDENT = re.compile("^[ \t]+|(?<![ \t])[ \t]+$", re.MULTILINE)
_LINE_BULLET = f"(?m)^[ \t]*(?:[{_BULLETS}][{_BULLETS} \t]*|[·][ \t]+|o\t[ \t]*)"

ARTEFACTS = (
    Artefact(
        _replace("\r\n?|[\u000b\u000c\u0085\u2028\u2029]", "\n"),
        "Les sauts de ligne d’un autre système ont été remplacés par des retours à la ligne simples.",
    ),
    Artefact(_replace("\ufffc", ""), "Une image ou un objet collé dans le texte a été retiré."),
    Artefact(
        _replace("[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f]", ""),
        "Des caractères de contrôle invisibles ont été retirés.",
    ),
    Artefact(
        _replace(
            "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u2065\u206a-\u206f\u3164\ufe00-\ufe0f"
            "\ufeff\uffa0\ufff9-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]",
            "",
        ),
        "Des caractères invisibles (césures, espaces sans largeur) ont été retirés.",
    ),
    # Word's Symbol and Wingdings bullets, then every other character that only one font can draw.
    Artefact(_replace("[\uf0a0-\uf0ff\uf020-\uf07f]", "•")),
    Artefact(
        _replace("[\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff\U000f0000-\U0010ffff]", ""),
        "Des caractères propres à une police de votre ordinateur ont été retirés.",
    ),
    Artefact(
        _replace(f"(?![{_BULLETS}])[\u20e3\u2600-\u27bf\u2b1b\u2b1c\u2b50\u2b55\U0001f000-\U0001faff]", ""),
        "Des émoticônes ou pictogrammes ont été retirés : le texte doit se lire sans eux.",
    ),
    Artefact(
        _replace("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]", " "),
        "Des espaces insécables ou de largeur spéciale ont été remplacées par des espaces simples.",
    ),
    Artefact(_replace(_LINE_BULLET, "- "), "Des puces de traitement de texte ont été remplacées par des tirets."),
    Artefact(
        lambda text: _blanks(text) if "\t" in text else text,
        "Des tabulations (tableau collé ?) ont été remplacées par des points-virgules.",
    ),
    Artefact(_blanks),
)


def warn_of_lost_letters(text: str) -> tuple[str, ...]:
    """A warning when letters were lost before they reached us: nobody but the author can put them back."""
    if "\ufffd" not in text:
        return ()
    return ("Le texte contient « � » à la place de certaines lettres : copiez-le de nouveau depuis sa source.",)
