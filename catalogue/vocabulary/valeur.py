"""The base of every closed list that is an enum of the code."""

from enum import StrEnum
from typing import ClassVar, Self

from catalogue.vocabulary.liste import CodeInconnu, Liste, Terme


class Valeur(StrEnum):
    """An enum whose members are named as they are stored, with the words people read and LHEO's code.

    A member is written `OUVERT = "OUVERT", "ouvert", "1"`: name and value are the same, then the label in French and,
    where LHEO 2.3 has one, its code. It is a `str`: stored, compared and written to JSON as its value. A class says
    its title, its description (shown to API clients) and its source as class keywords.
    """

    _value_: str
    libelle: str
    code_lheo: str | None

    titre: ClassVar[str]
    description: ClassVar[str]
    source: ClassVar[str]

    def __new__(cls, value: str, libelle: str = "", code_lheo: str | None = None) -> "Valeur":
        """A member as its class writes it."""
        # The defaults only serve `Recrutement("OUVERT")`, which type checkers read as a call of this method.
        member = str.__new__(cls, value)
        member._value_ = value
        member.libelle = libelle
        member.code_lheo = code_lheo
        return member

    def __init_subclass__(cls, *, titre: str, description: str, source: str) -> None:
        super().__init_subclass__()
        cls.titre = titre
        cls.description = description
        cls.source = source

    @classmethod
    def liste(cls) -> Liste:
        """The enum as a list that bears its class name: LHEO's code, or else the value, with the value beside it."""
        termes = (Terme(member.code_lheo or member.value, member.libelle, member.value) for member in cls)
        return Liste(cls.__name__, cls.titre, cls.source, tuple(termes))

    @classmethod
    def of_lheo(cls, code: str) -> Self:
        """The member that has this code in LHEO; raises CodeInconnu."""
        for member in cls:
            if member.code_lheo == code:
                return member
        raise CodeInconnu(cls.liste(), code)
