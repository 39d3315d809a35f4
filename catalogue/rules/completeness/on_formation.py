"""What may be wrong with the Formation card: blocs and validation, the body, the domain (procedure p. 7)."""

from catalogue.rules.completeness.context import Contexte
from catalogue.rules.completeness.node import Fiche, Noeud
from catalogue.rules.completeness.rule import bloquant, conseil
from catalogue.vocabulary.formation import Validation


@bloquant("VALIDATION_NON_TOTALE", Fiche.FORMATION, "validation", "R3, procédure p. 7")
def validation_non_totale(formation: Noeud, contexte: Contexte) -> str | None:
    """Individualisation « non » makes validation totale."""
    if formation.valeurs.get("individualisation") is False and _partielle(formation):
        return (
            "« Validation de la formation » doit être totale puisque les parcours ne sont pas individualisés : "
            "choisissez totale, ou répondez oui à l’individualisation."
        )
    return None


@bloquant("BLOCS_INCOMPLETS", Fiche.FORMATION, "blocs", "R3, procédure p. 7")
def blocs_incomplets(formation: Noeud, contexte: Contexte) -> str | None:
    """Validation totale takes every bloc of the certification."""
    missing = (contexte.blocs or frozenset()) - set(formation.codes("blocs"))
    if formation.texte("validation") == Validation.TOTALE and missing:
        return (
            "« Blocs de compétences » : une validation totale retient tous les blocs de la certification ; ajoutez "
            f"{', '.join(sorted(missing))}, ou choisissez une validation partielle."
        )
    return None


@bloquant("BLOCS_NON_PARTIELS", Fiche.FORMATION, "blocs", "R3, procédure p. 7")
def blocs_non_partiels(formation: Noeud, contexte: Contexte) -> str | None:
    """Validation partielle takes some blocs, but not all."""
    chosen = set(formation.codes("blocs"))
    if not _partielle(formation) or formation.valeurs.get("individualisation") is not True:
        return None
    if not chosen:
        return "« Blocs de compétences » : une validation partielle en retient au moins un ; sélectionnez-le."
    if contexte.blocs and chosen >= contexte.blocs:
        return (
            "« Blocs de compétences » : une validation partielle ne les retient pas tous ; retirez-en un, ou "
            "choisissez une validation totale."
        )
    return None


@bloquant("BLOCS_ETRANGERS", Fiche.FORMATION, "blocs", "procédure p. 7")
def blocs_etrangers(formation: Noeud, contexte: Contexte) -> str | None:
    """A bloc of another certification, as a replaced Certifinfo code may leave (R26)."""
    foreign = set(formation.codes("blocs")) - (contexte.blocs or set(formation.codes("blocs")))
    if foreign:
        return (
            f"« Blocs de compétences » : {', '.join(sorted(foreign))} n’appartient pas à la certification de la "
            "formation ; retirez-le."
        )
    return None


@bloquant("ORGANISME_INACTIF", Fiche.FORMATION, "organisme", "R30")
def organisme_inactif(formation: Noeud, contexte: Contexte) -> str | None:
    """Nothing is submitted for an establishment that is closed, or unknown."""
    numero = formation.carte("organisme").nombre("numero")
    if numero is not None and not contexte.conformite(numero).actif:
        return (
            f"L’établissement « {formation.carte('organisme').texte('nom')} » n’est plus actif : son SIRET doit être "
            "en activité pour envoyer une offre en validation."
        )
    return None


@conseil("TYPE_CERTIFICATION_ABSENT", Fiche.FORMATION, "certification", "procédure p. 7")
def type_certification_absent(formation: Noeud, contexte: Contexte) -> str | None:
    """Certifinfo's field: only the Carif-Oref can have it put right."""
    if "certification" in formation and "type" not in formation.carte("certification"):
        return "« Type de certification » manque dans la fiche Certifinfo : signalez-le au Carif-Oref."
    return None


@conseil("FORMACODES_ABSENTS", Fiche.FORMATION, "formacodes", "LHEO domaine-formation")
def formacodes_absents(formation: Noeud, contexte: Contexte) -> str | None:
    """Searches by domain do not find a formation without Formacode."""
    if "formacodes" in formation:
        return None
    return "« Formacodes » : sans eux, la formation échappe aux recherches par domaine ; indiquez-en un à cinq."


def _partielle(formation: Noeud) -> bool:
    return formation.texte("validation") == Validation.PARTIELLE


REGLES = (
    validation_non_totale,
    blocs_incomplets,
    blocs_non_partiels,
    blocs_etrangers,
    organisme_inactif,
    type_certification_absent,
    formacodes_absents,
)
