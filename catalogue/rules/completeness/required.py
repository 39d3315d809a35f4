"""The obligatory fields: every asterisk of the four cards, and what a type of dispositif adds (procedure p. 7 to 10).

« Type de certification * » is not among them: Certifinfo fills it, a body cannot. A row is the stable code, the field
in the document, its name on the card, and how to fill it.
"""

from catalogue.rules.completeness.node import Fiche
from catalogue.rules.completeness.rule import Exigence

_FORMATION = (
    ("INTITULE_REQUIS", "intitule", "Intitulé", "saisissez l’intitulé de la formation"),
    ("OBJECTIF_GENERAL_REQUIS", "objectifGeneral", "Objectif général", "choisissez ce que vise la formation"),
    (
        "INDIVIDUALISATION_REQUISE",
        "individualisation",
        "Souhaitez-vous individualiser le parcours par bloc de compétences",
        "répondez oui ou non",
    ),
    ("VALIDATION_REQUISE", "validation", "Validation de la formation", "choisissez partielle ou totale"),
)
_ACTION = (
    ("SITE_DISPENSATEUR_REQUIS", "siteDispensateur", "Site dispensateur", "choisissez un site de l’annuaire"),
    ("NIVEAU_ENTREE_REQUIS", "niveauEntree", "Niveau d’entrée", "choisissez-le, même « sans niveau spécifique »"),
    ("SESSION_REQUISE", "sessions", "Session", "ajoutez au moins une session à l’action"),
)
_SESSION = (
    ("SITE_LIEU_REQUIS", "siteLieu", "Site lieu", "choisissez dans l’annuaire le site où a lieu la session"),
    ("DATE_DEBUT_REQUISE", "dateDebut", "Date début", "saisissez le premier jour de la session"),
    ("DATE_FIN_REQUISE", "dateFin", "Date fin", "saisissez le dernier jour de la session"),
    ("ENTREES_SORTIES_REQUISES", "entreesSorties", "ESP", "choisissez entrées et sorties permanentes ou à dates fixes"),
    ("RYTHMES_REQUIS", "rythmes", "Rythmes", "choisissez au moins un rythme, par exemple temps plein"),
    ("PERIODES_REQUISES", "periodes", "Périodes de formation", "choisissez-en une au moins, par exemple cours de jour"),
    ("TYPES_PARCOURS_REQUIS", "typesParcours", "Type de parcours", "choisissez-en un au moins, par exemple collectif"),
    (
        "MODALITES_PEDAGOGIQUES_REQUISES",
        "modalitesPedagogiques",
        "Modalités pédagogiques",
        "choisissez-en une au moins",
    ),
    (
        "MODALITE_ENSEIGNEMENT_REQUISE",
        "modaliteEnseignement",
        "Modalités d’enseignement",
        "choisissez en présentiel, entièrement à distance ou mixte",
    ),
    ("DUREE_CENTRE_REQUISE", "dureeCentre", "Durée en centre (en h)", "saisissez-la, 0 s’il n’y en a pas"),
    ("DUREE_ENTREPRISE_REQUISE", "dureeEntreprise", "Durée en entreprise (en h)", "saisissez-la, 0 s’il n’y en a pas"),
    (
        "ORGANISME_RESPONSABLE_REQUIS",
        "organismeResponsable",
        "Organisme responsable",
        "choisissez le dispensateur ou, en apprentissage, le CFA",
    ),
    ("RECRUTEMENT_REQUIS", "recrutement", "Recrutement", "choisissez ouvert, suspendu ou fermé"),
    ("MODALITES_RECRUTEMENT_REQUISES", "modalitesRecrutement", "Modalité de recrutement", "choisissez-en une au moins"),
    ("REFERENT_HANDICAP_REQUIS", "referentHandicap", "Référent PMR", "choisissez un référent handicap de l’annuaire"),
    (
        "REFERENT_MOBILITE_REQUIS",
        "referentMobilite",
        "Référent mobilité",
        "choisissez un référent mobilité de l’annuaire",
    ),
    ("DISPOSITIF_REQUIS", "dispositifs", "Dispositif", "ajoutez au moins un dispositif à la session"),
)
_DISPOSITIF = (
    ("TYPE_DISPOSITIF_REQUIS", "type", "Dispositif", "choisissez un dispositif dans la liste"),
    ("NOMBRE_PLACES_REQUIS", "nombrePlaces", "Nombre de places dispositif", "saisissez un nombre, 1 au moins"),
)
# What the two contracts ask (R6, R7).
_SESSION_CONTRAT = (
    (
        "CYCLE_REQUIS",
        "cycleAlternance",
        "Cycle de l’alternance",
        "indiquez l’unité du cycle, l’unité entreprise et l’unité centre",
    ),
)
_DISPOSITIF_CONTRAT = (
    (
        "EFFECTIF_MINIMAL_REQUIS",
        "effectifMinimal",
        "Effectif minimal",
        "indiquez combien de personnes il faut pour que la session débute",
    ),
    (
        "CAPACITE_SIMULTANEE_REQUISE",
        "capaciteSimultanee",
        "Capacité simultanée",
        "indiquez combien de personnes sont accueillies en même temps",
    ),
)
# What the nomenclature may ask besides for a type of dispositif (A5).
_SESSION_TYPE = (
    ("DUREE_HEBDOMADAIRE_REQUISE", "dureeHebdomadaire", "Durée hebdo", "saisissez le nombre d’heures par semaine"),
    ("INFORMATIONS_COLLECTIVES_REQUISES", "informationsCollectives", "Informations collectives", "ajoutez-en une"),
    ("PERIODES_INSCRIPTION_REQUISES", "periodesInscription", "Périodes d’inscription", "ajoutez-en une"),
    ("REFERENT_PRF_REQUIS", "referentPrf", "Référent PRF", "choisissez un référent PRF de l’annuaire"),
    ("MAIL_LIAISON_REQUIS", "mailLiaison", "Mail de liaison", "saisissez une adresse électronique"),
)
_DISPOSITIF_TYPE = (
    ("PUBLICS_REQUIS", "publics", "Publics", "choisissez au moins un public"),
    ("CODES_EXTERNES_REQUIS", "codesExternes", "Codes externes", "saisissez le code donné par le financeur"),
    ("PLACES_RESTANTES_REQUISES", "placesRestantes", "Nb places restantes", "saisissez-les, 0 s’il n’en reste plus"),
    (
        "FRAIS_PEDAGOGIQUES_REQUIS",
        "fraisPedagogiques",
        "Frais pédagogiques",
        "saisissez deux valeurs parmi frais HT, taux de TVA et frais TTC",
    ),
    (
        "FRAIS_ADDITIONNELS_REQUIS",
        "fraisAdditionnels",
        "Montant total des frais additionnels non pris en charge",
        "saisissez-le, 0 s’il n’y en a pas",
    ),
)

EXIGENCES: tuple[Exigence, ...] = tuple(
    Exigence(code, fiche, champ, libelle, aide, source, selon_dispositif)
    for fiche, source, selon_dispositif, rows in (
        (Fiche.FORMATION, "procédure p. 7", False, _FORMATION),
        (Fiche.ACTION, "procédure p. 8", False, _ACTION),
        (Fiche.SESSION, "procédure p. 9", False, _SESSION),
        (Fiche.SESSION, "R6, procédure p. 9", True, _SESSION_CONTRAT),
        (Fiche.SESSION, "nomenclature des dispositifs", True, _SESSION_TYPE),
        (Fiche.DISPOSITIF, "procédure p. 10", False, _DISPOSITIF),
        (Fiche.DISPOSITIF, "R7, procédure p. 10", True, _DISPOSITIF_CONTRAT),
        (Fiche.DISPOSITIF, "nomenclature des dispositifs", True, _DISPOSITIF_TYPE),
    )
    for code, champ, libelle, aide in rows
)

CHAMPS_EXIGIBLES = frozenset(exigence.champ for exigence in EXIGENCES if exigence.selon_dispositif)
"""The fields that a type of dispositif may make obligatory, besides those that always are; other names do nothing."""
