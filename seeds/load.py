"""Loads the demonstration: the procedure's own example, then an invented region around it."""

from collections.abc import Callable
from dataclasses import dataclass

from catalogue import clock
from catalogue.models import Action, Compte, Dispositif, Formation, Organisme, Session
from catalogue.transaction import transaction
from seeds import accounts, procedure
from seeds.region.build import build_region


@dataclass(frozen=True, slots=True)
class SeedReport:
    """What was added."""

    organismes: int
    formations: int
    actions: int
    sessions: int
    dispositifs: int
    comptes: int

    def __str__(self) -> str:
        if not self.organismes and not self.comptes:
            return "L'offre de démonstration est déjà là : rien à ajouter."
        return (
            f"Offre de démonstration : {self.organismes} organismes, {self.formations} formations,"
            f" {self.actions} actions, {self.sessions} sessions, {self.dispositifs} dispositifs"
            f" et {self.comptes} comptes ajoutés."
        )


async def is_empty() -> bool:
    """Whether the base has no formation yet."""
    return not await Formation.all().exists()


async def seed(advance: Callable[[int, int], None]) -> SeedReport:
    """Load what is missing of the demonstration, as it is today; other data is left alone, and the procedure's example
    is left out when its printed numbers serve already.
    """
    before = await _counts()

    async def example() -> None:
        await procedure.seed_certification()
        await procedure.seed_directory()
        await procedure.seed_offer()

    if await procedure.may_be_seeded():
        await transaction(example)
    await build_region(clock.today(), advance)
    await accounts.seed_accounts()
    return SeedReport(*(after - former for after, former in zip(await _counts(), before, strict=True)))


async def _counts() -> list[int]:
    return [await model.all().count() for model in (Organisme, Formation, Action, Session, Dispositif, Compte)]
