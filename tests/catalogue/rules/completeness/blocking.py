"""Every way to be blocked, but for missing fields."""

from catalogue.rules.completeness import RegleDispositif
from tests.catalogue.rules.completeness import example
from tests.catalogue.rules.completeness.case import CFA, EIGHT, MODULAR, OTHER_BODY, PARTIAL, Case, day

BLOCKING = [
    Case(
        "VALIDATION_NON_TOTALE",
        "« Validation de la formation » doit être totale puisque les parcours ne sont pas individualisés : choisissez "
        "totale, ou répondez oui à l’individualisation.",
        formation={"validation": "PARTIELLE"},
    ),
    Case(
        "BLOCS_INCOMPLETS",
        "« Blocs de compétences » : une validation totale retient tous les blocs de la certification ; ajoutez "
        "RNCP35030BC01, RNCP35030BC02, ou choisissez une validation partielle.",
        formation={"blocs": []},
    ),
    Case(
        "BLOCS_NON_PARTIELS",
        "« Blocs de compétences » : une validation partielle en retient au moins un ; sélectionnez-le.",
        formation={**PARTIAL, "blocs": []},
        session=MODULAR,
    ),
    Case(
        "BLOCS_NON_PARTIELS",
        "« Blocs de compétences » : une validation partielle ne les retient pas tous ; retirez-en un, ou choisissez une "
        "validation totale.",
        formation=PARTIAL,
        session=MODULAR,
    ),
    Case(
        "BLOCS_ETRANGERS",
        "« Blocs de compétences » : RNCP35030BC02 n’appartient pas à la certification de la formation ; retirez-le.",
        contexte={"blocs": frozenset({"RNCP35030BC01"})},
    ),
    Case(
        "ORGANISME_INACTIF",
        "L’établissement « CARIFOREF DES PAYS DE LA LOIRE » n’est plus actif : son SIRET doit être en activité pour "
        "envoyer une offre en validation.",
        contexte={"organismes": {1: example.conformite(actif=False)}},
    ),
    Case(
        "DATES_INVERSEES",
        "« Date fin » (31/08/2026) précède « Date début » (01/09/2026) : corrigez l’une des deux.",
        session={"dateFin": "2026-08-31"},
    ),
    Case(
        "CERTIFICATION_EXPIREE",
        "« Date début » (01/09/2026) : la certification n’est plus délivrée après le 31/12/2025 ; changez la date, ou "
        "créez la formation avec la certification qui la remplace.",
        formation={"certification": {"type": {"code": "TP"}, "anneeDerniereSession": 2025, "dateFin": "2026-12-31"}},
    ),
    Case(
        "CERTIFICATION_EXPIREE",
        "« Date début » (01/09/2026) : la certification n’est plus délivrée après le 31/08/2026 ; changez la date, ou "
        "créez la formation avec la certification qui la remplace.",
        formation={"certification": {"type": {"code": "TP"}, "dateFin": "2026-08-31"}},
    ),
    Case(
        "PARCOURS_NON_INDIVIDUALISE",
        "« Type de parcours » : la formation est individualisée, ajoutez « modulaire » et « individualisé ».",
        formation={"individualisation": True},
    ),
    Case(
        "PARCOURS_NON_INDIVIDUALISE",
        "« Type de parcours » : la formation est individualisée, ajoutez « individualisé ».",
        formation={"individualisation": True},
        session={"typesParcours": ["MODULAIRE"]},
    ),
    Case(
        "CYCLE_INCOMPLET",
        "« Cycle de l’alternance » : complétez unité du cycle, unité entreprise, unité centre avec une valeur d’au "
        "moins 1.",
        session={"cycleAlternance": {"unite": None, "entreprise": None, "centre": 0}},
    ),
    Case(
        "INSCRIPTION_INVERSEE",
        "« Périodes d’inscription » : une période finit avant de commencer ; corrigez ses dates.",
        session={"periodesInscription": [{"type": "RECRUTEMENT", "debut": "2026-05-02", "fin": "2026-05-01"}]},
    ),
    Case(
        "INFORMATION_COLLECTIVE_INVERSEE",
        "« Informations collectives » : une réunion finit avant de commencer ; corrigez ses horaires.",
        session={"informationsCollectives": [{"debut": "2026-05-01T12:00:00Z", "fin": "2026-05-01T11:00:00Z"}]},
    ),
    Case(
        "RESPONSABLE_NON_CFA",
        "« Organisme responsable » : « CARIFOREF DES PAYS DE LA LOIRE » n’est pas un CFA ; en apprentissage, choisissez "
        "le CFA responsable.",
        session={"organismeResponsable": {**CFA, "estCfa": False}},
    ),
    Case(
        "RESPONSABLE_INACTIF",
        "« Organisme responsable » : l’établissement « Autre organisme » n’est plus actif ; choisissez-en un dont le "
        "SIRET est en activité.",
        session={"organismeResponsable": OTHER_BODY},
        contexte={"organismes": {1: example.conformite(), 2: example.conformite(actif=False)}},
    ),
    Case(
        "RESPONSABLE_SANS_NDA",
        "« Organisme responsable » : « CARIFOREF DES PAYS DE LA LOIRE » n’a pas de numéro de déclaration d’activité "
        "(NDA) ; complétez sa fiche dans l’annuaire, ou choisissez l’organisme qui le porte.",
        contexte={"organismes": {1: example.conformite(numero_activite=None)}},
    ),
    Case(
        "QUALIOPI_ABSENTE",
        "« Dispositif » : ce financement demande une certification Qualiopi en cours de validité, que l’organisme "
        "responsable n’a pas ; complétez sa fiche dans l’annuaire.",
        contexte={"organismes": {1: example.conformite(qualiopi_fin=None)}},
    ),
    Case(
        "QUALIOPI_SANS_APPRENTISSAGE",
        "« Dispositif » : la certification Qualiopi de l’organisme responsable ne couvre pas la catégorie « actions de "
        "formation par apprentissage ».",
        contexte={"organismes": {1: example.conformite(qualiopi_categories=frozenset({"ACTIONS_DE_FORMATION"}))}},
    ),
    Case(
        "TYPE_INCONNU",
        f"« Dispositif » : {EIGHT} n’est pas dans la nomenclature ; choisissez-en un autre.",
        contexte={"types": {}},
    ),
    Case(
        "TYPE_HORS_VALIDITE",
        f"« Dispositif » : {EIGHT} finance les sessions qui commencent jusqu’au 31/08/2026 ; choisissez-en un autre.",
        contexte={"types": {"8": RegleDispositif(valide_au=day("2026-08-31"))}},
    ),
    Case(
        "TYPE_HORS_VALIDITE",
        f"« Dispositif » : {EIGHT} finance les sessions qui commencent à partir du 02/09/2026 ; choisissez-en un autre.",
        contexte={"types": {"8": RegleDispositif(valide_du=day("2026-09-02"))}},
    ),
    Case(
        "PUBLIC_NON_ADMIS",
        f"« Publics » : {EIGHT} n’admet pas « Demandeur d’emploi » ; retirez-les.",
        contexte={"types": {"8": RegleDispositif(publics=frozenset({"82044"}))}},
    ),
    Case(
        "NOMBRE_PLACES_INSUFFISANT",
        "« Nombre de places dispositif » vaut 0 : saisissez un nombre, 1 au moins.",
        dispositif={"nombrePlaces": 0},
    ),
    Case(
        "PLACES_RESTANTES_INCOHERENTES",
        "« Nb places restantes » vaut 17 : saisissez un nombre de 0 à 16.",
        dispositif={"placesRestantes": 17},
    ),
    Case(
        "EFFECTIFS_INCOHERENTS",
        "« Capacité simultanée » (7) est inférieure à « Effectif minimal » (8) : corrigez-les.",
        dispositif={"capaciteSimultanee": 7},
    ),
    Case(
        "EFFECTIFS_INCOHERENTS",
        "« Effectif minimal » et « Capacité simultanée » valent 1 au moins.",
        dispositif={"effectifMinimal": 0},
    ),
    Case(
        "FRAIS_INCOHERENTS",
        "« Frais pédagogiques » : Les frais TTC (1300,00 €) ne sont pas les frais HT (1000,00 €) augmentés d’une TVA de "
        "20,00 %, soit 1200,00 € : corriger l’une des valeurs données.",
        dispositif={"fraisPedagogiques": {"ht": "1000.00", "tauxTva": "20.00", "ttc": "1300.00"}},
    ),
]
