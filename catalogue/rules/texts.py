"""Words for search: the same function prepares what is indexed and what is asked, so that they meet."""

import re
import unicodedata

_SUBSTITUTES = str.maketrans(
    {"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ø": "o", "Ø": "o"}
    | dict.fromkeys("\u2018\u2019\u02bc\u00b4`", "'")  # every apostrophe that keyboards and word processors give
)
_INVISIBLE = re.compile("[\u00ad\u200c\u200d\u2060\ufeff]")  # soft hyphens and joiners inside pasted words
_ELISION = re.compile("\\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)'")
_WORD = re.compile(r"[^\W_]+")


def mots(text: str) -> list[str]:
    """The words of a text, in order, each once: without accents, in lower case, cut at all but letters and digits.

    œ is `oe` and æ is `ae`; an elided article or pronoun (l', d', qu', …) is dropped, but a letter that stands alone
    is a word (« langage C »). Codes are cut at their hyphens: `19482-89393` gives two words.
    """
    return list(dict.fromkeys(_WORD.findall(_ELISION.sub(" ", plain(text)))))


def plain(text: str) -> str:
    """The text without accents, in lower case: what people sort by."""
    # Twice, because folding the case of a rare letter may give one that can be decomposed again.
    for _ in range(2):
        decomposed = unicodedata.normalize("NFKD", _INVISIBLE.sub("", text).translate(_SUBSTITUTES))
        text = "".join(char for char in decomposed if not unicodedata.combining(char)).casefold()
    return text
