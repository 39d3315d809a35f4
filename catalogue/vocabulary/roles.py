"""Who may do what, in one word (domain A6)."""

from catalogue.vocabulary.valeur import Valeur


class Role(
    Valeur,
    titre="Rôle",
    description="Ce qu’un compte peut faire. Les rôles d’organisme valent pour un établissement, les autres pour toute "
    "la région.",
    source="SOFI",
):
    """The roles. Those of a body are given per establishment (SIRET), one login may have several (A1.3)."""

    LECTEUR_OF = "LECTEUR_OF", "lecteur de l’organisme : lit les brouillons"
    SAISISSEUR_OF = "SAISISSEUR_OF", "saisisseur de l’organisme : saisit et soumet l’offre, répond aux questions"
    GESTIONNAIRE_OF = "GESTIONNAIRE_OF", "gestionnaire de l’organisme : en plus, comptes, sites, contacts, retraits"
    VALIDATEUR = "VALIDATEUR", "gestionnaire Offre du Carif-Oref : examine, questionne, valide, refuse"
    RESPONSABLE_OFFRE = "RESPONSABLE_OFFRE", "responsable Offre du Carif-Oref : en plus, affecte, rouvre, règle"
    FINANCEUR = "FINANCEUR", "financeur : lit et commente les brouillons à financement public"
    ADMINISTRATEUR = "ADMINISTRATEUR", "administrateur : comptes, clés, nomenclatures, imports"

    @property
    def d_organisme(self) -> bool:
        """Whether the role is given for an establishment."""
        return self in (Role.LECTEUR_OF, Role.SAISISSEUR_OF, Role.GESTIONNAIRE_OF)

    @property
    def du_carif(self) -> bool:
        """Whether the role is that of Carif-Oref staff who work on the offer."""
        return self in (Role.VALIDATEUR, Role.RESPONSABLE_OFFRE)
