"""Who may be published: the body that answers for a session, and its quality certificate (R5, R30)."""

from catalogue.rules.completeness.context import Conformite, Contexte
from catalogue.rules.completeness.node import Fiche, Noeud
from catalogue.rules.completeness.rule import bloquant, conseil, famille
from catalogue.vocabulary.dispositif import FamilleDispositif

_APPRENTISSAGE = "APPRENTISSAGE"  # the category of Qualiopi that apprenticeship needs


@bloquant("RESPONSABLE_NON_CFA", Fiche.SESSION, "organismeResponsable", "R5, procédure p. 9")
def responsable_non_cfa(session: Noeud, contexte: Contexte) -> str | None:
    """For apprenticeship, the CFA answers for the session."""
    responsable = session.carte("organismeResponsable")
    apprenticed = any(famille(one) is FamilleDispositif.APPRENTISSAGE for one in session.enfants)
    if apprenticed and "organismeResponsable" in session and responsable.valeurs.get("estCfa") is not True:
        return (
            f"« Organisme responsable » : « {responsable.texte('nom')} » n’est pas un CFA ; en apprentissage, "
            "choisissez le CFA responsable."
        )
    return None


@bloquant("RESPONSABLE_INACTIF", Fiche.SESSION, "organismeResponsable", "R30")
def responsable_inactif(session: Noeud, contexte: Contexte) -> str | None:
    """A closed establishment answers for nothing; that of the formation is told on its own card."""
    responsable = session.carte("organismeResponsable")
    formation = session.parent.parent if session.parent else None
    own = formation.carte("organisme").nombre("numero") if formation else None
    numero = responsable.nombre("numero")
    if numero is not None and numero != own and not contexte.conformite(numero).actif:
        return (
            f"« Organisme responsable » : l’établissement « {responsable.texte('nom')} » n’est plus actif ; "
            "choisissez-en un dont le SIRET est en activité."
        )
    return None


@bloquant("RESPONSABLE_SANS_NDA", Fiche.SESSION, "organismeResponsable", "R5, R30")
def responsable_sans_nda(session: Noeud, contexte: Contexte) -> str | None:
    """Only the body that bears a declaration number can be responsible."""
    responsable = session.carte("organismeResponsable")
    numero = responsable.nombre("numero")
    if numero is not None and not contexte.conformite(numero).numero_activite:
        return (
            f"« Organisme responsable » : « {responsable.texte('nom')} » n’a pas de numéro de déclaration d’activité "
            "(NDA) ; complétez sa fiche dans l’annuaire, ou choisissez l’organisme qui le porte."
        )
    return None


@bloquant("QUALIOPI_ABSENTE", Fiche.DISPOSITIF, "type", "R30")
def qualiopi_absente(dispositif: Noeud, contexte: Contexte) -> str | None:
    """Public or mutual money asks for a certificate that is valid today."""
    body = _responsable(dispositif, contexte)
    if body is not None and _asked(dispositif, contexte) and not body.qualiopi(contexte.aujourdhui):
        return (
            "« Dispositif » : ce financement demande une certification Qualiopi en cours de validité, que l’organisme "
            "responsable n’a pas ; complétez sa fiche dans l’annuaire."
        )
    return None


@bloquant("QUALIOPI_SANS_APPRENTISSAGE", Fiche.DISPOSITIF, "type", "R30")
def qualiopi_sans_apprentissage(dispositif: Noeud, contexte: Contexte) -> str | None:
    """A certificate of another category does not do for apprenticeship."""
    body = _responsable(dispositif, contexte)
    if body is None or famille(dispositif) is not FamilleDispositif.APPRENTISSAGE or not _asked(dispositif, contexte):
        return None
    if body.qualiopi(contexte.aujourdhui) and _APPRENTISSAGE not in body.qualiopi_categories:
        return (
            "« Dispositif » : la certification Qualiopi de l’organisme responsable ne couvre pas la catégorie "
            "« actions de formation par apprentissage »."
        )
    return None


@conseil("QUALIOPI_EXPIRE_AVANT", Fiche.DISPOSITIF, "type", "R30, R31")
def qualiopi_expire_avant(dispositif: Noeud, contexte: Contexte) -> str | None:
    """The day it ends, the offer leaves the public sites until it is renewed."""
    body = _responsable(dispositif, contexte)
    debut = dispositif.parent.jour("dateDebut") if dispositif.parent else None
    if body is None or debut is None or body.qualiopi_fin is None or not _asked(dispositif, contexte):
        return None
    if contexte.aujourdhui <= body.qualiopi_fin < debut:
        return (
            "« Dispositif » : la certification Qualiopi de l’organisme responsable finit le "
            f"{body.qualiopi_fin:%d/%m/%Y}, avant le début de la session ; sans renouvellement, l’offre sera suspendue."
        )
    return None


def _responsable(dispositif: Noeud, contexte: Contexte) -> Conformite | None:
    """The standing of the body that answers for the session; None while it is not chosen."""
    session = dispositif.parent
    numero = session.carte("organismeResponsable").nombre("numero") if session else None
    return None if numero is None else contexte.conformite(numero)


def _asked(dispositif: Noeud, contexte: Contexte) -> bool:
    rule = contexte.types.get(dispositif.carte("type").texte("code"))
    return rule is not None and rule.qualiopi_requise


REGLES = (
    responsable_non_cfa,
    responsable_inactif,
    responsable_sans_nda,
    qualiopi_absente,
    qualiopi_sans_apprentissage,
    qualiopi_expire_avant,
)
