"""The jobs there are."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, time

from workflows.jobs import certifications, digest, endings, forgetting
from workflows.jobs.schedule import Daily, Every

Run = Callable[[date, bool], Awaitable[list[str]]]
"""Does the job for a day, or with True only says what it would do: a line in French for each thing."""


@dataclass(frozen=True, slots=True)
class Job:
    """A job: its name, what it does in French, when it runs, and how."""

    nom: str
    libelle: str
    quand: Daily | Every
    run: Run


JOBS: dict[str, Job] = {
    job.nom: job
    for job in (
        Job(
            "fins-de-session",
            "Prévient 90, 30 et 7 jours avant la fin de la dernière session, et après.",
            Daily(time(6)),
            endings.run,
        ),
        Job(
            "resumes-du-jour",
            "Envoie le résumé du jour à qui le préfère.",
            Daily(time(7)),
            digest.run,
        ),
        Job(
            "certifications-echues",
            "Prévient des certifications qui arrivent à échéance.",
            Daily(time(6, 10)),
            certifications.run,
        ),
        Job(
            "oubli",
            "Efface les connexions et les liens périmés, les échecs passés, les courriels de plus d'un an.",
            Daily(time(3)),
            forgetting.run,
        ),
    )
}
