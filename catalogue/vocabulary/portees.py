"""What a key of the API opens, in one word."""

from catalogue.vocabulary.valeur import Valeur


class Portee(
    Valeur,
    titre="Portée d’une clé d’API",
    description="Ce qu’une clé d’API permet de lire ; aucune ne permet d’écrire.",
    source="SOFI",
):
    """The scopes of keys, each of them for reading."""

    LIRE_OFFRE = "LIRE_OFFRE", "l’offre en ligne, ses listes et ses changements"
    LIRE_BROUILLONS = "LIRE_BROUILLONS", "en plus, les brouillons que peut lire le compte qui a créé la clé"
