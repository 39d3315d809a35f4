"""What is no plain text at all and is refused, not repaired: markup, and characters that deceive the reader (R9)."""

import re
from html.entities import html5

from catalogue.rules.invalid import ValeurInvalide

_SHOWN = 40
_TAG = re.compile(r"<[/!?]?[A-Za-z][^<>]*>|<!--|<!\[CDATA\[")
# Browsers repair a tag that is never closed. Names of one letter are left out: « si a<b » is a text.
_OPEN_TAG = re.compile(
    r"</?(?:script|style|iframe|object|embed|applet|svg|math|img|image|video|audio|link|meta|base|form|input|button|"
    r"body|html|head|div|span|table|tr|td|th|ul|ol|li|br|hr|strong|em|h[1-6])\b",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|([A-Za-z][A-Za-z0-9]{1,31}));")
_DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_SURROGATES = re.compile("[\ud800-\udfff]")


def refuse_markup(text: str) -> None:
    """Raises ValeurInvalide naming the first tag, entity, direction control or lone surrogate of the text."""
    tag = _TAG.search(text) or _OPEN_TAG.search(text)
    if tag:
        raise ValeurInvalide(
            f"Le texte contient une balise, « {_cut(tag[0])} » : seul du texte simple est accepté, sans mise en "
            "forme ; retirez-la, ou écrivez « inférieur à » et « supérieur à » à la place des signes."
        )
    for entity in _ENTITY.finditer(text):
        if entity[1] is None or f"{entity[1]};" in html5:
            raise ValeurInvalide(
                f"Le texte contient un code HTML, « {entity[0]} » : écrivez le caractère lui-même, par exemple « é » "
                "au lieu de « &eacute; »."
            )
    if _DIRECTIONS.search(text):
        raise ValeurInvalide(
            "Le texte contient un caractère invisible qui change le sens de lecture : "
            "saisissez-le de nouveau au clavier."
        )
    if _SURROGATES.search(text):
        raise ValeurInvalide("Le texte contient une moitié de caractère : copiez-le de nouveau depuis sa source.")


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
