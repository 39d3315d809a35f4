"""How an account wants to be told."""

from catalogue.vocabulary.valeur import Valeur


class PreferenceCourriels(
    Valeur,
    titre="Préférence de courriels",
    description="Quand un compte reçoit par courriel ce qui se passe dans ses dossiers. La boîte de l’application le "
    "montre dans tous les cas.",
    source="SOFI",
):
    """Mails at once, once a day, or none (B6.6)."""

    IMMEDIAT = "IMMEDIAT", "un courriel à chaque événement"
    QUOTIDIEN = "QUOTIDIEN", "un résumé par jour"
    AUCUN = "AUCUN", "aucun courriel"
