"""The e-mail address that an account answers to."""

from catalogue.rules.contacts import LIMITE_COURRIEL, courriel
from catalogue.rules.invalid import ValeurInvalide
from workflows.errors import InvalidValues, Probleme


def account_address(text: str, *, path: str = "email") -> str:
    """The address of an account, all in lower case.

    Raises:
        InvalidValues: it cannot be one.
    """
    try:
        return courriel(text).lower()
    except ValeurInvalide as error:
        raise InvalidValues([Probleme(path, "FORMAT", str(error))]) from None


def comparable(text: str) -> str:
    """What was typed as an address, as it would be stored; whatever cannot be one is kept and matches no account."""
    try:
        return courriel(text).lower()
    except ValeurInvalide:
        return text.strip().lower()[:LIMITE_COURRIEL]
