"""transaction(unit): all or nothing, whoever leaves and whoever else writes."""

import ast
import asyncio
import logging
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from tortoise.exceptions import IntegrityError, TransactionManagementError

from catalogue.database import open_database
from catalogue.migrating import migrate
from catalogue.transaction import finish_running, in_write, transaction
from tests.catalogue.migrating_app import ROOT, SECOND, settings
from tests.catalogue.migrating_app.inspection import sql
from tests.catalogue.migrating_app.models import Organisme, Site

SIRET = "13000511900032"


@pytest.fixture
async def path(tmp_path: Path) -> Path:
    """An empty, migrated database."""
    await migrate(settings(tmp_path / "essai.db"), lambda line: None, app=SECOND)
    return tmp_path / "essai.db"


@pytest.fixture
async def opened(path: Path) -> AsyncIterator[Path]:
    """The same, open."""
    async with open_database(settings(path), app=SECOND):
        yield path


async def create() -> Organisme:
    """A unit that writes one row."""
    return await Organisme.create(siret=SIRET, nom="Cariforef")


async def test_the_result_of_the_unit_is_given_and_its_rows_are_kept(opened: Path) -> None:
    assert (await transaction(create)).siret == SIRET
    assert sql(opened, "SELECT siret, nom FROM organisme") == [(SIRET, "Cariforef")]


async def test_an_exception_undoes_everything_and_is_raised(opened: Path) -> None:
    async def unit() -> None:
        await create()
        await Organisme.bulk_create([Organisme(siret=f"{number:014}", nom=str(number)) for number in range(5)])
        raise LookupError("non")

    with pytest.raises(LookupError, match="^non$"):
        await transaction(unit)
    assert sql(opened, "SELECT * FROM organisme") == []
    await transaction(create)
    assert await Organisme.all().count() == 1


async def test_a_row_that_the_database_refuses_undoes_the_rows_before_it(opened: Path) -> None:
    async def unit() -> None:
        await create()
        await create()

    with pytest.raises(IntegrityError, match="UNIQUE constraint failed: organisme.siret|duplicate key value"):
        await transaction(unit)
    assert await Organisme.all().count() == 0


async def test_a_transaction_inside_another_is_a_programming_error(opened: Path) -> None:
    async def unit() -> None:
        await create()
        await transaction(create)

    with pytest.raises(RuntimeError) as caught:
        await transaction(unit)
    assert (
        str(caught.value)
        == "Une transaction n'en contient pas une autre : composez des fonctions dans une seule unité."
    )
    assert await Organisme.all().count() == 0


async def test_a_function_knows_whether_it_runs_in_a_transaction(opened: Path) -> None:
    async def unit() -> bool:
        return in_write()

    assert await transaction(unit) is True
    assert in_write() is False


async def test_a_task_that_outlives_its_transaction_can_neither_write_nor_read_nor_open_another(opened: Path) -> None:
    over = asyncio.Event()

    async def survivor() -> list[str]:
        await over.wait()
        told = [str(in_write())]
        for late in (create, Organisme.all().count, lambda: transaction(create)):
            with pytest.raises((TransactionManagementError, RuntimeError)) as caught:
                await late()
            told.append(str(caught.value))
        return told

    async def unit() -> "asyncio.Task[list[str]]":
        return asyncio.create_task(survivor())

    task = await transaction(unit)
    over.set()
    dead = "La transaction est terminée : une tâche lancée dans une transaction ne doit pas lui survivre."
    assert await task == [
        "False",
        dead,
        dead,
        "Une tâche lancée dans une transaction lui a survécu et veut en ouvrir une autre.",
    ]
    assert await Organisme.all().count() == 0


async def test_a_unit_goes_on_when_its_caller_leaves(opened: Path) -> None:
    begun, leave = asyncio.Event(), asyncio.Event()

    async def unit() -> None:
        await create()
        begun.set()
        await leave.wait()
        await Site.create(nom="Nord", organisme=await Organisme.get(siret=SIRET))

    caller = asyncio.create_task(transaction(unit))
    await begun.wait()
    caller.cancel()
    with pytest.raises(asyncio.CancelledError):
        await caller
    assert sql(opened, "SELECT * FROM organisme") == []
    leave.set()
    await finish_running()
    assert sql(opened, "SELECT nom FROM site") == [("Nord",)]


