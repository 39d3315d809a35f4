"""Every piece of advice."""

from tests.catalogue.rules.completeness import example
from tests.catalogue.rules.completeness.case import PRIVATE, Case, day, publics

LONG = "x" * 2950

ADVICE = [
    Case(
        "TYPE_CERTIFICATION_ABSENT",
        "« Type de certification » manque dans la fiche Certifinfo : signalez-le au Carif-Oref.",
        formation={"certification": {"type": None, "codeCertifinfo": "1"}},
    ),
    Case(
        "FORMACODES_ABSENTS",
        "« Formacodes » : sans eux, la formation échappe aux recherches par domaine ; indiquez-en un à cinq.",
        formation={"formacodes": []},
    ),
    Case(
        "OBJECTIFS_ABSENTS",
        "« Objectifs » : la fiche Formation n’en donne pas ; décrivez ce que les stagiaires sauront faire.",
        formation={"objectif": "-"},
    ),
    Case(
        "OBJECTIFS_COURTS",
        "« Objectifs » : 10 caractères suffisent rarement ; décrivez ce que les stagiaires sauront faire en 80 "
        "caractères au moins.",
        formation={"objectif": None},
        action={"objectifs": "Apprendre."},
    ),
    Case(
        "OBJECTIFS_LONGS",
        "« Objectifs » : avec l’objectif de la fiche Formation, le texte a 3048 caractères ; les autres sites n’en "
        "reçoivent que 3000, raccourcissez le complément.",
        action={"objectifs": LONG},
    ),
    Case(
        "PROGRAMME_ABSENT",
        "« Complément programme » : la fiche Formation n’a pas de programme ; décrivez ce qui est enseigné.",
        formation={"programme": None},
    ),
    Case(
        "PROGRAMME_LONG",
        "« Complément programme » : avec le programme de la fiche Formation, le texte a 3035 caractères ; les autres "
        "sites n’en reçoivent que 3000, raccourcissez le complément.",
        action={"complementProgramme": LONG},
    ),
    Case(
        "INTITULE_LONG",
        "« Complément intitulé » : avec l’intitulé de la fiche Formation, le texte a 289 caractères ; les autres sites "
        "n’en reçoivent que 255, raccourcissez le complément.",
        action={"complementIntitule": "y" * 239},
    ),
    Case(
        "RESULTATS_ATTENDUS_ABSENTS",
        "« Résultats attendus » : dites ce qu’obtient la personne à l’issue de l’action, par exemple le titre visé.",
        action={"resultatsAttendus": None},
    ),
    Case(
        "URL_ACTION_ABSENTE",
        "« URL Action » : donnez l’adresse de la page de votre site qui décrit cette action.",
        action={"urlAction": None},
    ),
    Case(
        "PREREQUIS_ABSENTS",
        "« Pré-requis » : choisissez-en dans la liste, « aucun pré-requis » compris.",
        action={"prerequis": []},
    ),
    Case(
        "NIVEAU_ENTREE_NON_COMMUNIQUE",
        "« Niveau d’entrée » n’est pas communiqué : choisissez un niveau, ou « sans niveau spécifique ».",
        action={"niveauEntree": {"code": "0", "libelle": "information non communiquée"}},
    ),
    Case(
        "PUBLICS_TROP_NOMBREUX",
        "« Publics » : les dispositifs de l’action en citent 11 ; 10 au plus sont transmis aux autres sites, gardez les "
        "principaux.",
        dispositif={"publics": publics(11)},
    ),
    Case(
        "SESSION_LONGUE",
        "« Date fin » : la session dure plus de 3 ans ; vérifiez les dates, ou choisissez des entrées et sorties "
        "permanentes (ESP).",
        formation={"certification": {"type": {"code": "TP"}}},
        session={"dateFin": "2029-09-02"},
    ),
    Case(
        "DATE_FIN_LOINTAINE",
        "« Date fin » (01/09/2036) est dans plus de 10 ans : vérifiez l’année.",
        formation={"certification": {"type": {"code": "TP"}}},
        session={"dateFin": "2036-09-01", "entreesSorties": "PERMANENTES"},
    ),
    Case(
        "SESSION_TERMINEE",
        "« Date fin » (30/06/2027) est passée : la session sera inactive dès sa publication.",
        contexte={"aujourdhui": day("2027-07-01")},
    ),
    Case(
        "DUREE_INCOMPATIBLE",
        "« Durée en centre » : 200 heures ne tiennent pas dans les 19 jours de la session ; vérifiez la durée et les "
        "dates.",
        session={"dateFin": "2026-09-19"},
    ),
    Case(
        "CERTIFICATION_EXPIRE_PENDANT",
        "« Date fin » (30/06/2027) : la certification prend fin le 31/12/2026, pendant la session ; vérifiez auprès du "
        "certificateur qu’elle pourra être délivrée.",
        formation={"certification": {"type": {"code": "TP"}, "anneeDerniereSession": 2026}},
    ),
    Case(
        "PARCOURS_INCONNU",
        "« Type de parcours » est inconnu : choisissez collectif, individualisé, mixte ou modulaire.",
        session={"typesParcours": ["INCONNU"]},
    ),
    Case(
        "ALTERNANCE_SANS_ENTREPRISE",
        "« Durée en entreprise » est nulle alors que la session est en alternance : vérifiez-la.",
        session={"dureeEntreprise": 0},
    ),
    Case(
        "MODALITES_TROP_NOMBREUSES",
        "« Modalités pédagogiques » et « Périodes de formation » : 6 choix, dont 5 seulement sont transmis aux autres "
        "sites ; gardez les principaux.",
        session={"modalitesPedagogiques": [*publics(5), {"code": "en-centre"}]},
    ),
    Case(
        "INSCRIPTION_ABSENTE",
        "« Périodes d’inscription » : indiquez quand candidater ou s’inscrire.",
        session={"periodesInscription": []},
    ),
    Case(
        "INSCRIPTION_TARDIVE",
        "« Périodes d’inscription » : une période commence après la fin de la session ; vérifiez ses dates.",
        session={"periodesInscription": [{"type": "RECRUTEMENT", "debut": "2027-07-01", "fin": None}]},
    ),
    Case(
        "INFORMATION_COLLECTIVE_ABSENTE",
        "« Informations collectives » : le recrutement en prévoit ; indiquez-en la date et le lieu.",
        session={"informationsCollectives": [], "modalitesRecrutement": [{"code": "9"}]},
    ),
    Case(
        "RECRUTEMENT_SANS_PLACE",
        "« Recrutement » est ouvert alors qu’il ne reste aucune place : suspendez-le ou corrigez les places.",
        dispositif={"placesRestantes": 0},
    ),
    Case(
        "ADRESSE_LIEU_ABSENTE",
        "« Site lieu » n’a pas d’adresse : complétez la fiche du site dans l’annuaire.",
        session={"siteLieu": {**example.SITE, "adresse": []}},
    ),
    Case(
        "REFERENT_HANDICAP_INJOIGNABLE",
        "« Référent PMR » n’a ni courriel ni téléphone : complétez sa fiche dans l’annuaire.",
        session={"referentHandicap": {**example.REFERENT, "courriel": None}},
    ),
    Case(
        "REFERENT_MOBILITE_INJOIGNABLE",
        "« Référent mobilité » n’a ni courriel ni téléphone : complétez sa fiche dans l’annuaire.",
        session={"referentMobilite": {**example.REFERENT, "courriel": None}},
    ),
    Case(
        "QUALIOPI_EXPIRE_AVANT",
        "« Dispositif » : la certification Qualiopi de l’organisme responsable finit le 31/08/2026, avant le début de la "
        "session ; sans renouvellement, l’offre sera suspendue.",
        contexte={"organismes": {1: example.conformite(qualiopi_fin=day("2026-08-31"))}},
    ),
    Case(
        "PUBLICS_ABSENTS",
        "« Publics » : sans public choisi, l’offre est transmise aux autres sites comme ouverte à tout public.",
        dispositif={"publics": []},
    ),
    Case(
        "EFFECTIF_SANS_PLACES",
        "« Effectif minimal » (8) dépasse « Nombre de places dispositif » (7) : vérifiez-les.",
        dispositif={"nombrePlaces": 7},
    ),
    Case(
        "FRAIS_ABSENTS",
        "« Frais pédagogiques » : indiquez le prix, que les personnes et les entreprises qui paient cherchent.",
        dispositif={**PRIVATE, "fraisPedagogiques": None},
    ),
    Case(
        "FRAIS_ADDITIONNELS_SANS_DETAIL",
        "« Détails des frais additionnels non pris en charge » : dites à quoi ce montant correspond.",
        dispositif={"fraisAdditionnels": {"montant": "120.00", "detail": None}},
    ),
    Case(
        "DUREE_NULLE",
        "« Durée en centre » et « Durée en entreprise » sont nulles : indiquez la durée de la formation.",
        session={"dureeCentre": 0, "dureeEntreprise": 0, "cycleAlternance": None},
        dispositif=PRIVATE,
    ),
]
