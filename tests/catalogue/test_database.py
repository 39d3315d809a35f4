"""Opening and closing: every task may use it, every wrong setting is told in one line, nothing lingers."""

import asyncio
import contextvars
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from tortoise.context import get_current_context

from catalogue.database import CATALOGUE, check_writable, open_database, tortoise_config
from catalogue.engines import DatabaseUnavailable, sqlite_path
from catalogue.migrating import migrate
from catalogue.settings import Settings
from catalogue.transaction import transaction
from tests import factories
from tests.catalogue.migrating_app import SECOND, settings
from tests.catalogue.migrating_app.models import Organisme

pytestmark = pytest.mark.sqlite


async def create() -> Organisme:
    """A unit that writes one row."""
    return await Organisme.create(siret="0" * 14, nom="x")


async def refusal(chosen: Settings) -> str:
    """Why a database does not open; and nothing stays open after it."""
    with pytest.raises(DatabaseUnavailable) as caught:
        async with open_database(chosen, app=SECOND):
            pytest.fail("ouverte")
    assert get_current_context() is None
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize(
    ("database_url", "path"),
    [
        ("sqlite://relatif.db", "relatif.db"),
        ("sqlite://donnees/relatif.db", "donnees/relatif.db"),
        ("sqlite:///var/lib/sofi.db", "/var/lib/sofi.db"),
        ("sqlite://:memory:", ":memory:"),
    ],
)
def test_an_url_names_a_file(database_url: str, path: str) -> None:
    assert sqlite_path(database_url) == path
    assert tortoise_config(database_url)["connections"]["default"]["credentials"]["file_path"] == path


@pytest.mark.parametrize("database_url", ["sqlite://", "sqlite://a.db?foreign_keys=OFF", "sqlite:a.db"])
async def test_an_url_without_a_file_or_with_options_is_refused(database_url: str) -> None:
    assert await refusal(Settings(database_url=database_url)) == (
        "L'adresse de la base doit nommer un fichier, sans option :"
        " sqlite://chemin/vers/fichier.db ou sqlite:///absolu.db."
    )


async def test_another_kind_of_database_is_refused_without_telling_its_password() -> None:
    assert await refusal(Settings(database_url="mysql://sofi:secret@base/sofi")) == (
        "Base de données « mysql » inconnue : cette version ne sert que sqlite://, postgresql://"
    )


async def test_a_relative_url_is_relative_to_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    await migrate(Settings(database_url="sqlite://essai.db"), lambda line: None, app=SECOND)
    assert (tmp_path / "essai.db").exists()


async def test_a_database_in_memory_opens() -> None:
    async with open_database(Settings(database_url="sqlite://:memory:"), app=SECOND):
        await check_writable()


async def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    assert await refusal(settings(tmp_path / "absent" / "essai.db")) == (
        f"Le dossier {tmp_path / 'absent'} n'existe pas : créez-le ou corrigez SOFI_DATABASE_URL."
    )


async def test_a_folder_in_place_of_the_file_is_named(tmp_path: Path) -> None:
    assert await refusal(settings(tmp_path)) == f"{tmp_path} est un dossier : SOFI_DATABASE_URL doit nommer un fichier."


async def test_a_file_that_is_no_database_is_named_and_untouched(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Ceci n'est pas une base de données. " * 200)
    before = path.read_bytes()
    assert await refusal(settings(path)) == (
        f"{path} n'est pas une base SQLite ; il n'a pas été modifié. Corrigez SOFI_DATABASE_URL."
    )
    assert path.read_bytes() == before


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that an ordinary user reaches; the test goes on as such a user, since permissions do not hold root
    back.
    """
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o777)
        user = os.geteuid()
        if user == 0:
            os.seteuid(65534)
        try:
            yield Path(folder)
        finally:
            os.seteuid(user)


async def test_a_folder_that_may_not_be_written_is_named(open_folder: Path) -> None:
    folder = open_folder / "ferme"
    folder.mkdir(mode=0o555)
    assert await refusal(settings(folder / "essai.db")) == (
        f"Le dossier {folder} n'est pas ouvert en écriture à l'utilisateur qui lance le service."
    )


@pytest.mark.parametrize("mode", [0o444, 0o000])
async def test_a_file_that_may_not_be_written_is_named(open_folder: Path, mode: int) -> None:
    path = open_folder / "essai.db"
    await migrate(settings(path), lambda line: None, app=SECOND)
    path.chmod(mode)
    assert await refusal(settings(path)) == (
        f"Le fichier {path} n'est pas ouvert en lecture et en écriture à l'utilisateur qui lance le service."
    )


async def test_a_database_that_another_program_holds_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "essai.db"
    await migrate(settings(path), lambda line: None, app=SECOND)
    monkeypatch.setattr("catalogue.engines.BUSY_TIMEOUT", 200)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert await refusal(settings(path)) == (
            f"La base {path} est occupée par un autre programme depuis plus de 0.2 s."
        )


async def test_a_task_that_was_there_before_the_opening_may_use_the_database(tmp_path: Path) -> None:
    await migrate(settings(tmp_path / "essai.db"), lambda line: None, app=SECOND)
    opened, done = asyncio.Event(), asyncio.Event()

    async def lifespan() -> None:
        async with open_database(settings(tmp_path / "essai.db"), app=SECOND):
            opened.set()
            await done.wait()

    async def request() -> int:
        await transaction(create)
        return await Organisme.all().count()

    server = asyncio.create_task(lifespan(), context=contextvars.Context())
    await opened.wait()
    assert await asyncio.create_task(request(), context=contextvars.Context()) == 1
    done.set()
    await server
    assert get_current_context() is None


async def test_many_databases_are_opened_one_after_the_other_even_when_one_fails(tmp_path: Path) -> None:
    for name in ("a", "b"):
        await migrate(settings(tmp_path / f"{name}.db"), lambda line: None, app=SECOND)
    async with open_database(settings(tmp_path / "a.db"), app=SECOND):
        await transaction(create)
    with pytest.raises(LookupError):
        async with open_database(settings(tmp_path / "b.db"), app=SECOND):
            assert await Organisme.all().count() == 0
            raise LookupError
    await refusal(settings(tmp_path / "absent" / "c.db"))
    async with open_database(settings(tmp_path / "a.db"), app=SECOND):
        assert await Organisme.all().count() == 1


async def test_two_sets_of_models_with_tables_of_one_name_follow_each_other(tmp_path: Path) -> None:
    for name, app in (("essai", SECOND), ("catalogue", CATALOGUE)):
        await migrate(settings(tmp_path / f"{name}.db"), lambda line: None, app=app)
    async with open_database(settings(tmp_path / "essai.db"), app=SECOND):
        await transaction(create)
    async with open_database(settings(tmp_path / "catalogue.db")):
        await transaction(factories.territory)
        await transaction(factories.organisme)
    async with open_database(settings(tmp_path / "essai.db"), app=SECOND):
        assert await Organisme.all().count() == 1


async def test_a_second_database_at_the_same_time_is_a_programming_error(tmp_path: Path) -> None:
    async with open_database(settings(tmp_path / "a.db"), app=SECOND):
        with pytest.raises(RuntimeError, match="^Une base de données est déjà ouverte dans ce processus.$"):
            async with open_database(settings(tmp_path / "b.db"), app=SECOND):
                pytest.fail("ouverte")
        await check_writable()
