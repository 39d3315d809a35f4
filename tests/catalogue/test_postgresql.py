"""Our engine for PostgreSQL: one writer at a time, no connection lost, and every wrong address told in one line."""

import asyncio
import random
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from tortoise.connection import get_connection
from tortoise.exceptions import IntegrityError, OperationalError, TransactionManagementError
from tortoise.expressions import F

from catalogue import sql
from catalogue.database import open_database
from catalogue.engines import DatabaseUnavailable
from catalogue.migrating import migrate
from catalogue.postgresql import WRITER_LOCK, Connection
from catalogue.settings import Settings
from catalogue.transaction import finish_running, transaction
from tests import postgresql_server as server
from tests.catalogue.migrating_app import SECOND
from tests.catalogue.migrating_app.models import Organisme
from tests.ports import free_port

NAME = "moteur"
SIRET = "13000511900032"


@pytest.fixture
def base() -> Iterator[str]:
    """An empty base on a server; its name."""
    server.create(NAME)
    yield NAME
    server.drop(NAME)


@pytest.fixture
async def opened(base: str) -> AsyncIterator[str]:
    """The same, migrated and open."""
    settings = Settings(_env_file=None, database_url=server.url(base))
    await migrate(settings, lambda _line: None, app=SECOND)
    async with open_database(settings, app=SECOND):
        yield base


async def create() -> Organisme:
    """A unit that writes one row."""
    return await Organisme.create(siret=SIRET, nom="Cariforef")


async def idle(name: str) -> int:
    """The connections of the service in a transaction that does nothing: there must be none."""
    query = "SELECT count(*) FROM pg_stat_activity WHERE datname = $1 AND state LIKE 'idle in transaction%'"
    [(number,)] = await asyncio.to_thread(server.rows, "postgres", query, name)
    return int(number)


async def test_fifty_units_that_read_then_write_lose_nothing(opened: str) -> None:
    await transaction(create)

    async def unit() -> None:
        row = await Organisme.get(siret=SIRET)
        row.version += 1
        await row.save()

    await asyncio.gather(*(transaction(unit) for _ in range(50)))
    assert (await Organisme.get(siret=SIRET)).version == 50


async def test_readers_do_not_wait_for_a_writer(opened: str) -> None:
    started, go = asyncio.Event(), asyncio.Event()

    async def unit() -> None:
        await create()
        started.set()
        await go.wait()

    writer = asyncio.create_task(transaction(unit))
    await started.wait()
    async with asyncio.timeout(5):
        assert await Organisme.all().count() == 0
        assert await sql.rows("SELECT count(*) FROM organisme WHERE siret = ?", [SIRET]) == [(0,)]
    go.set()
    await writer
    assert await sql.rows("SELECT siret, nom FROM organisme WHERE siret = ?", [SIRET]) == [(SIRET, "Cariforef")]


async def test_what_reads_cannot_write(opened: str) -> None:
    with pytest.raises(Exception, match="read-only transaction"):
        await sql.rows("DELETE FROM organisme RETURNING siret")


async def test_a_cancellation_at_any_step_gives_the_connection_back(opened: str) -> None:
    chance = random.Random(3)
    await transaction(create)

    async def unit() -> None:
        await Organisme.filter(siret=SIRET).update(version=F("version") + 1)

    for _ in range(60):
        callers = [asyncio.create_task(transaction(unit)) for _ in range(5)]
        await asyncio.sleep(chance.random() / 100)
        for caller in callers:
            caller.cancel()
        await asyncio.gather(*callers, return_exceptions=True)
    async with asyncio.timeout(20):
        await finish_running()
        before = (await Organisme.get(siret=SIRET)).version
        await asyncio.gather(*(transaction(unit) for _ in range(20)))
        assert (await Organisme.get(siret=SIRET)).version == before + 20
    assert await idle(opened) == 0


async def test_a_failed_statement_that_is_swallowed_does_not_pass_for_a_success(opened: str) -> None:
    async def unit() -> None:
        await create()
        try:
            await create()
        except IntegrityError:
            return

    with pytest.raises(TransactionManagementError, match="current transaction is aborted"):
        await transaction(unit)
    assert await Organisme.all().count() == 0
    assert await idle(opened) == 0


async def test_a_savepoint_that_tortoise_opens_is_undone_or_kept_without_the_rest(opened: str) -> None:
    async def unit() -> None:
        await create()
        with pytest.raises(IntegrityError):
            await Organisme.get_or_create(nom="nouveau", defaults={"siret": SIRET})
        await Organisme.get_or_create(siret="2" * 14, defaults={"nom": "suite"})
        await Organisme.bulk_create([Organisme(siret="3" * 14, nom="lot")])

    await transaction(unit)
    names = await asyncio.to_thread(server.rows, opened, "SELECT nom FROM organisme ORDER BY siret")
    assert names == [("Cariforef",), ("suite",), ("lot",)]
    assert await idle(opened) == 0


