"""A closed list: the codes that a field may hold, and the words that people read for them."""

from dataclasses import dataclass, field


class CodeInconnu(ValueError):
    """A code that its list does not have. The message, in French, names the list and the codes that it has."""

    def __init__(self, liste: "Liste", code: str) -> None:
        shown = code if len(code) <= 40 else f"{code[:40]}…"
        super().__init__(
            f"Le code « {shown} » n’existe pas dans la liste {liste.nom} ({liste.libelle}). "
            f"Codes admis : {', '.join(liste.codes())}."
        )
        self.liste = liste.nom
        self.code = code


@dataclass(frozen=True, slots=True)
class Terme:
    """One entry of a list. `valeur` is the enum member's name when the list shows an enum, else None."""

    code: str
    libelle: str
    valeur: str | None = None


@dataclass(frozen=True, slots=True)
class Liste:
    """A closed list in the order in which it is shown.

    `nom` is the name that a client asks for, `libelle` its title in French, `source` the document (and edition) that
    defines the codes. Two terms with one code are a mistake of ours and raise ValueError when the list is made.
    """

    nom: str
    libelle: str
    source: str
    termes: tuple[Terme, ...]
    _by_code: dict[str, Terme] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_code = {terme.code: terme for terme in self.termes}
        if len(by_code) != len(self.termes):
            raise ValueError(f"Liste {self.nom} : un code y figure deux fois.")
        object.__setattr__(self, "_by_code", by_code)

    @classmethod
    def of(cls, nom: str, libelle: str, source: str, libelles: dict[str, str]) -> "Liste":
        """A list written as `{code: libelle}`."""
        return cls(nom, libelle, source, tuple(Terme(code, words) for code, words in libelles.items()))

    def terme(self, code: str) -> Terme:
        """The term of this code; raises CodeInconnu."""
        terme = self._by_code.get(code)
        if terme is None:
            raise CodeInconnu(self, code)
        return terme

    def codes(self) -> tuple[str, ...]:
        """Every code, in order."""
        return tuple(self._by_code)

    def __contains__(self, code: object) -> bool:
        return code in self._by_code
