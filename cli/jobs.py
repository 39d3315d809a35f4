"""List the jobs and run one by hand."""

from typing import Annotated

import typer

from cli.running import console, run

jobs = typer.Typer(help="Les tâches régulières : rappels, échéances.", no_args_is_help=True)


@jobs.command(name="list")
def list_jobs() -> None:
    """Liste les tâches, quand chacune passera et comment la dernière fois s'est passée."""
    from catalogue.clock import PARIS
    from catalogue.models import Tache
    from workflows.jobs.registry import JOBS

    async def work() -> None:
        rows = {row.nom: row for row in await Tache.all()}
        for job in JOBS.values():
            row = rows.get(job.nom)
            when = (
                f"{row.prochaine_le.astimezone(PARIS):%d/%m/%Y %H:%M}" if row else "dès que le travail de fond tourne"
            )
            told = f" – {row.erreur or row.bilan}" if row and (row.erreur or row.bilan) else ""
            console.print(f"{job.nom} : {job.libelle} Prochaine fois : {when}{told}", highlight=False, soft_wrap=True)

    run(work)


@jobs.command(name="run")
def run_one_job(
    nom: Annotated[str, typer.Argument(help="Nom de la tâche.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Dit seulement ce qui serait fait.")] = False,
) -> None:
    """Fait une tâche tout de suite, quelle que soit son heure."""
    from workflows.jobs.running import run_job

    async def work() -> None:
        lines = await run_job(nom, dry_run=dry_run)
        for line in lines:
            console.print(line, highlight=False, soft_wrap=True)
        console.print(f"{len(lines)} {'à faire' if dry_run else 'fait(s)'}.", highlight=False)

    run(work)
