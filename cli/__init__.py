"""The one console command, `sofi`: parse, call, print. Every expected refusal is one line, without a traceback."""

from importlib.metadata import version
from typing import Annotated

import typer

from cli.database import database
from cli.documents import documents
from cli.jobs import jobs
from cli.loading import app as loading
from cli.loading import imports
from cli.running import console
from cli.serving import app as serving
from cli.users import users

app = typer.Typer(help="SOFI, le système de l'offre de formation informatisée.", no_args_is_help=True)
app.add_typer(serving)
app.add_typer(loading)
app.add_typer(imports, name="import")
app.add_typer(users, name="user")
app.add_typer(jobs, name="jobs")
app.add_typer(database, name="db")
app.add_typer(documents, name="documents")


@app.callback(invoke_without_command=True)
def main(show_version: Annotated[bool, typer.Option("--version", help="Affiche la version.")] = False) -> None:
    """SOFI, le système de l'offre de formation informatisée."""
    if show_version:
        console.print(f"sofi {version('sofi')}", highlight=False)
        raise typer.Exit
