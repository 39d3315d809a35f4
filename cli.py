"""The one console command, `sofi`: parse, call, print. Every expected refusal is one line, without a traceback."""

import asyncio
import os
import signal
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from catalogue.database import DatabaseUnavailable, open_database
from catalogue.migrating import DatabaseTooNew, MigrationFailed, migrate, schema_state
from catalogue.settings import Settings
from catalogue.transaction import transaction
from catalogue.vocabulary import Role
from workflows.actor import SYSTEM
from workflows.errors import WorkflowError
from workflows.imports.report import Report
from workflows.imports.tables import UnreadableFile
from workflows.starting_references import install_starting_references

T = TypeVar("T")
Advance = Callable[[int, int], None]

app = typer.Typer(help="SOFI, le système de l'offre de formation informatisée.", no_args_is_help=True)
imports = typer.Typer(help="Charge un fichier : offre ou listes de référence.", no_args_is_help=True)
users = typer.Typer(help="Crée et ferme des comptes.", no_args_is_help=True)
app.add_typer(imports, name="import")
app.add_typer(users, name="user")
console = Console()
errors = Console(stderr=True)

File = Annotated[Path, typer.Argument(help="Fichier à charger.", exists=True, dir_okay=False, readable=True)]
Details = Annotated[
    Path | None, typer.Option("--rapport", help="Écrit aussi chaque ligne réservée ou refusée dans ce fichier CSV.")
]


@app.callback(invoke_without_command=True)
def main(show_version: Annotated[bool, typer.Option("--version", help="Affiche la version.")] = False) -> None:
    """SOFI, le système de l'offre de formation informatisée."""
    if show_version:
        console.print(f"sofi {version('sofi')}", highlight=False)
        raise typer.Exit


@contextmanager
def _one_line_errors() -> Iterator[None]:
    """What an operator can mend is told in one line on the error output, with exit status 1."""
    try:
        yield
    except (DatabaseUnavailable, DatabaseTooNew, MigrationFailed, WorkflowError, UnreadableFile) as error:
        errors.print(f"Erreur : {error}", highlight=False, soft_wrap=True)
        raise typer.Exit(1) from None


def _settings() -> Settings:
    from api.server import settings_or_exit

    return settings_or_exit()


def _run(work: Callable[[], Awaitable[T]]) -> T:
    """Do some work with the database open and up to date."""

    async def opened() -> T:
        async with open_database(_settings()):
            await _refuse_outdated()
            return await work()

    with _one_line_errors():
        return asyncio.run(opened())


async def _refuse_outdated() -> None:
    state = await schema_state()
    state.refuse_newer()
    if state.pending:
        raise DatabaseUnavailable(
            f"La base n'est pas à jour ({len(state.pending)} migration(s) à appliquer) : lancez « sofi migrate »."
        )


@app.command(name="migrate")
def migrate_command() -> None:
    """Met la base de données à jour, sans rien perdre."""

    async def work() -> None:
        settings = _settings()
        applied = await migrate(settings, lambda line: console.print(line, highlight=False))
        async with open_database(settings):
            await transaction(install_starting_references)
        if not applied:
            console.print("La base est à jour.")

    with _one_line_errors():
        asyncio.run(work())


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Adresse d'écoute (SOFI_HOST).")] = None,
    port: Annotated[int | None, typer.Option(help="Port d'écoute (SOFI_PORT).")] = None,
) -> None:
    """Sert l'API GraphQL, et GraphiQL aux navigateurs."""
    from api.app import create_app
    from api.server import serve as serve_app

    given = {"host": host, "port": port}
    settings = _settings().model_copy(update={name: value for name, value in given.items() if value is not None})

    async def check() -> None:
        async with open_database(settings):
            await _refuse_outdated()

    with _one_line_errors():
        asyncio.run(check())
    sys.exit(serve_app(create_app, settings))


@app.command()
def worker() -> None:
    """Fait le travail de fond dans un processus à part (et SOFI_WORKER=false pour que le serveur ne le fasse pas)."""
    from workflows.background.loop import run_background
    from workflows.background.steps import background_steps

    async def work() -> None:
        task = asyncio.current_task()
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, task.cancel if task else sys.exit)
        async with background_steps(_settings()) as steps:
            console.print(f"Travail de fond : {', '.join(steps)}. Ctrl-C pour arrêter.", highlight=False)
            with suppress(asyncio.CancelledError):
                await run_background(steps)
        console.print("Travail de fond arrêté.")

    _run(work)


