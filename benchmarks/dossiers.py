"""What a submission and an approval cost, for an action with many sessions.

`python -m benchmarks.dossiers [--sessions 30] [--rounds 20]`. An action of the base gets that many sessions; it is
changed, submitted and approved again and again, in this process, each in its transaction as the mutations do it.
"""

import argparse
import asyncio
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.table import Table

from catalogue import clock
from catalogue.database import open_database
from catalogue.migrating import migrate
from catalogue.models import Action, Compte, Session
from catalogue.reads.completeness import reports
from catalogue.reads.working import build_documents
from catalogue.settings import Settings
from catalogue.transaction import transaction
from catalogue.vocabulary import Diffusion, Role
from seeds.load import seed
from workflows.actor import Actor
from workflows.dossiers import deciding, submitting
from workflows.entry import actions
from workflows.entry.copying import copy_session
from workflows.starting_references import install_starting_references


async def _submittable() -> Action:
    """An action online that lacks nothing.

    Raises:
        RuntimeError: there is none any more.
    """
    rows = await Action.filter(diffusion=Diffusion.PUBLIEE).select_related("formation").order_by("-numero").limit(200)
    documents = await build_documents([row.numero for row in rows])
    found = await reports([documents[row.numero] for row in rows], clock.today())
    for row, report in zip(rows, found, strict=True):
        if report.complet:
            return row
    raise RuntimeError("Aucune action en ligne n'est complète.")


async def _grow(action: Action, editor: Actor, number: int) -> None:
    """Copies of its first session, one after the other in time, so that none is the double of another."""
    source = await Session.filter(action_id=action.numero).order_by("numero").first()
    if source is None or source.date_debut is None or source.date_fin is None:
        raise RuntimeError(f"L'action {action.numero} n'a pas de session datée.")
    for rank in range(1, number):
        shift = timedelta(days=rank)
        start, end = source.date_debut - shift, source.date_fin - shift
        await copy_session(editor, source, action.numero, start, end, action.formation.organisme_id, renewal=False)


async def measure(sessions: int, rounds: int) -> dict[str, list[float]]:
    """Durations in milliseconds, by gesture."""
    action = await _submittable()
    body = action.formation.organisme_id
    accounts = await transaction(_accounts)
    editor = Actor(compte=accounts[0], nom="saisie", etablissements={body: Role.SAISISSEUR_OF})
    staff = Actor(compte=accounts[1], nom="validation", roles=frozenset({Role.VALIDATEUR}))
    await transaction(lambda: _grow(action, editor, sessions))
    durations: dict[str, list[float]] = {"soumettre": [], "valider": []}
    for rank in range(rounds):
        row = await Action.get(numero=action.numero)
        await transaction(
            lambda row=row, rank=rank: actions.update_action(  # type: ignore[misc]
                editor, row.numero, row.version, {"plus": f"Tour {rank}"}
            )
        )
        start = time.perf_counter()
        dossier = await transaction(
            lambda row=row: submitting.submit(editor, row.numero, row.version + 1)  # type: ignore[misc]
        )
        durations["soumettre"].append((time.perf_counter() - start) * 1000)
        revision = dossier.open_depot.revision.rang
        start = time.perf_counter()
        await transaction(lambda revision=revision: deciding.approve(staff, action.numero, revision))  # type: ignore[misc]
        durations["valider"].append((time.perf_counter() - start) * 1000)
    return durations


async def _accounts() -> list[int]:
    """Somebody who enters, somebody who validates."""
    names = ("saisie@mesure.test", "validation@mesure.test")
    return [(await Compte.create(courriel=name, nom=name)).id for name in names]


async def _build(settings: Settings) -> None:
    """The demonstration region in a fresh database."""
    await migrate(settings, lambda _line: None)
    async with open_database(settings):
        await transaction(install_starting_references)
        await seed(lambda _done, _total: None)


async def _run(settings: Settings, sessions: int, rounds: int) -> dict[str, list[float]]:
    await _build(settings)
    async with open_database(settings):
        return await measure(sessions, rounds)


def main() -> None:
    """Build, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=int, default=30)
    parser.add_argument("--rounds", type=int, default=20)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(_env_file=None, database_url=f"sqlite://{Path(folder) / 'sofi.db'}")
        durations = asyncio.run(_run(settings, given.sessions, given.rounds))
    table = Table("geste", "médiane", "le plus long")
    for name, values in durations.items():
        table.add_row(f"{name} ({given.sessions} sessions)", f"{median(values):.0f} ms", f"{max(values):.0f} ms")
    Console(width=90).print(table)


if __name__ == "__main__":
    main()
