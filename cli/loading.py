"""Load the demonstration, an offer or the reference lists."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Annotated

import typer

from cli.running import Advance, console, progress, run
from workflows.imports.report import Report

app = typer.Typer()
imports = typer.Typer(help="Charge un fichier : offre ou listes de référence.", no_args_is_help=True)

File = Annotated[Path, typer.Argument(help="Fichier à charger.", exists=True, dir_okay=False, readable=True)]
Details = Annotated[
    Path | None, typer.Option("--rapport", help="Écrit aussi chaque ligne réservée ou refusée dans ce fichier CSV.")
]


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
            with progress("Offre de démonstration") as advance:
                report = await load.seed(advance)
            console.print(str(report), highlight=False)
        if lines := await accounts.credentials():
            console.print(lines, highlight=False)

    run(work)


@imports.command()
def extraction(file: File, rapport: Details = None) -> None:
    """L'offre d'apprentissage d'une extraction nationale, publiée telle quelle."""
    from workflows.imports.extraction import import_extraction

    load_file("Extraction", import_extraction, file, rapport)


@imports.command()
def certifinfo(file: File, rapport: Details = None) -> None:
    """Les certifications de Certifinfo."""
    from workflows.imports.certifinfo import import_certifinfo

    load_file("Certifinfo", import_certifinfo, file, rapport)


@imports.command()
def rncp(file: File, rapport: Details = None) -> None:
    """Les fiches du RNCP : validité, certificateurs, blocs de compétences."""
    from workflows.imports.rncp import import_rncp

    load_file("RNCP", import_rncp, file, rapport)


@imports.command()
def communes(file: File, rapport: Details = None) -> None:
    """Les communes et, s'ils sont à côté, les départements, les régions et les anciennes communes."""
    from workflows.imports.communes import import_communes

    load_file("Communes", import_communes, file, rapport)


def load_file(title: str, load: Callable[[Path, Advance], Awaitable[Report]], file: Path, rapport: Path | None) -> None:
    """Load a file with a bar of progress, then tell what became of its rows."""

    async def work() -> Report:
        with progress(title) as advance:
            return await load(file, advance)

    report = run(work)
    console.print(report.summary(), highlight=False)
    if rapport is not None:
        report.write_csv(rapport)
        console.print(f"Détail écrit dans {rapport}.", highlight=False)
