"""Tables of the `session` element and of contacts. Labels are the standard's own, letter for letter."""

from catalogue.vocabulary.liste import Liste

ETAT_RECRUTEMENT = Liste.of(
    "ETAT_RECRUTEMENT",
    "État du recrutement",
    "LHEO 2.3, dict-etat-recrutement",
    {
        "1": "ouvert",
        "2": "fermé",
        "3": "suspendu",
    },
)
MODALITE_RECRUTEMENT = Liste.of(
    "MODALITE_RECRUTEMENT",
    "Modalité de recrutement",
    "LHEO 2.3, dict-modalite-recrutement",
    {
        "0": "information inconnue",
        "1": "méthode de recrutement par simulation",
        "2": "concours",
        "3": "dossier",
        "4": "tests pratiques",
        "5": "épreuves écrites",
        "6": "épreuves orales",
        "7": "inscription sur candidature",
        "8": "entretien ou RDV individuel",
        "9": "information collective",
    },
)
TYPE_CONTACT = Liste.of(
    "TYPE_CONTACT",
    "Type de contact",
    "LHEO 2.3, dict-type-contact",
    {
        "0": "Autre",
        "1": "Référent handicap",
        "2": "Référent mobilité internationale",
        "3": "Référent pédagogique",
        "4": "Accueil",
        "5": "Direction",
        "6": "Référent qualité",
        "7": "Référent entreprise",
        "8": "Référent commercial",
        "9": "Gestionnaire financier",
        "10": "Direction Déléguée aux Formations Professionnelles et Techniques (DDFPT)",
        "11": "Communication",
        "12": "Référent FOAD",
        "13": "Référent VAE",
        "14": "Référent Apprentissage",
    },
)
TYPE_VALIDATION_BLOCS = Liste.of(
    "TYPE_VALIDATION_BLOCS",
    "Type de validation des blocs de compétences",
    "LHEO 2.3, dict-type-validation-blocs",
    {
        "0": "Partielle: certains blocs mais pas la totalité de date à date",
        "1": "Totale: tous les blocs",
        "2": "Mixte: une validation totale mais proposée également en individualisation de parcours avec des blocs"
        " accessibles dans cette session",
    },
)
TYPE_ALTERNANCE = Liste.of(
    "TYPE_ALTERNANCE",
    "Type d’alternance",
    "LHEO 2.3, dict-type-alternance",
    {
        "0": "Tout type de contrat d'alternance",
        "1": "Contrat d'apprentissage (CA)",
        "2": "Contrat de professionalisation (CP)",
    },
)
UNITE_RYTHME = Liste.of(
    "UNITE_RYTHME",
    "Unité du rythme de l’alternance",
    "LHEO 2.3, dict-unite-rythme",
    {
        "0": "Heure",
        "1": "Demi-journée",
        "2": "Journée",
        "3": "Semaine",
        "4": "Mois",
    },
)
TYPE_CYCLE = Liste.of(
    "TYPE_CYCLE",
    "Type de cycle",
    "LHEO 2.3, dict-type-cycle",
    {
        "0": "Formation initiale",
        "1": "Contrat d'apprentissage",
    },
)
