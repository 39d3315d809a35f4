"""The obligatory fields: every asterisk of the four cards, and what a type of dispositif adds (procedure p. 7 to 10).

« Type de certification * » is not among them: Certifinfo fills it, a body cannot. A row is the stable code, the field
in the document and how to fill it; `catalogue.vocabulary.champs` has its name on the card.
"""

from catalogue.rules.completeness.node import Fiche
from catalogue.rules.completeness.rule import Exigence

_FORMATION = (
    ("INTITULE_REQUIS", "intitule", "saisissez l’intitulé de la formation"),
    ("OBJECTIF_GENERAL_REQUIS", "objectifGeneral", "choisissez ce que vise la formation"),
    ("INDIVIDUALISATION_REQUISE", "individualisation", "répondez oui ou non"),
    ("VALIDATION_REQUISE", "validation", "choisissez partielle ou totale"),
)
_ACTION = (
    ("SITE_DISPENSATEUR_REQUIS", "siteDispensateur", "choisissez un site de l’annuaire"),
    ("NIVEAU_ENTREE_REQUIS", "niveauEntree", "choisissez-le, même « sans niveau spécifique »"),
    ("SESSION_REQUISE", "sessions", "ajoutez au moins une session à l’action"),
)
_SESSION = (
    ("SITE_LIEU_REQUIS", "siteLieu", "choisissez dans l’annuaire le site où a lieu la session"),
    ("DATE_DEBUT_REQUISE", "dateDebut", "saisissez le premier jour de la session"),
    ("DATE_FIN_REQUISE", "dateFin", "saisissez le dernier jour de la session"),
    ("ENTREES_SORTIES_REQUISES", "entreesSorties", "choisissez entrées et sorties permanentes ou à dates fixes"),
    ("RYTHMES_REQUIS", "rythmes", "choisissez au moins un rythme, par exemple temps plein"),
    ("PERIODES_REQUISES", "periodes", "choisissez-en une au moins, par exemple cours de jour"),
    ("TYPES_PARCOURS_REQUIS", "typesParcours", "choisissez-en un au moins, par exemple collectif"),
    ("MODALITES_PEDAGOGIQUES_REQUISES", "modalitesPedagogiques", "choisissez-en une au moins"),
    (
        "MODALITE_ENSEIGNEMENT_REQUISE",
        "modaliteEnseignement",
        "choisissez en présentiel, entièrement à distance ou mixte",
    ),
    ("DUREE_CENTRE_REQUISE", "dureeCentre", "saisissez-la, 0 s’il n’y en a pas"),
    ("DUREE_ENTREPRISE_REQUISE", "dureeEntreprise", "saisissez-la, 0 s’il n’y en a pas"),
    ("ORGANISME_RESPONSABLE_REQUIS", "organismeResponsable", "choisissez le dispensateur ou, en apprentissage, le CFA"),
    ("RECRUTEMENT_REQUIS", "recrutement", "choisissez ouvert, suspendu ou fermé"),
    ("MODALITES_RECRUTEMENT_REQUISES", "modalitesRecrutement", "choisissez-en une au moins"),
    ("REFERENT_HANDICAP_REQUIS", "referentHandicap", "choisissez un référent handicap de l’annuaire"),
    ("REFERENT_MOBILITE_REQUIS", "referentMobilite", "choisissez un référent mobilité de l’annuaire"),
    ("DISPOSITIF_REQUIS", "dispositifs", "ajoutez au moins un dispositif à la session"),
)
_DISPOSITIF = (
    ("TYPE_DISPOSITIF_REQUIS", "type", "choisissez un dispositif dans la liste"),
    ("NOMBRE_PLACES_REQUIS", "nombrePlaces", "saisissez un nombre, 1 au moins"),
)
# What the two contracts ask (R6, R7).
_SESSION_CONTRAT = (
    ("CYCLE_REQUIS", "cycleAlternance", "indiquez l’unité du cycle, l’unité entreprise et l’unité centre"),
)
_DISPOSITIF_CONTRAT = (
    ("EFFECTIF_MINIMAL_REQUIS", "effectifMinimal", "indiquez combien de personnes il faut pour que la session débute"),
    (
        "CAPACITE_SIMULTANEE_REQUISE",
        "capaciteSimultanee",
        "indiquez combien de personnes sont accueillies en même temps",
    ),
)
# What the nomenclature may ask besides for a type of dispositif (A5).
_SESSION_TYPE = (
    ("DUREE_HEBDOMADAIRE_REQUISE", "dureeHebdomadaire", "saisissez le nombre d’heures par semaine"),
    ("INFORMATIONS_COLLECTIVES_REQUISES", "informationsCollectives", "ajoutez-en une"),
    ("PERIODES_INSCRIPTION_REQUISES", "periodesInscription", "ajoutez-en une"),
    ("REFERENT_PRF_REQUIS", "referentPrf", "choisissez un référent PRF de l’annuaire"),
    ("MAIL_LIAISON_REQUIS", "mailLiaison", "saisissez une adresse électronique"),
)
_DISPOSITIF_TYPE = (
    ("PUBLICS_REQUIS", "publics", "choisissez au moins un public"),
    ("CODES_EXTERNES_REQUIS", "codesExternes", "saisissez le code donné par le financeur"),
    ("PLACES_RESTANTES_REQUISES", "placesRestantes", "saisissez-les, 0 s’il n’en reste plus"),
    (
        "FRAIS_PEDAGOGIQUES_REQUIS",
        "fraisPedagogiques",
        "saisissez deux valeurs parmi frais HT, taux de TVA et frais TTC",
    ),
    ("FRAIS_ADDITIONNELS_REQUIS", "fraisAdditionnels", "saisissez-le, 0 s’il n’y en a pas"),
)

EXIGENCES: tuple[Exigence, ...] = tuple(
    Exigence(code, fiche, champ, aide, source, selon_dispositif)
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
    for code, champ, aide in rows
)

CHAMPS_EXIGIBLES = frozenset(exigence.champ for exigence in EXIGENCES if exigence.selon_dispositif)
"""The fields that a type of dispositif may make obligatory, besides those that always are; other names do nothing."""
