"""Those who are signed in take turns; those who read the offer do not wait for them."""

import asyncio
from typing import Any

import pytest

from api.endpoint import TURNS
from api.execution import SofiSchema
from catalogue.transaction import transaction
from catalogue.vocabulary import Role
from tests import factories
from tests.conftest import Client

pytestmark = pytest.mark.usefixtures("procedure_database")


@pytest.fixture
def together(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many operations were carried out at once, at each beginning."""
    now, seen, real = [0], list[int](), SofiSchema.execute

    async def execute(self: SofiSchema, *args: Any, **more: Any) -> Any:
        now[0] += 1
        seen.append(now[0])
        try:
            await asyncio.sleep(0.01)
            return await real(self, *args, **more)
        finally:
            now[0] -= 1

    monkeypatch.setattr(SofiSchema, "execute", execute)
    return seen


async def test_of_those_signed_in_some_are_served_at_once_and_all_in_the_end(
    client: Client, together: list[int]
) -> None:
    staff = client.signed(await transaction(lambda: factories.token(Role.VALIDATEUR)))
    query = "{ desk { queue { totalCount } } }"
    answers = await asyncio.gather(*(staff.data(query) for _ in range(3 * TURNS)))
    assert answers == [{"desk": {"queue": {"totalCount": 0}}}] * (3 * TURNS)
    assert max(together) == TURNS


async def test_readers_of_the_offer_do_not_wait_for_them(client: Client, together: list[int]) -> None:
    codes = [f'{{ offre(code: "1948{rank}") {{ __typename }} }}' for rank in range(3 * TURNS)]
    answers = await asyncio.gather(*(client.data(query) for query in codes))
    assert [answer["offre"]["__typename"] for answer in answers].count("Offre") == 1
    assert max(together) == 3 * TURNS
