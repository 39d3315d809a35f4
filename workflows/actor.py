"""Who acts."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from catalogue.vocabulary.roles import Role


@dataclass(frozen=True, slots=True)
class Actor:
    """An account at work, anybody, or the system itself.

    `compte` is the account's id, null for anybody and for the system. `etablissements` gives the role per establishment
    (its number), `roles` those that hold for the whole region. A key of the API has no account and only reads.
    """

    compte: int | None = None
    nom: str = "anonyme"
    roles: frozenset[Role] = frozenset()
    etablissements: Mapping[int, Role] = field(default_factory=dict)
    systeme: bool = False
    lecture_seule: bool = False

    @property
    def connu(self) -> bool:
        """Signed in, known by a key, or the system."""
        return self.systeme or self.lecture_seule or self.compte is not None

    def has(self, *roles: Role) -> bool:
        """Whether one of these roles for the whole region is held."""
        return not self.roles.isdisjoint(roles)


ANONYMOUS = Actor()
SYSTEM = Actor(nom="système", systeme=True)
