"""The life of a session, computed from its dates and never stored (R11 to R13).

« Moins d'un mois » (R12) is a calendar month, as people count: on 15 March it ends before 15 April. Where the next
month is too short, its last day stands in (31 January gives 28 or 29 February). The limit day itself is outside.
An end date that nobody has given yet never passes: such a session is to come or running, and never actif.
"""

import datetime
from calendar import monthrange

from catalogue.vocabulary.etats import Diffusion, EtatSession, VieSession

DELAI_ARCHIVAGE = 30
"""Days after its end during which a session is `TERMINEE`; the national export drops it after as many (R13)."""


def limite_fin_proche(aujourdhui: datetime.date, mois: int = 1) -> datetime.date:
    """The first day on which an end is not near any more: today plus `mois` calendar months."""
    months = aujourdhui.year * 12 + aujourdhui.month - 1 + mois
    year, month = months // 12, months % 12 + 1
    if year > datetime.MAXYEAR:
        return datetime.date.max
    return datetime.date(year, month, min(aujourdhui.day, monthrange(year, month)[1]))


def limite_archivage(aujourdhui: datetime.date, delai: int = DELAI_ARCHIVAGE) -> datetime.date:
    """The earliest end that is not archived yet: a session ended before that day is `ARCHIVEE`."""
    return datetime.date.fromordinal(max(1, aujourdhui.toordinal() - delai))


def vie(
    date_debut: datetime.date | None,
    date_fin: datetime.date | None,
    aujourdhui: datetime.date,
    delai_archivage: int = DELAI_ARCHIVAGE,
    fin_proche: int = 1,
) -> VieSession:
    """The one life that a session has on a day: `delai_archivage` in days, `fin_proche` in calendar months.

    The end decides first: a session that has not begun and ends within the month is FIN_PROCHE, because that life is
    the dashboard's counter « inactives dans moins d'un mois » (R12). The last day belongs to the session.
    """
    if date_fin is not None:
        if date_fin < limite_archivage(aujourdhui, delai_archivage):
            return VieSession.ARCHIVEE
        if date_fin < aujourdhui:
            return VieSession.TERMINEE
        if date_fin < limite_fin_proche(aujourdhui, fin_proche):
            return VieSession.FIN_PROCHE
    if date_debut is None or date_debut > aujourdhui:
        return VieSession.A_VENIR
    return VieSession.EN_COURS


def etat(
    diffusion: Diffusion,
    dans_version_publiee: bool,
    date_fin: datetime.date | None,
    aujourdhui: datetime.date,
) -> EtatSession:
    """A/I (R11): actif when the action is online, its published version has the session, and the end is not past.

    The beginning does not count: a session to come and one that runs are both actif. Nor does the state of the
    recruitment (R14).
    """
    online = diffusion is Diffusion.PUBLIEE and dans_version_publiee
    if online and date_fin is not None and date_fin >= aujourdhui:
        return EtatSession.ACTIF
    return EtatSession.INACTIF