@app.command()
def seed(
    if_empty: Annotated[
        bool, typer.Option("--if-empty", help="Ne fait rien si la base contient déjà une offre.")
    ] = False,
) -> None:
    """Charge l'offre de démonstration : l'exemple de la procédure et une région."""
    from seeds import accounts, load

    async def work() -> None:
        if if_empty and not await load.is_empty():
            console.print("La base contient déjà une offre : rien à faire.")
        else:
            with _progress("Offre de démonstration") as advance:
                report = await load.seed(advance)
            console.print(str(report), highlight=False)
        if lines := await accounts.credentials():
            console.print(lines, highlight=False)

    _run(work)


@users.command()
def create(
    courriel: Annotated[str, typer.Argument(help="Adresse électronique : on se connecte avec elle.")],
    nom: Annotated[str, typer.Option(help="Nom affiché dans l'historique.")],
    role: Annotated[Role, typer.Option(help="Ce que le compte peut faire.")] = Role.ADMINISTRATEUR,
    siret: Annotated[str | None, typer.Option(help="L'établissement, pour un rôle d'organisme (…_OF).")] = None,
) -> None:
    """Crée un compte. Le mot de passe est demandé, ou lu dans SOFI_PASSWORD ou sur l'entrée standard."""
    from workflows.accounts.creating import create_ready_account

    password = _password()
    compte = _run(lambda: create_ready_account(SYSTEM, courriel, nom, role, password, siret=siret))
    console.print(f"Le compte {compte.courriel} est créé, avec le rôle {role}.", highlight=False)


@users.command()
def deactivate(courriel: Annotated[str, typer.Argument(help="Adresse du compte.")]) -> None:
    """Ferme un compte et toutes ses connexions."""
    from workflows.accounts import activity

    async def unit() -> bool:
        compte = await activity.account_at(courriel)
        return await activity.deactivate(SYSTEM, compte, compte.version)

    changed = _run(lambda: transaction(unit))
    console.print(
        f"Le compte {courriel} est désactivé." if changed else f"Le compte {courriel} l'était déjà.", highlight=False
    )


def _password() -> str:
    """The password of a new account: never an argument, which every process of the machine could read."""
    if given := os.environ.get("SOFI_PASSWORD"):
        return given
    if sys.stdin.isatty():
        return str(typer.prompt("Mot de passe", hide_input=True, confirmation_prompt="Encore une fois"))
    return sys.stdin.readline().removesuffix("\n")


@app.command()
def schema(
    output: Annotated[Path | None, typer.Option(help="Écrit le schéma dans ce fichier.")] = None,
) -> None:
    """Affiche le schéma GraphQL (SDL)."""
    from api.schema import schema as graph

    text = graph.as_str() + "\n"
    if output is None:
        typer.echo(text, nl=False)
    else:
        output.write_text(text, encoding="utf-8")


@imports.command()
def extraction(file: File, rapport: Details = None) -> None:
    """L'offre d'apprentissage d'une extraction nationale, publiée telle quelle."""
    from workflows.imports.extraction import import_extraction

    _import("Extraction", import_extraction, file, rapport)


@imports.command()
def certifinfo(file: File, rapport: Details = None) -> None:
    """Les certifications de Certifinfo."""
    from workflows.imports.certifinfo import import_certifinfo

    _import("Certifinfo", import_certifinfo, file, rapport)


@imports.command()
def rncp(file: File, rapport: Details = None) -> None:
    """Les fiches du RNCP : validité, certificateurs, blocs de compétences."""
    from workflows.imports.rncp import import_rncp

    _import("RNCP", import_rncp, file, rapport)


@imports.command()
def communes(file: File, rapport: Details = None) -> None:
    """Les communes et, s'ils sont à côté, les départements, les régions et les anciennes communes."""
    from workflows.imports.communes import import_communes

    _import("Communes", import_communes, file, rapport)


def _import(title: str, load: Callable[[Path, Advance], Awaitable[Report]], file: Path, rapport: Path | None) -> None:
    async def work() -> Report:
        with _progress(title) as advance:
            return await load(file, advance)

    report = _run(work)
    console.print(report.summary(), highlight=False)
    if rapport is not None:
        report.write_csv(rapport)
        console.print(f"Détail écrit dans {rapport}.", highlight=False)


@contextmanager
def _progress(title: str) -> Iterator[Advance]:
    """A progress bar: call what is yielded with what is done and the total."""
    columns: tuple[Any, ...] = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=errors) as progress:
        task = progress.add_task(title, total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)


if __name__ == "__main__":
    app()
