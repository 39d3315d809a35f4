"""Persisted documents in the base: the operator's stay, those of a first use are bounded."""

from datetime import date, timedelta

import pytest

from catalogue import clock
from catalogue.models import DocumentEnregistre
from catalogue.reads.documents_enregistres import Found, every, find
from catalogue.transaction import transaction
from workflows import persisted
from workflows.errors import NotFound

pytestmark = pytest.mark.usefixtures("database")

TEXT = "{ __typename }"


async def texts() -> list[str]:
    """What is kept, the operator's first."""
    return [row.texte for row in await every()]


async def age(texte: str, *, used: int = 0, created: int = 0) -> None:
    """Make a document older by some days."""

    async def unit() -> None:
        await DocumentEnregistre.filter(empreinte=persisted.fingerprint(texte)).update(
            vu_le=clock.today() - timedelta(days=used), cree_le=clock.now() - timedelta(days=created)
        )

    await transaction(unit)


def test_the_identity_is_the_one_that_the_draft_gives_as_its_example() -> None:
    assert persisted.fingerprint("query ($id: ID!) {\n  user(id: $id) {\n    name\n  }\n}") == (
        "7dba4bd717b41f10434822356a93c32b1fb4907b983e854300ad839f84cdcd6e"
    )
    assert persisted.fingerprint("query($id:ID!){user(id:$id){name}}") == (
        "71f7dc5758652baac68e4a10c50be732b741c892ade2883a99358f52b555286b"
    )


async def test_the_operators_documents_are_kept_once_under_their_last_name() -> None:
    assert await persisted.add([("a", TEXT), ("b", "{ a }")]) == 2
    assert await persisted.add([("c", TEXT)]) == 0
    assert [(row.nom, row.texte, row.exploitant) for row in await every()] == [("b", "{ a }", True), ("c", TEXT, True)]
    assert await find(persisted.fingerprint(TEXT)) == Found(TEXT, True, None)


async def test_what_came_by_a_first_use_becomes_the_operators_when_he_gives_it() -> None:
    assert await persisted.register_at_first_use(TEXT)
    assert await find(persisted.fingerprint(TEXT)) == Found(TEXT, False, clock.today())
    assert await persisted.add([("a", TEXT)]) == 1
    assert await persisted.register_at_first_use(TEXT)
    assert await find(persisted.fingerprint(TEXT)) == Found(TEXT, True, clock.today())


async def test_what_is_removed_is_not_found_and_cannot_be_removed_twice() -> None:
    await persisted.add([("a", TEXT)])
    await persisted.remove(persisted.fingerprint(TEXT))
    assert await find(persisted.fingerprint(TEXT)) is None
    with pytest.raises(NotFound) as refused:
        await persisted.remove(persisted.fingerprint(TEXT))
    assert str(refused.value) == (f"Aucun document enregistré n'a l'identifiant sha256:{persisted.fingerprint(TEXT)}.")


async def test_of_too_many_the_one_used_longest_ago_goes_and_never_the_operators(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(persisted, "FIRST_USE_KEPT", 2)
    await persisted.add([("a", "{ exploitant }")])
    await age("{ exploitant }", used=400, created=400)
    for text in ("{ a }", "{ b }"):
        assert await persisted.register_at_first_use(text)
    await age("{ a }", used=1, created=90)
    await age("{ b }", used=2, created=80)
    assert await persisted.register_at_first_use("{ c }")
    assert await texts() == ["{ exploitant }", "{ a }", "{ c }"]


async def test_only_so_many_come_in_a_day(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(persisted, "FIRST_USE_A_DAY", 2)
    assert [await persisted.register_at_first_use(f"{{ {name} }}") for name in "abca"] == [True, True, False, True]
    assert await texts() == ["{ a }", "{ b }"]
    await age("{ a }", created=1)
    assert await persisted.register_at_first_use("{ c }")
    assert await texts() == ["{ a }", "{ b }", "{ c }"]


async def test_the_day_of_a_use_is_written_once_and_never_goes_back() -> None:
    await persisted.add([("a", TEXT)])
    empreinte = persisted.fingerprint(TEXT)
    for day, expected in ((date(2026, 3, 2), 2), (date(2026, 3, 1), 2), (date(2026, 3, 5), 5)):
        await persisted.mark_used(empreinte, day)
        found = await find(empreinte)
        assert found is not None and found.vu_le == date(2026, 3, expected)


async def test_a_base_that_is_too_busy_is_no_failure_of_the_one_who_reads(
    database: object, caplog: pytest.LogCaptureFixture
) -> None:
    """Here: the table is gone."""
    from tortoise import Tortoise

    await persisted.add([("a", TEXT)])
    await Tortoise.get_connection("default").execute_script("DROP TABLE document_enregistre")
    await persisted.mark_used(persisted.fingerprint(TEXT), clock.today())
    [line] = [record.getMessage() for record in caplog.records if record.name == "sofi.documents"]
    assert line.startswith("Un document enregistré sera noté à son prochain usage : ")
