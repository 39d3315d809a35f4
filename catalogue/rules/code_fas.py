"""The FAS code: how people name a place in the offer tree (procedure p. 5)."""

import re
from dataclasses import dataclass

from catalogue.rules.invalid import ValeurInvalide, refusal

_LARGEST = 2_147_483_647
_HYPHEN = "\\s*[-\u2010\u2011\u2013]\\s*"  # word processors turn a hyphen into its lookalikes
_NUMBER = "([1-9][0-9]{0,9})"
_CODE = re.compile(f"\\s*{_NUMBER}(?:{_HYPHEN}{_NUMBER}(?:{_HYPHEN}{_NUMBER})?)?\\s*")


@dataclass(frozen=True, slots=True)
class CodeFas:
    """`19482`, `19482-89393` or `19482-89393-143842`: a formation, an action of it, a session of that.

    Each number goes from 1 to 2 147 483 647 (GraphQL's Int); a session is never named without its action.
    """

    formation: int
    action: int | None = None
    session: int | None = None

    def __post_init__(self) -> None:
        if self.action is None and self.session is not None:
            raise ValeurInvalide("Un code FAS ne nomme pas de session sans son action.")
        if any(not 1 <= numero <= _LARGEST for numero in self.numeros):
            raise refusal(str(self), "un code FAS", "chaque numéro va de 1 à 2 147 483 647")

    @property
    def numeros(self) -> tuple[int, ...]:
        """The one, two or three numbers."""
        return tuple(numero for numero in (self.formation, self.action, self.session) if numero is not None)

    @classmethod
    def parse(cls, text: str) -> "CodeFas":
        """Read a code, blanks forgiven around it and around its hyphens (the procedure prints `19482-89393- 143842`).

        Anything else raises ValeurInvalide, leading zeros included: an identity has one spelling (R33).
        """
        match = _CODE.fullmatch(text)
        if match is None:
            raise refusal(
                text,
                "un code FAS",
                "un à trois numéros séparés par des tirets sont attendus, par exemple 19482, 19482-89393 ou "
                "19482-89393-143842",
            )
        return cls(*(int(group) for group in match.groups() if group is not None))

    def __str__(self) -> str:
        return "-".join(map(str, self.numeros))
