"""When sessions of the demonstration take place: around one day, so that every life of a session is seen."""

from datetime import date, timedelta

from catalogue.rules.life import DELAI_ARCHIVAGE
from catalogue.vocabulary import VieSession

LIVES = (
    VieSession.FIN_PROCHE,
    VieSession.TERMINEE,
    VieSession.EN_COURS,
    VieSession.A_VENIR,
    VieSession.A_VENIR,
    VieSession.ARCHIVEE,
    VieSession.EN_COURS,
    VieSession.A_VENIR,
)
"""The lives in the order in which sessions get them. Three actions in turn (of two, three and three sessions) are one
that ends soon, one to renew later and one that went on for long."""


def dates(life: VieSession, today: date, rank: int) -> tuple[date, date]:
    """The first and last day of a session that has this life today; ranks spread them over the months."""
    spread = timedelta(days=rank % 45)
    if life is VieSession.A_VENIR:
        start = today + timedelta(days=40) + 4 * spread
        return start, start + timedelta(days=120) + 6 * spread
    if life is VieSession.EN_COURS:
        return today - timedelta(days=30) - 3 * spread, today + timedelta(days=60) + 5 * spread
    if life is VieSession.FIN_PROCHE:
        end = today + timedelta(days=rank % 27)
    elif life is VieSession.TERMINEE:
        end = today - timedelta(days=1 + rank % (DELAI_ARCHIVAGE - 1))
    else:
        end = today - timedelta(days=DELAI_ARCHIVAGE + 30) - spread
    return end - timedelta(days=150), end
