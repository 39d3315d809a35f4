"""The few words by which people tell one card from another of its kind in the « récapitulatif »."""

import datetime

from catalogue.rules.completeness.node import Fiche, Noeud
from catalogue.rules.completeness.rule import libelle_type


def wording(noeud: Noeud) -> str:
    """The title of a formation, the place of an action, the dates of a session, the kind of a dispositif; what is to be
    filled in when there is nothing yet.
    """
    match noeud.fiche:
        case Fiche.FORMATION:
            return noeud.texte("intitule") or "sans intitulé"
        case Fiche.ACTION:
            named = [noeud.carte("siteDispensateur").texte("nom"), noeud.texte("complementIntitule")]
            return " - ".join(text for text in named if text) or "sans site dispensateur"
        case Fiche.SESSION:
            return _dates(noeud.jour("dateDebut"), noeud.jour("dateFin"))
        case Fiche.DISPOSITIF:
            return libelle_type(noeud) or "sans type"


def _dates(debut: datetime.date | None, fin: datetime.date | None) -> str:
    if debut and fin:
        return f"du {debut:%d/%m/%Y} au {fin:%d/%m/%Y}"
    if debut:
        return f"à partir du {debut:%d/%m/%Y}"
    return f"jusqu’au {fin:%d/%m/%Y}" if fin else "sans dates"
