"""The dates of a session: their order, what they hold, what they leave to the certification (R10, R29)."""

import datetime

from catalogue.rules.completeness.context import Contexte
from catalogue.rules.completeness.node import Fiche, Noeud
from catalogue.rules.completeness.rule import bloquant, conseil
from catalogue.vocabulary.session import EntreesSorties

ANNEES_DATES_FIXES = 3
"""Years that a session with fixed dates may reasonably last: the longest ordinary contrat d'apprentissage (R10)."""

ANNEES_A_VENIR = 10
"""Years from today beyond which an end is most likely a slip of the keyboard."""

HEURES_PAR_JOUR = 10
"""The longest working day of the law: more hours in centre than this a day cannot be (R10)."""


@bloquant("DATES_INVERSEES", Fiche.SESSION, "dateFin", "R10")
def dates_inversees(session: Noeud, contexte: Contexte) -> str | None:
    """The last day is not before the first."""
    debut, fin = session.jour("dateDebut"), session.jour("dateFin")
    if debut and fin and fin < debut:
        return f"« Date fin » ({_shown(fin)}) précède « Date début » ({_shown(debut)}) : corrigez l’une des deux."
    return None


@conseil("SESSION_LONGUE", Fiche.SESSION, "dateFin", "R10")
def session_longue(session: Noeud, contexte: Contexte) -> str | None:
    """Only permanent entries make a session last for many years."""
    debut, fin = session.jour("dateDebut"), session.jour("dateFin")
    if debut and fin and not _permanente(session) and fin > _years_after(debut, ANNEES_DATES_FIXES):
        return (
            f"« Date fin » : la session dure plus de {ANNEES_DATES_FIXES} ans ; vérifiez les dates, ou choisissez des "
            "entrées et sorties permanentes (ESP)."
        )
    return None


@conseil("DATE_FIN_LOINTAINE", Fiche.SESSION, "dateFin", "R10")
def date_fin_lointaine(session: Noeud, contexte: Contexte) -> str | None:
    """2205 for 2025."""
    fin = session.jour("dateFin")
    if fin and fin > _years_after(contexte.aujourdhui, ANNEES_A_VENIR):
        return f"« Date fin » ({_shown(fin)}) est dans plus de {ANNEES_A_VENIR} ans : vérifiez l’année."
    return None


@conseil("SESSION_TERMINEE", Fiche.SESSION, "dateFin", "R11")
def session_terminee(session: Noeud, contexte: Contexte) -> str | None:
    """It may be published, and will be inactive at once."""
    fin = session.jour("dateFin")
    if fin and fin < contexte.aujourdhui:
        return f"« Date fin » ({_shown(fin)}) est passée : la session sera inactive dès sa publication."
    return None


@conseil("DUREE_INCOMPATIBLE", Fiche.SESSION, "dureeCentre", "R10")
def duree_incompatible(session: Noeud, contexte: Contexte) -> str | None:
    """More hours than the days between the dates can hold."""
    debut, fin, hours = session.jour("dateDebut"), session.jour("dateFin"), session.nombre("dureeCentre")
    if debut and fin and debut <= fin and hours and not _permanente(session):
        days = (fin - debut).days + 1
        if hours > days * HEURES_PAR_JOUR:
            return (
                f"« Durée en centre » : {hours} heures ne tiennent pas dans les {days} jours de la session ; vérifiez "
                "la durée et les dates."
            )
    return None


@conseil("DUREE_NULLE", Fiche.SESSION, "dureeCentre", "procédure p. 9")
def duree_nulle(session: Noeud, contexte: Contexte) -> str | None:
    """No hours anywhere."""
    if session.nombre("dureeCentre") == 0 and session.nombre("dureeEntreprise") == 0:
        return "« Durée en centre » et « Durée en entreprise » sont nulles : indiquez la durée de la formation."
    return None


@bloquant("CERTIFICATION_EXPIREE", Fiche.SESSION, "dateDebut", "R29")
def certification_expiree(session: Noeud, contexte: Contexte) -> str | None:
    """No session begins after the certification ended."""
    debut, end = session.jour("dateDebut"), _certification_end(session)
    if debut and end and debut > end:
        return (
            f"« Date début » ({_shown(debut)}) : la certification n’est plus délivrée après le {_shown(end)} ; changez "
            "la date, ou créez la formation avec la certification qui la remplace."
        )
    return None


@conseil("CERTIFICATION_EXPIRE_PENDANT", Fiche.SESSION, "dateFin", "R29")
def certification_expire_pendant(session: Noeud, contexte: Contexte) -> str | None:
    """A session that began in time may go on; its body should know."""
    debut, fin, end = session.jour("dateDebut"), session.jour("dateFin"), _certification_end(session)
    if debut and fin and end and debut <= end < fin:
        return (
            f"« Date fin » ({_shown(fin)}) : la certification prend fin le {_shown(end)}, pendant la session ; "
            "vérifiez auprès du certificateur qu’elle pourra être délivrée."
        )
    return None


def _certification_end(session: Noeud) -> datetime.date | None:
    """The day on which the register ends it, or the last day of its last year of exams, whichever comes first."""
    formation = session.parent.parent if session.parent else None
    if formation is None:
        return None
    certification = formation.carte("certification")
    year = certification.nombre("anneeDerniereSession")
    ends = [certification.jour("dateFin")]
    if year is not None and datetime.MINYEAR <= year <= datetime.MAXYEAR:
        ends.append(datetime.date(year, 12, 31))
    return min((end for end in ends if end), default=None)


def _permanente(session: Noeud) -> bool:
    return session.texte("entreesSorties") == EntreesSorties.PERMANENTES


def _years_after(day: datetime.date, years: int) -> datetime.date:
    if day.year + years > datetime.MAXYEAR:
        return datetime.date.max
    # On 29 February: the 1st of March where there is none.
    return datetime.date(day.year + years, day.month, 1) + datetime.timedelta(days=day.day - 1)


def _shown(day: datetime.date) -> str:
    return f"{day:%d/%m/%Y}"


REGLES = (
    dates_inversees,
    session_longue,
    date_fin_lointaine,
    session_terminee,
    duree_incompatible,
    duree_nulle,
    certification_expiree,
    certification_expire_pendant,
)
