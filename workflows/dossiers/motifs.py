"""Reasons, comments and dates as callers give them: a code of the tree, a precision where it asks for one."""

from catalogue.rules.invalid import ValeurInvalide
from catalogue.rules.plain_text import clean, fits
from catalogue.vocabulary.motifs import ArbreMotifs
from workflows.errors import InvalidValues, Probleme

TEXT_LENGTH = 3000


def check_motif(arbre: ArbreMotifs, code: str, precision: str | None, *, path: str = "motif") -> str | None:
    """The precision, cleaned, of a reason that the tree has.

    Raises:
        InvalidValues: an unknown reason, or one that asks for a precision which is absent.
    """
    motif = arbre.get(code)
    if motif is None:
        known = ", ".join(one.code for one in arbre)
        raise InvalidValues(
            [Probleme(path, "MOTIF_INCONNU", f"Le motif « {code[:40]} » n'existe pas. Motifs admis : {known}.")]
        )
    if precision is None or not precision.strip():
        if motif.precision:
            message = f"Le motif « {motif.libelle} » demande une précision : dites à l'organisme de quoi il s'agit."
            raise InvalidValues([Probleme("precision", "PRECISION_REQUISE", message)])
        return None
    return check_text(precision, "precision", "La précision")


def check_text(text: str, path: str, what: str) -> str:
    """A text for people, cleaned.

    Raises:
        InvalidValues: it is empty, too long, or no plain text.
    """
    try:
        cleaned = clean(text).text
    except ValeurInvalide as error:
        raise InvalidValues([Probleme(path, "TEXTE", str(error))]) from None
    if not cleaned:
        raise InvalidValues([Probleme(path, "VIDE", f"{what} est vide.")])
    if not fits(cleaned, TEXT_LENGTH):
        message = f"{what} fait {TEXT_LENGTH} caractères au plus."
        raise InvalidValues([Probleme(path, "TROP_LONG", message)])
    return cleaned
