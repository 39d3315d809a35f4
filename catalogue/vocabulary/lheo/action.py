"""Tables of the `action` element. Labels are the standard's own, letter for letter."""

from catalogue.vocabulary.liste import Liste

MODALITES_ENSEIGNEMENT = Liste.of(
    "MODALITES_ENSEIGNEMENT",
    "Modalités d’enseignement",
    "LHEO 2.3, dict-modalites-enseignement",
    {
        "0": "formation entièrement présentielle",
        "1": "formation mixte",
        "2": "formation entièrement à distance",
    },
)
MODALITES_ES = Liste.of(
    "MODALITES_ES",
    "Modalités d’entrées et de sorties",
    "LHEO 2.3, dict-modalites-es",
    {
        "0": "entrées/sorties à dates fixes",
        "1": "entrées/sorties permanentes",
    },
)
PERIMETRE_RECRUTEMENT = Liste.of(
    "PERIMETRE_RECRUTEMENT",
    "Périmètre de recrutement",
    "LHEO 2.3, dict-perimetre-recrutement",
    {
        "0": "Autres",
        "1": "Commune",
        "2": "Département",
        "3": "Région",
        "4": "Interrégion",
        "5": "Pays",
        "6": "International",
    },
)
FINANCEURS = Liste.of(
    "FINANCEURS",
    "Financeurs",
    "LHEO 2.3, dict-financeurs",
    {
        "11": "Etat - Ministère chargé de l'emploi",
        "12": "Etat - Ministère de l'éducation nationale",
        "13": "Etat - Autre",
        "2": "Collectivité territoriale - Conseil régional",
        "3": "Fonds européens - FSE",
        "4": "Pôle emploi",
        "5": "Entreprise",
        "6": "ACSÉ (anciennement FASILD)",
        "7": "AGEFIPH",
        "8": "Collectivité territoriale - Conseil général",
        "9": "Collectivité territoriale - Commune",
        "15": "Collectivité territoriale - Autre",
        "10": "Bénéficiaire de l'action",
        "0": "Autre",
        "14": "Fonds européens - Autre",
        "16": "OPCO",
        "17": "Transition Pro",
        "18": "LADOM",
        "19": "État - Ministère de l’intérieur",
        "20": "OFII - Office français de l’immigration et de l'intégration",
        "1": "Code(s) obsolète(s)",
    },
)
TYPE_EQUIPEMENT = Liste.of(
    "TYPE_EQUIPEMENT",
    "Type d’équipement",
    "LHEO 2.3, dict-type-equipement",
    {
        "0": "Autre",
        "1": "Protection de la tête",
        "2": "Protection des yeux",
        "3": "Protection des mains",
        "4": "Protection de l'ouïe",
        "5": "Protection du corps",
        "6": "Protection des pieds",
        "7": "Protection des voies respiratoires",
        "8": "Protection chutes",
        "9": "Outillage professionnel",
        "10": "Tenue professionnelle",
        "11": "Équipement numérique",
    },
)
TYPE_ENSEIGNEMENT = Liste.of(
    "TYPE_ENSEIGNEMENT",
    "Type d’enseignement",
    "LHEO 2.3, dict-type-enseignement",
    {
        "1": "art",
        "2": "enseignement de spécialité",
        "3": "enseignement optionnel",
        "4": "langue",
        "5": "langue vivante 1",
        "6": "langue vivante 2",
        "7": "langue vivante 3",
        "8": "sport",
        "9": "enseignement général",
        "10": "enseignement professionnel",
    },
)
