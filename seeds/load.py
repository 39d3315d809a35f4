"""Loads the demonstration offer."""

from collections.abc import Callable
from dataclasses import dataclass

from catalogue.models import Formation
from catalogue.transaction import transaction
from seeds import procedure


@dataclass(frozen=True, slots=True)
class SeedReport:
    """What was loaded."""

    formations: int

    def __str__(self) -> str:
        return f"{self.formations} formation(s) de démonstration chargée(s)."


async def is_empty() -> bool:
    """Whether the base has no formation yet."""
    return not await Formation.all().exists()


async def seed(advance: Callable[[int, int], None]) -> SeedReport:
    """Load the procedure's own example."""

    async def unit() -> None:
        await procedure.seed_certification()
        await procedure.seed_directory()
        await procedure.seed_offer()

    advance(0, 1)
    await transaction(unit)
    advance(1, 1)
    return SeedReport(1)
