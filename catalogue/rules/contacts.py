"""How to reach people: e-mail addresses and telephone numbers, each in one readable spelling, or refused."""

import re

from catalogue.rules.invalid import refusal
from catalogue.rules.urls import host_name

LIMITE_COURRIEL = 160
"""Characters of an e-mail address, as it is stored (LHEO courriel)."""

_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_BLANKS = re.compile(r"[\s.\-/\u2010-\u2015]+")
_TYPED_PHONE = re.compile(r"\+?[0-9\s.\-/()\u2010-\u2015]+")
_SHORT = re.compile("3[0-9]{3}|10[0-9]{2}|11(?:[0-9]|8[0-9]{3}|6[0-9]{3})|1[578]")
# Country codes of the overseas départements and territories that are dialled 0 from France.
_FRANCE = re.compile(r"(?:\+|00)(?:33\(?0?\)?|(?=262|508|590|594|596)[0-9]{3}\(?0?\)?)([1-9][0-9]{8})")
_FOREIGN = re.compile(r"(?:\+|00)([1-9][0-9]{6,14})")


def courriel(text: str) -> str:
    """An e-mail address, its domain in lower case: a plain local part of 64 characters at most, a public domain.

    Quoted local parts, comments and accents before the @ are refused: no training body uses them, and mail systems
    lose them.
    """
    local, _, domain = text.strip().rpartition("@")
    host = host_name(domain)
    if host is not None and _LOCAL.fullmatch(local) and len(local) <= 64:
        address = f"{local}@{host}"
        if len(address) <= LIMITE_COURRIEL:
            return address
    raise refusal(
        text,
        "une adresse électronique",
        f"{LIMITE_COURRIEL} caractères au plus de la forme nom@domaine sont attendus, par exemple contact@exemple.fr",
    )


def telephone(text: str) -> str:
    """A telephone number: French ones as `02 40 20 40 20`, short ones as `3949`, foreign ones as `+3222345678`.

    Blanks, full stops, hyphens and slashes between digits are forgiven, and so is the `(0)` after +33. Two numbers in
    one field, or words, are refused.
    """
    typed = text.strip()
    if _TYPED_PHONE.fullmatch(typed):
        compact = _BLANKS.sub("", typed)
        french = re.fullmatch("0([1-9][0-9]{8})", compact) or _FRANCE.fullmatch(compact)
        if french:
            digits = f"0{french[1]}"
            return " ".join(digits[start : start + 2] for start in range(0, 10, 2))
        if _SHORT.fullmatch(compact):
            return compact
        foreign = _FOREIGN.fullmatch(compact)
        if foreign and not foreign[1].startswith("33"):
            return f"+{foreign[1]}"
    raise refusal(
        text, "un numéro de téléphone", "un seul numéro est attendu, par exemple 02 40 20 40 20 ou +32 2 234 56 78"
    )
