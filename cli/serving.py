"""Migrate, serve, work behind, print the schema."""

import asyncio
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from catalogue.database import open_database, woken
from catalogue.migrating import migrate
from catalogue.sole_server import allowed_to_serve
from catalogue.transaction import transaction
from cli.running import console, one_line_errors, read_settings, refuse_outdated, run
from workflows.starting_references import install_starting_references

app = typer.Typer()


@app.command(name="migrate")
def migrate_command() -> None:
    """Met la base de données à jour, sans rien perdre."""

    async def work() -> None:
        settings = read_settings()
        applied = await migrate(settings, lambda line: console.print(line, highlight=False))
        async with open_database(settings):
            await transaction(install_starting_references)
        if not applied:
            console.print("La base est à jour.")

    with one_line_errors():
        asyncio.run(work())


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Adresse d'écoute (SOFI_HOST).")] = None,
    port: Annotated[int | None, typer.Option(help="Port d'écoute (SOFI_PORT).")] = None,
    workers: Annotated[
        int | None, typer.Option(min=1, max=64, help="Processus qui servent, sur PostgreSQL (SOFI_WORKERS).")
    ] = None,
) -> None:
    """Sert l'API GraphQL, et GraphiQL aux navigateurs."""
    from api.app import create_app
    from api.server import serve as serve_app

    given = {"host": host, "port": port, "workers": workers}
    settings = read_settings().model_copy(update={name: value for name, value in given.items() if value is not None})

    async def check() -> None:
        async with open_database(settings):
            await refuse_outdated()

    with one_line_errors():
        asyncio.run(check())
        with allowed_to_serve(settings):
            status = serve_app(create_app, settings)
    sys.exit(status)


@app.command()
def worker() -> None:
    """Fait le travail de fond dans un processus à part (et SOFI_WORKER=false pour que le serveur ne le fasse pas)."""
    from workflows.background.loop import run_background
    from workflows.background.steps import background_steps

    async def work() -> None:
        task = asyncio.current_task()
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, task.cancel if task else sys.exit)
        settings = read_settings()
        async with woken(settings), background_steps(settings) as steps:
            console.print(f"Travail de fond : {', '.join(steps)}. Ctrl-C pour arrêter.", highlight=False)
            with suppress(asyncio.CancelledError):
                await run_background(steps)
        console.print("Travail de fond arrêté.")

    run(work)


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
