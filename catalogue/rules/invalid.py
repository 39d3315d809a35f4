"""The one way in which a rule refuses a value."""

_SHOWN = 40


class ValeurInvalide(ValueError):
    """A value that breaks a rule. The message is one French sentence that says what is expected, with an example."""


def refusal(text: str, nature: str, attendu: str) -> ValeurInvalide:
    """« 123 » n’est pas un SIRET : 14 chiffres… A long text is cut, so that a message stays readable."""
    if not text.strip():
        return ValeurInvalide(f"Une valeur vide n’est pas {nature} : {attendu}.")
    shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
    return ValeurInvalide(f"« {shown} » n’est pas {nature} : {attendu}.")
