"""Running jobs: those that are due, each by one process, and any of them by hand."""

import logging

from catalogue import clock
from catalogue.models import Tache
from catalogue.transaction import transaction
from workflows.errors import NotFound
from workflows.jobs.registry import JOBS, Job

log = logging.getLogger("sofi.jobs")


async def run_due_jobs() -> int:
    """Run the jobs that are due; how many. A new job is due at once. Opens its own transactions."""
    done, now = 0, clock.now()
    later = {row.nom async for row in Tache.filter(prochaine_le__gt=now)}
    for job in (job for job in JOBS.values() if job.nom not in later):  # no write lock for those that wait
        if await transaction(lambda job=job: _claim(job)):  # type: ignore[misc]
            await _run(job)
            done += 1
    return done


async def run_job(nom: str, *, dry_run: bool = False) -> list[str]:
    """Run a job by hand, whatever its schedule; a line for each thing that it did, or (`dry_run`) would do.

    Raises:
        NotFound: there is no such job.
    """
    job = JOBS.get(nom)
    if job is None:
        raise NotFound(f"La tâche « {nom} » n'existe pas : {', '.join(JOBS)}.")
    return await job.run(clock.today(), dry_run)


async def _claim(job: Job) -> bool:
    """Take the job for this process: the next time is set first, so that nobody else takes it meanwhile."""
    now = clock.now()
    row, _ = await Tache.get_or_create(nom=job.nom, defaults={"prochaine_le": now})
    if row.prochaine_le > now:
        return False
    await Tache.filter(nom=job.nom).update(prochaine_le=job.quand.after(now))
    return True


class TooMany(Exception):
    """A job would do more than it may by itself."""


async def _refuse_too_many(job: Job) -> None:
    if job.plafond is None:
        return
    wanted, limit = len(await job.run(clock.today(), True)), await job.plafond()
    if wanted > limit:
        raise TooMany(
            f"{wanted} à faire, plus que les {limit} qu'elle peut seule : voyez « sofi jobs run {job.nom} --dry-run », "
            "puis lancez-la à la main."
        )


async def _run(job: Job) -> None:
    try:
        await _refuse_too_many(job)
        lines = await job.run(clock.today(), False)
    except Exception as error:
        log.exception("La tâche a échoué ; elle sera reprise à sa prochaine heure.", extra={"tache": job.nom})
        noted: dict[str, str | None] = {"erreur": f"{type(error).__name__} : {error}"[:400]}
    else:
        noted = {"bilan": f"{len(lines)} fait(s).", "erreur": None}
        log.info("Tâche faite.", extra={"tache": job.nom, "faits": len(lines)})
    await transaction(lambda: Tache.filter(nom=job.nom).update(derniere_le=clock.now(), **noted))
