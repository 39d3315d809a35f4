"""sofi db backup and sofi db check: a backup that was restored once before anybody needs it."""

import asyncio
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from catalogue.copying.copy import Report, end_of
from catalogue.copying.tables import Digest, tables
from catalogue.database import open_database
from catalogue.engines import MEMORY, DatabaseUnavailable, sqlite_path
from catalogue.migrating import migrate, schema_state
from catalogue.settings import Settings


class BackupRefused(Exception):
    """There is no backup, or it is not sound; the message is one French line that says why."""


async def back_up(database_url: str, target: Path, report: Report) -> int:
    """Copy a file that is being served, as it is at one instant, and restore the copy to prove it; how many rows.

    Raises:
        BackupRefused: nothing is left of the copy.
    """
    source = _source(database_url, target)
    partial = target.with_name(f"{target.name}.partiel")
    try:
        await asyncio.to_thread(_copy, source, partial)
        total = await check_file(partial, report)
        partial.replace(target)
    except (sqlite3.Error, OSError) as error:
        raise BackupRefused(f"La sauvegarde n'a pas pu être écrite : {error}.") from error
    finally:
        partial.unlink(missing_ok=True)
    return total


def _source(database_url: str, target: Path) -> Path:
    """The file to copy. Raises BackupRefused."""
    if not database_url.startswith("sqlite:"):
        raise BackupRefused(
            "Une base PostgreSQL se sauvegarde par pg_dump ou par une archive continue, puis se vérifie par"
            " « sofi db check »."
        )
    source = sqlite_path(database_url)
    if source == MEMORY or not Path(source).is_file():
        raise BackupRefused(f"La base {source} n'est pas un fichier qui existe : corrigez SOFI_DATABASE_URL.")
    if target.exists():
        raise BackupRefused(
            f"Le fichier {target} existe déjà : donnez un autre nom, une sauvegarde n'en remplace pas une."
        )
    return Path(source).absolute()


def _copy(source: Path, partial: Path) -> None:
    partial.unlink(missing_ok=True)
    # It holds what the base holds, passwords' hashes too: nobody else reads it, from the first byte.
    os.close(os.open(partial, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    with (
        closing(sqlite3.connect(f"{source.as_uri()}?mode=ro", uri=True)) as origin,
        closing(sqlite3.connect(partial)) as copy,
    ):
        # In one step: page by page, every write of the service would begin it again.
        origin.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, whole by itself


async def check_file(file: Path, report: Report) -> int:
    """Restore a backup in a folder beside it, as an operator would, and look at all of it; how many rows. The file
    itself is only read.

    Raises:
        BackupRefused: it is not a sound base.
        DatabaseTooNew, DatabaseUnavailable, MigrationFailed: this program could not serve it.
    """
    try:
        with TemporaryDirectory(prefix=".sofi-", dir=file.parent) as folder:
            restored = Path(folder) / "sofi.db"
            await asyncio.to_thread(shutil.copyfile, file, restored)
            if problem := await asyncio.to_thread(_damage, restored):
                raise BackupRefused(f"{file} {problem}")
            url = f"sqlite://{restored}"
            await migrate(Settings(database_url=url, replica_url=None), lambda _line: None)
            return await check_base(url, report)
    except FileNotFoundError:
        raise BackupRefused(f"Le fichier {file} n'existe pas.") from None
    except OSError as error:
        raise BackupRefused(f"{file} ne peut pas être restauré à côté : {error}.") from error


async def check_base(database_url: str, report: Report) -> int:
    """Look at all of a base, which may be served meanwhile; how many rows. `report` is told each table with its rows
    and their hash: two bases that hold the same tell the same.

    Raises:
        BackupRefused: it is damaged.
        DatabaseTooNew, DatabaseUnavailable: this program could not serve it.
    """
    async with open_database(Settings(database_url=database_url, replica_url=None)):
        state = await schema_state()
        state.refuse_newer()
        if state.pending:
            raise DatabaseUnavailable("La base n'est pas à jour : lancez d'abord « sofi migrate ».")
        every = tables()
    if database_url.startswith("sqlite:"):
        path = Path(sqlite_path(database_url))
        if problem := await asyncio.to_thread(_damage, path):
            raise BackupRefused(f"{path} {problem}")
    end, total = end_of(database_url), 0
    await end.open(writing=False)
    try:
        for table in every:
            digest = Digest()
            async for rows in end.rows(table):
                for row in rows:
                    digest.add(table.read(row))
            report(table.name, digest.count, digest.value)
            total += digest.count
    finally:
        await end.close(keep=False)
    return total


def _damage(path: Path) -> str | None:
    """What is wrong with a file, as the end of a sentence."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            told = [line for (line,) in connection.execute("PRAGMA integrity_check(3)")]
            if told != ["ok"]:
                return f"est abîmé : {'; '.join(told)}."
            orphans = connection.execute("PRAGMA foreign_key_check").fetchall()
            if orphans:
                return f"a {len(orphans)} référence(s) qui ne désignent rien (table « {orphans[0][0]} »)."
            if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'tortoise_migrations'").fetchone():
                return "n'est pas une base de SOFI."
    except sqlite3.DatabaseError as error:
        return f"n'est pas une base SQLite lisible : {error}."
    return None
