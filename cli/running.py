"""What every command shares: where it prints, the database open and up to date, one line for each refusal."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from catalogue.database import open_database
from catalogue.engines import DatabaseUnavailable
from catalogue.migrating import DatabaseTooNew, MigrationFailed, schema_state
from catalogue.settings import Settings
from workflows.errors import WorkflowError
from workflows.imports.tables import UnreadableFile

T = TypeVar("T")
Advance = Callable[[int, int], None]

console = Console()
errors = Console(stderr=True)


@contextmanager
def one_line_errors() -> Iterator[None]:
    """What an operator can mend is told in one line on the error output, with exit status 1."""
    try:
        yield
    except (DatabaseUnavailable, DatabaseTooNew, MigrationFailed, WorkflowError, UnreadableFile) as error:
        errors.print(f"Erreur : {error}", highlight=False, soft_wrap=True)
        raise typer.Exit(1) from None


def read_settings() -> Settings:
    """The settings of this process; a wrong one ends it with one line."""
    from api.server import settings_or_exit

    return settings_or_exit()


def run(work: Callable[[], Awaitable[T]]) -> T:
    """Do some work with the database open and up to date."""

    async def opened() -> T:
        async with open_database(read_settings()):
            await refuse_outdated()
            return await work()

    with one_line_errors():
        return asyncio.run(opened())


async def refuse_outdated() -> None:
    """Raises DatabaseUnavailable or DatabaseTooNew when the database is not as this program needs it."""
    state = await schema_state()
    state.refuse_newer()
    if state.pending:
        raise DatabaseUnavailable(
            f"La base n'est pas à jour ({len(state.pending)} migration(s) à appliquer) : lancez « sofi migrate »."
        )


@contextmanager
def progress(title: str) -> Iterator[Advance]:
    """A progress bar: call what is yielded with what is done and the total."""
    columns: tuple[Any, ...] = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=errors) as bar:
        task = bar.add_task(title, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
