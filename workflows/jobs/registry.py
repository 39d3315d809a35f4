"""The jobs there are."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, time

from workflows.jobs import (
    archiving,
    certifications,
    compliance,
    digest,
    endings,
    forgetting,
    libres,
    requests,
    statistics,
)
from workflows.jobs.schedule import Daily, Every

Run = Callable[[date, bool], Awaitable[list[str]]]
"""Does the job for a day, or with True only says what it would do: a line in French for each thing."""


@dataclass(frozen=True, slots=True)
class Job:
    """A job: its name, what it does in French, when it runs, and how.

    `plafond` gives how many things a run may do by itself: beyond, something is wrong with the data rather than with
    the offers, and a person runs it by hand after a look (R34).
    """

    nom: str
    libelle: str
    quand: Daily | Every
    run: Run
    plafond: Callable[[], Awaitable[int]] | None = None


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
            "demandes-sans-reponse",
            "Relance les demandes d'information après 7 et 14 jours, les clôt après 30.",
            Daily(time(5, 30)),
            requests.run,
        ),
        Job(
            "conformite",
            "Suspend l'offre des organismes qui ne peuvent plus publier, et lève quand c'est réparé.",
            Daily(time(5)),
            compliance.run,
            plafond=compliance.ceiling,
        ),
        Job(
            "archivage",
            "Archive les actions sans session depuis un an.",
            Daily(time(4, 30)),
            archiving.run,
            plafond=compliance.ceiling,
        ),
        Job(
            "resumes-du-jour",
            "Envoie le résumé du jour à qui le préfère.",
            Daily(time(7)),
            digest.run,
        ),
        Job(
            "champs-libres",
            "Dit au Carif-Oref ce que les organismes ont publié sans validation.",
            Daily(time(7, 10)),
            libres.run,
        ),
        Job(
            "certifications-echues",
            "Prévient des certifications qui arrivent à échéance.",
            Daily(time(6, 10)),
            certifications.run,
        ),
        Job(
            "oubli",
            "Efface les connexions et les liens périmés, les échecs passés, les courriels et les notifications de plus "
            "d'un an, les livraisons de plus de 90 jours.",
            Daily(time(3)),
            forgetting.run,
        ),
        Job(
            "statistiques",
            "Compte les lignes de la base, pour qu'elle choisisse bien ses index.",
            Daily(time(2, 30)),
            statistics.run,
        ),
    )
}