async def test_a_transaction_begins_and_ends_in_one_exchange_each(opened: str, monkeypatch: pytest.MonkeyPatch) -> None:
    told, real = list[str](), Connection.execute

    async def execute(self: Connection, query: str, *args: object, **more: object) -> object:
        told.append(query)
        return await real(self, query, *args, **more)

    monkeypatch.setattr(Connection, "execute", execute)
    await transaction(create)
    assert told == [f"BEGIN; SELECT pg_advisory_xact_lock({WRITER_LOCK})", "SELECT 1; COMMIT"]


async def test_a_task_that_outlives_its_transaction_writes_nothing(opened: str) -> None:
    late: list[asyncio.Task[Organisme]] = []
    over = asyncio.Event()

    async def later() -> Organisme:
        await over.wait()
        return await create()

    async def unit() -> None:
        late.append(asyncio.create_task(later()))

    await transaction(unit)
    over.set()
    with pytest.raises(TransactionManagementError):
        await late[0]
    assert await Organisme.all().count() == 0


async def test_a_lock_held_too_long_is_an_error_and_nothing_more(base: str, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings(_env_file=None, database_url=server.url(base))
    await migrate(settings, lambda _line: None, app=SECOND)
    monkeypatch.setattr("catalogue.engines.LOCK_TIMEOUT", 200)
    async with open_database(settings, app=SECOND):
        with server.locked(base, WRITER_LOCK):
            with pytest.raises(OperationalError, match="lock timeout"):
                await transaction(create)
            assert await Organisme.all().count() == 0
        await transaction(create)
    with server.locked(base, WRITER_LOCK):
        assert await refusal(server.url(base)) == (
            f"La base {shown(base)} est occupée par un autre programme depuis plus de 0.2 s."
        )


async def refusal(database_url: str) -> str:
    """Why a base does not open."""
    with pytest.raises(DatabaseUnavailable) as caught:
        async with open_database(Settings(_env_file=None, database_url=database_url), app=SECOND):
            pytest.fail("ouverte")
    return str(caught.value)


def shown(name: str) -> str:
    """The address of a base as messages show it."""
    return server.url(name).partition("@")[2]


async def test_a_base_that_is_not_there_is_named_without_a_password() -> None:
    address = server.url("absente").replace("sofi@", "sofi:secret@")
    assert await refusal(address) == (
        f"La base {shown('absente')} n'existe pas : créez-la ou corrigez SOFI_DATABASE_URL."
    )


async def test_a_server_that_does_not_answer_is_named() -> None:
    port = free_port()
    assert await refusal(f"postgresql://sofi:secret@127.0.0.1:{port}/sofi") == (
        f"Aucun serveur PostgreSQL ne répond à 127.0.0.1:{port}/sofi : démarrez-le ou corrigez SOFI_DATABASE_URL."
    )


async def test_an_account_that_is_not_there_is_named(base: str) -> None:
    address = server.url(base).replace("sofi@", "inconnu:secret@")
    assert await refusal(address) == (f"Le serveur {shown(base)} refuse le compte « inconnu » ou son mot de passe.")


async def test_an_address_that_names_no_base_is_refused() -> None:
    assert await refusal("postgresql://sofi:secret@127.0.0.1") == (
        "L'adresse de la base doit la nommer : postgresql://compte:motdepasse@hôte:5432/base."
    )


async def test_a_base_that_orders_texts_otherwise_is_refused_with_the_way_to_make_it() -> None:
    server.create("francaise", ordered="ENCODING 'UTF8' LOCALE_PROVIDER icu ICU_LOCALE 'fr'")
    try:
        assert await refusal(server.url("francaise")) == (
            f"La base {shown('francaise')} range les textes selon une langue ; recréez-la par : "
            "CREATE DATABASE sofi TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'."
        )
    finally:
        server.drop("francaise")


async def test_a_server_that_only_reads_is_refused(base: str) -> None:
    server.rows("postgres", f"ALTER DATABASE {base} SET default_transaction_read_only = on")
    assert await refusal(server.url(base)) == (
        f"La base {shown(base)} ne s'ouvre qu'en lecture : SOFI_DATABASE_URL doit nommer le primaire."
    )


async def test_the_connection_that_writes_is_ours(opened: str, tmp_path: Path) -> None:
    connection = get_connection("default")
    _, [row] = await connection.execute_query(
        "SELECT current_setting('jit') AS jit, current_setting('TimeZone') AS zone"
    )
    assert (row["jit"], row["zone"]) == ("off", "UTC")
