"""Enums of the Session card (procedure p. 9)."""

from catalogue.vocabulary.valeur import Valeur


class EntreesSorties(
    Valeur,
    titre="Entrées et sorties",
    description="Entrées et sorties permanentes (ESP) ou à dates fixes.",
    source="procédure SOFI, p. 9 ; LHEO 2.3, dict-modalites-es",
):
    """Whether learners join at any time (ESP) or on the session's dates (R10)."""

    DATES_FIXES = "DATES_FIXES", "entrées et sorties à dates fixes", "0"
    PERMANENTES = "PERMANENTES", "entrées et sorties permanentes", "1"


class TypeParcours(
    Valeur,
    titre="Type de parcours",
    description="Façon dont le parcours s’adapte à chaque personne. Une formation individualisée demande au moins "
    "« modulaire » et « individualisé ».",
    source="procédure SOFI, p. 9 ; LHEO 2.3, dict-type-parcours",
):
    """A session may have several (R4). LHEO has no code for « inconnu »."""

    COLLECTIF = "COLLECTIF", "collectif", "1"
    INDIVIDUALISE = "INDIVIDUALISE", "individualisé", "2"
    MODULAIRE = "MODULAIRE", "modulaire", "3"
    MIXTE = "MIXTE", "mixte", "4"
    INCONNU = "INCONNU", "type de parcours inconnu"


class ModaliteEnseignement(
    Valeur,
    titre="Modalité d’enseignement",
    description="Enseignement en présentiel, entièrement à distance, ou mixte.",
    source="procédure SOFI, p. 9 ; LHEO 2.3, dict-modalites-enseignement",
):
    """LHEO numbers « mixte » before « à distance », unlike the procedure."""

    PRESENTIEL = "PRESENTIEL", "formation en présentiel", "0"
    MIXTE = "MIXTE", "formation mixte", "1"
    A_DISTANCE = "A_DISTANCE", "formation entièrement à distance", "2"


class Recrutement(
    Valeur,
    titre="État du recrutement",
    description="Indique si l’on peut encore candidater. Indépendant de l’état actif ou inactif de la session.",
    source="procédure SOFI, p. 9 ; LHEO 2.3, dict-etat-recrutement",
):
    """The procedure's order, which is not LHEO's: there 2 is « fermé » and 3 « suspendu » (R14)."""

    OUVERT = "OUVERT", "ouvert", "1"
    SUSPENDU = "SUSPENDU", "suspendu", "3"
    FERME = "FERME", "fermé", "2"


class UniteCycle(
    Valeur,
    titre="Unité du cycle de l’alternance",
    description="Unité dans laquelle se comptent le temps en centre et le temps en entreprise d’un cycle d’alternance.",
    source="procédure SOFI, p. 9 ; LHEO 2.3, dict-unite-rythme",
):
    """Unit of the alternance cycle (R6)."""

    HEURE = "HEURE", "heure", "0"
    DEMI_JOURNEE = "DEMI_JOURNEE", "demi-journée", "1"
    JOURNEE = "JOURNEE", "journée", "2"
    SEMAINE = "SEMAINE", "semaine", "3"
    MOIS = "MOIS", "mois", "4"


class TypePeriodeInscription(
    Valeur,
    titre="Type de période d’inscription",
    description="Ce à quoi sert une période d’inscription de la session.",
    source="procédure SOFI, p. 9",
):
    """LHEO has no table for it: each kind goes to an element of its own."""

    CANDIDATURE_INDIVIDUELLE = "CANDIDATURE_INDIVIDUELLE", "candidature individuelle"
    RECRUTEMENT = "RECRUTEMENT", "recrutement"
    INSCRIPTION = "INSCRIPTION", "inscription"
