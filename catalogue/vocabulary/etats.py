"""The three axes of an offer's state (domain B6.1), and where a revision comes from."""

from catalogue.vocabulary.valeur import Valeur


class EtatDossier(
    Valeur,
    titre="État du dossier",
    description="Où en est le dossier de l’action entre l’organisme, qui saisit, et le Carif-Oref, qui valide.",
    source="procédure SOFI, p. 4",
):
    """The human workflow of an action."""

    EN_SAISIE = "EN_SAISIE", "en cours de saisie"
    SOUMISE = "SOUMISE", "en attente de validation par le Carif-Oref"
    EN_ATTENTE_DE_REPONSES = "EN_ATTENTE_DE_REPONSES", "en attente de réponses de l’organisme"
    VALIDEE = "VALIDEE", "validée"
    REFUSEE = "REFUSEE", "refusée"


class Diffusion(
    Valeur,
    titre="Diffusion",
    description="Indique si l’action est visible du public. Le dossier peut être en cours de modification pendant que "
    "la version publiée reste en ligne.",
    source="procédure SOFI, p. 4",
):
    """Whether the public sees an action, independently of its dossier (R17)."""

    JAMAIS_PUBLIEE = "JAMAIS_PUBLIEE", "jamais publiée"
    PUBLIEE = "PUBLIEE", "en ligne"
    SUSPENDUE = "SUSPENDUE", "suspendue par le Carif-Oref ou par le contrôle de conformité"
    RETIREE = "RETIREE", "retirée par l’organisme"
    ARCHIVEE = "ARCHIVEE", "archivée"


class VieSession(
    Valeur,
    titre="Vie de la session",
    description="Moment de la vie de la session, calculé à partir de ses dates et de la date du jour (Europe/Paris).",
    source="procédure SOFI, p. 4 ; calculée",
):
    """Computed by `catalogue.rules.life.vie`, never stored (R11 to R13)."""

    A_VENIR = "A_VENIR", "à venir"
    EN_COURS = "EN_COURS", "en cours"
    FIN_PROCHE = "FIN_PROCHE", "inactive dans moins d’un mois"
    TERMINEE = "TERMINEE", "terminée"
    ARCHIVEE = "ARCHIVEE", "archivée"


class EtatSession(
    Valeur,
    titre="État de la session (A/I)",
    description="Une session est active quand elle est publiée et que sa date de fin n’est pas passée.",
    source="procédure SOFI, p. 5 ; calculé",
):
    """Computed by `catalogue.rules.life.etat`, never stored (R11)."""

    ACTIF = "ACTIF", "actif"
    INACTIF = "INACTIF", "inactif"


class OrigineRevision(
    Valeur,
    titre="Origine de la version",
    description="D’où vient une version figée de l’offre.",
    source="SOFI",
):
    """How a revision came to be."""

    SAISIE = "SAISIE", "saisie par l’organisme, soumise au Carif-Oref"
    IMPORT = "IMPORT", "import d’un fichier"
    DEMONSTRATION = "DEMONSTRATION", "offre de démonstration"
    LIBRE = "LIBRE", "champs libres, publiés aussitôt"
    CERTIFICATION = "CERTIFICATION", "certification remplacée par le Carif-Oref"
