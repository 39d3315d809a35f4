"""Copy, back up and check a whole base."""

import asyncio
from collections.abc import Coroutine
from pathlib import Path
from typing import Annotated, Any

import typer

from catalogue.copying.backup import BackupRefused, back_up, check_base, check_file
from catalogue.copying.copy import CopyRefused, copy
from cli.running import console, errors, one_line_errors, read_settings

database = typer.Typer(help="La base : la copier, la sauvegarder, la vérifier.", no_args_is_help=True)


@database.command(name="copy")
def copy_command(
    source: Annotated[str, typer.Argument(help="Base d'origine : sqlite://sofi.db ou postgresql://…")],
    target: Annotated[str, typer.Argument(help="Base d'arrivée, vide.")],
) -> None:
    """Copie tout d'une base à une autre, de SQLite à PostgreSQL ou l'inverse, et le vérifie table par table."""
    total = _done(copy(source, target, _report))
    console.print(f"{total} lignes copiées et vérifiées.", highlight=False)


@database.command()
def backup(
    file: Annotated[Path, typer.Argument(help="Fichier à écrire ; il ne doit pas exister.", dir_okay=False)],
) -> None:
    """Sauvegarde la base SQLite du service, qui peut servir pendant ce temps, et prouve la copie en la restaurant."""
    total = _done(back_up(read_settings().database_url, file, _report))
    console.print(f"{total} lignes sauvegardées dans {file}, restaurées et vérifiées.", highlight=False, soft_wrap=True)


@database.command()
def check(
    file: Annotated[
        Path | None, typer.Argument(help="Sauvegarde SQLite ; par défaut la base du service.", dir_okay=False)
    ] = None,
) -> None:
    """Vérifie une sauvegarde en la restaurant à côté, ou la base du service : nombres et empreintes par table."""
    total = _done(check_base(read_settings().database_url, _report) if file is None else check_file(file, _report))
    console.print(f"{total} lignes vérifiées.", highlight=False)


def _report(table: str, rows: int, digest: str) -> None:
    console.print(f"{table:20} {rows:>9} lignes  {digest[:16]}", highlight=False)


def _done(work: Coroutine[Any, Any, int]) -> int:
    """What the work gives; a refusal is told in one line."""
    with one_line_errors():
        try:
            return asyncio.run(work)
        except (CopyRefused, BackupRefused) as refused:
            errors.print(f"Erreur : {refused}", highlight=False, soft_wrap=True)
            raise typer.Exit(1) from None