async def test_a_failure_nobody_awaits_any_more_is_logged_and_undone(
    opened: Path, caplog: pytest.LogCaptureFixture
) -> None:
    begun, leave = asyncio.Event(), asyncio.Event()

    async def unit() -> None:
        await create()
        begun.set()
        await leave.wait()
        raise LookupError("trop tard")

    caller = asyncio.create_task(transaction(unit))
    await begun.wait()
    caller.cancel()
    with pytest.raises(asyncio.CancelledError):
        await caller
    leave.set()
    with caplog.at_level(logging.ERROR):
        await finish_running()
        await asyncio.sleep(0)
    [record] = caplog.records
    assert record.getMessage().endswith("unit a échoué après le départ de l'appelant, rien n'est écrit.")
    assert record.exc_info is not None and str(record.exc_info[1]) == "trop tard"
    assert await Organisme.all().count() == 0


async def test_closing_waits_for_the_units_that_run(path: Path) -> None:
    async with open_database(settings(path), app=SECOND):
        caller = asyncio.create_task(transaction(create))
        await asyncio.sleep(0)
        caller.cancel()
    assert sql(path, "SELECT count(*) FROM organisme") == [(1,)]


async def test_a_unit_that_hangs_at_shutdown_is_cancelled_undone_and_logged(
    opened: Path, caplog: pytest.LogCaptureFixture
) -> None:
    begun = asyncio.Event()

    async def unit() -> None:
        await create()
        begun.set()
        await asyncio.Event().wait()

    caller = asyncio.create_task(transaction(unit))
    await begun.wait()
    await finish_running(limit=0.05)
    with pytest.raises(asyncio.CancelledError):
        await caller
    assert [record.getMessage().rpartition("unit ")[2] for record in caplog.records] == [
        "n'a pas fini en 0.05 s : annulée, rien n'en est écrit."
    ]
    await transaction(create)
    assert await Organisme.all().count() == 1


async def test_of_fifty_guarded_updates_at_once_none_is_lost(opened: Path) -> None:
    await transaction(create)

    async def read_then_write() -> None:
        organisme = await Organisme.get(siret=SIRET)
        organisme.version += 1
        await organisme.save()

    await asyncio.gather(*(transaction(read_then_write) for _ in range(50)))
    assert (await Organisme.get(siret=SIRET)).version == 50


async def test_of_two_edits_of_one_version_exactly_one_wins(opened: Path) -> None:
    await transaction(create)

    async def edit() -> int:
        return await Organisme.filter(siret=SIRET, version=0).update(version=1)

    assert sorted(await asyncio.gather(transaction(edit), transaction(edit))) == [0, 1]


def test_transaction_is_the_only_caller_of_tortoise_transactions() -> None:
    guilty = []
    sources = [file for top in PACKAGES for file in (ROOT / top).rglob("*.py")]
    for source in filter(Path.exists, sources):
        for node in ast.walk(ast.parse(source.read_text("utf-8"))):
            module = getattr(node, "module", None) if isinstance(node, ast.ImportFrom) else None
            names = [name.name for name in node.names] if isinstance(node, ast.Import | ast.ImportFrom) else []
            called = node.func if isinstance(node, ast.Call) else None
            called_name = getattr(called, "attr", getattr(called, "id", ""))
            if (
                "tortoise.transactions" in [module, *names]
                or (module == "tortoise" and "transactions" in names)
                or called_name in {"in_transaction", "_in_transaction", "atomic"}
            ):
                guilty.append(source.relative_to(ROOT).as_posix())
    # The engine starts one of its own for a bulk statement outside of any.
    assert set(guilty) == {"catalogue/transaction.py", "catalogue/sqlite.py"}


PACKAGES = ("api", "workflows", "catalogue", "lheo", "seeds", "benchmarks")
