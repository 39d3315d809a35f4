"""Advice on the Action card: what describes it well, and what the exchange format cuts or fills with « - » (p. 8)."""

from catalogue.rules.completeness.context import Contexte
from catalogue.rules.completeness.node import Fiche, Noeud
from catalogue.rules.completeness.rule import conseil
from catalogue.rules.plain_text import length

OBJECTIFS_COURTS = 80
"""Characters under which objectives tell a reader nothing."""

_INTITULE, _TEXTE, _PUBLICS = 255, 3000, 10  # LHEO's limits


@conseil("OBJECTIFS_ABSENTS", Fiche.ACTION, "objectifs", "procédure p. 8, LHEO objectif-formation")
def objectifs_absents(action: Noeud, contexte: Contexte) -> str | None:
    """Neither the formation nor the action says what is aimed at."""
    if _together(action, "objectif", "objectifs"):
        return None
    return "« Objectifs » : la fiche Formation n’en donne pas ; décrivez ce que les stagiaires sauront faire."


@conseil("OBJECTIFS_COURTS", Fiche.ACTION, "objectifs", "procédure p. 8")
def objectifs_courts(action: Noeud, contexte: Contexte) -> str | None:
    """Something is said, but hardly."""
    size = length(_together(action, "objectif", "objectifs"))
    if 0 < size < OBJECTIFS_COURTS:
        return (
            f"« Objectifs » : {size} caractères suffisent rarement ; décrivez ce que les stagiaires sauront faire en "
            f"{OBJECTIFS_COURTS} caractères au moins."
        )
    return None


@conseil("OBJECTIFS_LONGS", Fiche.ACTION, "objectifs", "LHEO objectif-formation")
def objectifs_longs(action: Noeud, contexte: Contexte) -> str | None:
    """The exchange format has one element for both texts."""
    size = length(_together(action, "objectif", "objectifs"))
    return _cut("Objectifs", "l’objectif de la fiche Formation", size, _TEXTE)


@conseil("PROGRAMME_ABSENT", Fiche.ACTION, "complementProgramme", "procédure p. 8, LHEO contenu-formation")
def programme_absent(action: Noeud, contexte: Contexte) -> str | None:
    """Neither the formation nor the action says what is taught."""
    if _together(action, "programme", "complementProgramme"):
        return None
    return "« Complément programme » : la fiche Formation n’a pas de programme ; décrivez ce qui est enseigné."


@conseil("PROGRAMME_LONG", Fiche.ACTION, "complementProgramme", "LHEO contenu-formation")
def programme_long(action: Noeud, contexte: Contexte) -> str | None:
    """The exchange format has one element for both texts."""
    size = length(_together(action, "programme", "complementProgramme"))
    return _cut("Complément programme", "le programme de la fiche Formation", size, _TEXTE)


@conseil("INTITULE_LONG", Fiche.ACTION, "complementIntitule", "LHEO intitule-formation")
def intitule_long(action: Noeud, contexte: Contexte) -> str | None:
    """The complement is appended to the title in the exchange format."""
    size = length(_together(action, "intitule", "complementIntitule"))
    return _cut("Complément intitulé", "l’intitulé de la fiche Formation", size, _INTITULE)


@conseil("RESULTATS_ATTENDUS_ABSENTS", Fiche.ACTION, "resultatsAttendus", "procédure p. 8, LHEO resultats-attendus")
def resultats_attendus_absents(action: Noeud, contexte: Contexte) -> str | None:
    """Obligatory in the exchange format, not on the card."""
    if "resultatsAttendus" in action:
        return None
    return "« Résultats attendus » : dites ce qu’obtient la personne à l’issue de l’action, par exemple le titre visé."


@conseil("URL_ACTION_ABSENTE", Fiche.ACTION, "urlAction", "procédure p. 8")
def url_action_absente(action: Noeud, contexte: Contexte) -> str | None:
    """Where a reader finds more."""
    if "urlAction" in action:
        return None
    return "« URL Action » : donnez l’adresse de la page de votre site qui décrit cette action."


@conseil("PREREQUIS_ABSENTS", Fiche.ACTION, "prerequis", "procédure p. 8, LHEO conditions-specifiques")
def prerequis_absents(action: Noeud, contexte: Contexte) -> str | None:
    """« Aucun pré-requis » is an answer too."""
    if "prerequis" in action or "commentairePrerequis" in action:
        return None
    return "« Pré-requis » : choisissez-en dans la liste, « aucun pré-requis » compris."


@conseil("NIVEAU_ENTREE_NON_COMMUNIQUE", Fiche.ACTION, "niveauEntree", "procédure p. 8, LHEO code-niveau-entree")
def niveau_entree_non_communique(action: Noeud, contexte: Contexte) -> str | None:
    """Code 0 of LHEO's table: imported offers have it."""
    if action.carte("niveauEntree").texte("code") != "0":
        return None
    return "« Niveau d’entrée » n’est pas communiqué : choisissez un niveau, ou « sans niveau spécifique »."


@conseil("PUBLICS_TROP_NOMBREUX", Fiche.ACTION, "sessions", "LHEO code-public-vise")
def publics_trop_nombreux(action: Noeud, contexte: Contexte) -> str | None:
    """The exchange format has room for ten publics on an action."""
    publics = {code for session in action.enfants for one in session.enfants for code in one.codes("publics")}
    if len(publics) <= _PUBLICS:
        return None
    return (
        f"« Publics » : les dispositifs de l’action en citent {len(publics)} ; {_PUBLICS} au plus sont transmis aux "
        "autres sites, gardez les principaux."
    )


def _together(action: Noeud, of_formation: str, of_action: str) -> str:
    texts = [action.parent.texte(of_formation) if action.parent else "", action.texte(of_action)]
    return "\n".join(text for text in texts if text)


def _cut(libelle: str, other: str, size: int, limit: int) -> str | None:
    if size <= limit:
        return None
    return (
        f"« {libelle} » : avec {other}, le texte a {size} caractères ; les autres sites n’en reçoivent que {limit}, "
        "raccourcissez le complément."
    )


REGLES = (
    objectifs_absents,
    objectifs_courts,
    objectifs_longs,
    programme_absent,
    programme_long,
    intitule_long,
    resultats_attendus_absents,
    url_action_absente,
    prerequis_absents,
    niveau_entree_non_communique,
    publics_trop_nombreux,
)
