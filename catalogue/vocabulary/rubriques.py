"""The headings of a body's dashboard: each has a counter and opens a list (procedure p. 4)."""

from catalogue.vocabulary.valeur import Valeur


class RubriqueSessions(
    Valeur,
    titre="Rubrique des sessions",
    description="Rubrique du tableau de bord qui compte des sessions. Hormis « inactives », toutes comptent des "
    "sessions actives.",
    source="procédure SOFI, p. 4",
):
    """What a session is counted under; one session may be under several headings."""

    ACTIVES = "ACTIVES", "sessions de formation actives"
    INITIALES_ACTIVES = "INITIALES_ACTIVES", "sessions de formation initiales actives"
    FIN_PROCHE = "FIN_PROCHE", "sessions de formation inactives dans moins d’un mois"
    INACTIVES = "INACTIVES", "sessions de formation inactives"
    PROGRAMME_REGION = "PROGRAMME_REGION", "sessions de formation du programme région"
    APPRENTISSAGE = "APPRENTISSAGE", "sessions de formation en contrat d’apprentissage"
    PROFESSIONNALISATION = "PROFESSIONNALISATION", "sessions de formation en contrat de professionnalisation"
    A_DISTANCE = "A_DISTANCE", "sessions de formation ouvertes à distance"


class RubriqueActions(
    Valeur,
    titre="Rubrique des actions",
    description="Rubrique du tableau de bord qui compte des actions.",
    source="procédure SOFI, p. 4",
):
    """What an action is counted under."""

    EN_SAISIE = "EN_SAISIE", "actions de formation en cours de saisie"
    PUBLIQUES_EN_SAISIE = "PUBLIQUES_EN_SAISIE", "actions de formation publique en cours de saisie"
    EN_ATTENTE_DE_VALIDATION = (
        "EN_ATTENTE_DE_VALIDATION",
        "actions de formation en attente de validation par le Carif-Oref",
    )
    EN_ATTENTE_DE_REPONSES = "EN_ATTENTE_DE_REPONSES", "actions de formation en attente de réponses"
    CODE_REMPLACE = (
        "CODE_REMPLACE",
        "actions de formation dont le code Certifinfo a été remplacé par le Carif-Oref",
    )
