"""What the bodies of the demonstration teach: occupations with their nomenclature codes, and titles."""

from typing import NamedTuple


class Titre(NamedTuple):
    """A certification of the demonstration: title, kind, level on the European scale, names of its blocs."""

    intitule: str
    type: str
    niveau: int
    blocs: tuple[str, ...]


class Secteur(NamedTuple):
    """A field: Formacode, NSF and ROME as (code, label), what it is about, its titles and a course without title."""

    nom: str
    formacode: tuple[str, str]
    nsf: tuple[str, str]
    rome: tuple[str, str]
    metier: str
    titres: tuple[Titre, ...]
    stage: str


TYPES = {
    "D-CAP": "Certificat d'aptitude professionnelle (CAP)",
    "D-BP": "Brevet professionnel (BP)",
    "D-BTS": "Brevet de technicien supérieur (BTS)",
    "D-TP": "Titre professionnel (TP)",
    "D-LP": "Licence professionnelle",
    "D-MAST": "Master",
    "D-CS": "Certification inscrite au répertoire spécifique",
}

SECTEURS = (
    Secteur(
        "Cuisine",
        ("42752", "Cuisine"),
        ("221", "Agro-alimentaire, alimentation, cuisine"),
        ("G1602", "Personnel de cuisine"),
        "préparer et dresser des plats dans le respect des règles d'hygiène",
        (
            Titre("CAP Cuisine", "D-CAP", 3, ("Organiser la production", "Réaliser et distribuer les plats")),
            Titre("BP Arts de la cuisine", "D-BP", 4, ("Concevoir une carte", "Produire", "Gérer une cuisine")),
            Titre("BTS Management en restauration", "D-BTS", 5, ("Piloter la production", "Encadrer une équipe")),
        ),
        "Cuisiner des menus végétariens en collectivité",
    ),
    Secteur(
        "Commerce",
        ("34566", "Vente distribution"),
        ("312", "Commerce, vente"),
        ("D1106", "Vente en alimentation"),
        "accueillir, conseiller et fidéliser une clientèle",
        (
            Titre("CAP Équipier du commerce", "D-CAP", 3, ("Recevoir les marchandises", "Accueillir et encaisser")),
            Titre("TP Conseiller de vente", "D-TP", 4, ("Tenir un espace de vente", "Vendre en face à face")),
            Titre("BTS Management commercial", "D-BTS", 5, ("Animer l'offre", "Gérer l'activité", "Manager")),
        ),
        "Vendre sur les réseaux sociaux",
    ),
    Secteur(
        "Bâtiment",
        ("22334", "Maçonnerie"),
        ("232", "Bâtiment : construction et couverture"),
        ("F1703", "Maçonnerie"),
        "bâtir et rénover des ouvrages de maçonnerie",
        (
            Titre("CAP Maçon", "D-CAP", 3, ("Préparer un chantier", "Monter un ouvrage")),
            Titre("TP Chef d'équipe gros œuvre", "D-TP", 4, ("Préparer les travaux", "Conduire une équipe")),
            Titre("BTS Bâtiment", "D-BTS", 5, ("Étudier un ouvrage", "Préparer et suivre un chantier")),
        ),
        "Bâtir en terre crue et en matériaux biosourcés",
    ),
    Secteur(
        "Énergie",
        ("22677", "Plomberie"),
        ("233", "Bâtiment : finitions"),
        ("F1603", "Installation d'équipements sanitaires et thermiques"),
        "installer et entretenir des équipements sanitaires et thermiques",
        (
            Titre("CAP Installateur sanitaire", "D-CAP", 3, ("Préparer l'intervention", "Installer", "Entretenir")),
            Titre("TP Technicien pompes à chaleur", "D-TP", 4, ("Mettre en service", "Dépanner")),
            Titre("Habilitation fluides frigorigènes", "D-CS", 3, ()),
        ),
        "Régler une chaudière à condensation",
    ),
    Secteur(
        "Métallurgie",
        ("23026", "Soudage"),
        ("254", "Structures métalliques"),
        ("H2913", "Soudage manuel"),
        "assembler des pièces métalliques selon un plan",
        (
            Titre("TP Soudeur assembleur", "D-TP", 3, ("Souder à l'arc", "Souder en semi-automatique")),
            Titre("CAP Réalisations en chaudronnerie", "D-CAP", 3, ("Préparer", "Fabriquer un ensemble")),
            Titre("BTS Chaudronnerie industrielle", "D-BTS", 5, ("Concevoir", "Industrialiser", "Produire")),
        ),
        "Souder en position sur tuyauterie",
    ),
    Secteur(
        "Automobile",
        ("23637", "Mécanique automobile"),
        ("252", "Moteurs et mécanique auto"),
        ("I1604", "Mécanique automobile et entretien de véhicules"),
        "entretenir et réparer des véhicules",
        (
            Titre("CAP Maintenance des véhicules", "D-CAP", 3, ("Entretenir", "Remettre en état")),
            Titre("TP Technicien électromécanicien automobile", "D-TP", 4, ("Diagnostiquer", "Réparer")),
        ),
        "Intervenir en sécurité sur un véhicule électrique",
    ),
    Secteur(
        "Aide à la personne",
        ("44028", "Auxiliaire vie sociale"),
        ("332", "Travail social"),
        ("K1302", "Assistance auprès d'adultes"),
        "accompagner des personnes dans les actes de la vie quotidienne",
        (
            Titre("TP Assistant de vie aux familles", "D-TP", 3, ("Entretenir le logement", "Accompagner la personne")),
            Titre(
                "CAP Accompagnant éducatif petite enfance", "D-CAP", 3, ("Accompagner l'enfant", "Exercer en accueil")
            ),
            Titre("BTS Économie sociale familiale", "D-BTS", 5, ("Conseiller", "Animer", "Gérer un service")),
        ),
        "Accompagner une personne atteinte de troubles de la mémoire",
    ),
    Secteur(
        "Informatique",
        ("31090", "Programmation web"),
        ("326", "Informatique, traitement de l'information, réseaux de transmission"),
        ("M1805", "Études et développement informatique"),
        "concevoir et réaliser des applications",
        (
            Titre("TP Développeur web", "D-TP", 5, ("Développer la partie visible", "Développer la partie serveur")),
            Titre("LP Administration des systèmes", "D-LP", 6, ("Déployer", "Superviser", "Sécuriser")),
            Titre("Master Sécurité des systèmes", "D-MAST", 7, ("Auditer", "Concevoir", "Piloter", "Répondre")),
        ),
        "Rendre un site accessible à tous",
    ),
    Secteur(
        "Gestion",
        ("32663", "Comptabilité"),
        ("314", "Comptabilité, gestion"),
        ("M1203", "Comptabilité"),
        "tenir la comptabilité et préparer les déclarations d'une entreprise",
        (
            Titre("TP Secrétaire comptable", "D-TP", 4, ("Assurer le secrétariat", "Tenir la comptabilité", "Payer")),
            Titre("BTS Comptabilité et gestion", "D-BTS", 5, ("Traiter les opérations", "Établir la paie")),
            Titre("LP Métiers de la paie", "D-LP", 6, ("Gérer la paie", "Conseiller")),
        ),
        "Lire un bilan quand on n'est pas comptable",
    ),
    Secteur(
        "Paysage",
        ("21050", "Maçonnerie paysagère"),
        ("214", "Aménagement paysager (parcs, jardins, espaces verts, terrains de sport)"),
        ("A1203", "Aménagement et entretien des espaces verts"),
        "aménager et entretenir des espaces verts",
        (
            Titre("CAP Jardinier paysagiste", "D-CAP", 3, ("Entretenir", "Aménager")),
            Titre("BP Aménagements paysagers", "D-BP", 4, ("Préparer un chantier", "Construire un jardin")),
        ),
        "Tailler les arbres fruitiers",
    ),
    Secteur(
        "Transport et logistique",
        ("31734", "Magasinage"),
        ("311", "Transports, manutention, magasinage"),
        ("N1103", "Magasinage et préparation de commandes"),
        "recevoir, préparer et expédier des marchandises",
        (
            Titre("TP Préparateur de commandes", "D-TP", 3, ("Préparer des commandes", "Expédier")),
            Titre("TP Conducteur de transport de marchandises", "D-TP", 3, ("Conduire", "Contrôler le chargement")),
            Titre("BTS Gestion des transports et logistique", "D-BTS", 5, ("Organiser", "Suivre", "Améliorer")),
        ),
        "Arrimer un chargement",
    ),
    Secteur(
        "Soins esthétiques",
        ("42032", "Esthétique soin corporel"),
        ("336", "Coiffure, esthétique et autres spécialités de services aux personnes"),
        ("D1208", "Soins esthétiques et corporels"),
        "conseiller une clientèle et réaliser des soins",
        (
            Titre("CAP Esthétique et parfumerie", "D-CAP", 3, ("Réaliser des soins", "Conseiller et vendre")),
            Titre("BP Coiffure", "D-BP", 4, ("Créer et couper", "Vendre", "Gérer un salon")),
        ),
        "Accueillir une cliente en socio-esthétique",
    ),
    Secteur(
        "Savoirs de base",
        ("15235", "Français langue étrangère"),
        ("412", "Développement des capacités mentales, apprentissage de base"),
        ("K2111", "Formation professionnelle"),
        "lire, écrire, compter et utiliser le numérique chaque jour",
        (
            Titre(
                "Certificat de connaissances de base", "D-CS", 2, ("Communiquer en français", "Calculer", "Apprendre")
            ),
        ),
        "Reprendre confiance et bâtir un projet professionnel",
    ),
)
