"""Plain text, as the cards want it (R9; procedure p. 8: « ne pas insérer de tableaux, caractères spéciaux, images »).

What a word processor or a spreadsheet leaves behind is cleaned with a warning; what a browser would obey, or what
would show another text than the one that is stored, is refused. Quotes, dashes, accents, arrows and currency signs are
text and stay. Emoji are the procedure's « caractères spéciaux »: they are taken out with a warning.

Cleaning twice gives what cleaning once gives, and has nothing to warn of the second time, but for a �.
"""

import re
import unicodedata
from dataclasses import dataclass

from catalogue.rules.markup import refuse_markup
from catalogue.rules.pasted import ARTEFACTS, warn_of_lost_letters

_EMPTY_LINES = re.compile("\n{3,}")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text fit to be stored, and one French sentence for each kind of thing that was changed in it."""

    text: str
    warnings: tuple[str, ...] = ()


def clean(text: str) -> Cleaned:
    """The text in Unicode NFC without what pasting left in it, ends and superfluous blanks trimmed.

    Raises ValeurInvalide for markup (a tag, an entity), for characters that turn the direction of reading, and for
    half a character. The length is not looked at: see `fits`.
    """
    refuse_markup(text)
    warnings = []
    for artefact in ARTEFACTS:
        after = artefact.remove(text)
        if after != text and artefact.warning:
            warnings.append(artefact.warning)
        text = after
    text = _EMPTY_LINES.sub("\n\n", text).strip()
    text = unicodedata.normalize("NFC", text)
    refuse_markup(text)  # again: a tag may have been cut in two by a character that is gone now
    return Cleaned(text, (*warnings, *warn_of_lost_letters(text)))


def clean_line(text: str) -> Cleaned:
    """As `clean`, for a field of one line (a title, a name): line breaks become blanks, with a warning."""
    cleaned = clean(text)
    if "\n" not in cleaned.text:
        return cleaned
    return Cleaned(
        re.sub("\n+", " ", cleaned.text),
        (*cleaned.warnings, "Des retours à la ligne ont été remplacés par des espaces : ce champ tient sur une ligne."),
    )


def length(text: str) -> int:
    """How long a text is: its Unicode characters after normalisation (R9); « é » counts for one however it is typed."""
    return len(unicodedata.normalize("NFC", text))


def fits(text: str, limit: int) -> bool:
    """Whether the text has `limit` characters at most, counted as `length` does."""
    return length(text) <= limit
