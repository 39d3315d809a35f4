"""The procedure's own example, with the numbers and values that its pages print."""

from datetime import date
from decimal import Decimal

from catalogue.models import (
    Action,
    Commune,
    Departement,
    Formation,
    Organisme,
    Referent,
    Region,
    Session,
    Site,
    TypeCertification,
)
from catalogue.vocabulary import (
    EntreesSorties,
    ModaliteEnseignement,
    NatureOrganisme,
    ObjectifGeneral,
    OrigineRevision,
    Recrutement,
    TypeParcours,
    TypeReferent,
    UniteCycle,
    Validation,
)
from workflows import directory, drafting, publication, references

FORMATION, ACTION, SESSION = 19482, 89393, 143842
SITE, REFERENT = 36364, 1902
SIRET = "13000511900032"
CERTIFINFO = "109049"
DISPOSITIF = "8"
_CARIFOREF = "CARIFOREF DES PAYS DE LA LOIRE"
_EVALUATION = "Les compétences des candidats (VAE ou issus de la formation) sont évaluées par un jury."


async def may_be_seeded() -> bool:
    """Whether nothing in the base has taken the printed numbers, or is the example already."""
    taken = [
        await Formation.exists(numero=FORMATION),
        await Action.exists(numero=ACTION),
        await Session.exists(numero=SESSION),
        await Site.exists(numero=SITE),
        await Referent.exists(numero=REFERENT),
        await Organisme.exists(siret=SIRET),
    ]
    return not any(taken)


async def seed_certification() -> None:
    """Certifinfo 109049 as page 6 shows it, with the two blocs of page 7."""
    await references.save_certifications(
        [TypeCertification(code="TP3", libelle="Titre professionnel (TP de niveau 3)")],
        [
            references.CertificationRecord(
                code=CERTIFINFO,
                intitule="Titre professionnel assistant ressources humaines",
                source="procédure SOFI",
                code_rncp="RNCP35030",
                type_id="TP3",
                niveau_francais="III",
                niveau_europeen=5,
                annee_derniere_session=2026,
                objectif="Assurer les missions opérationnelles de la gestion des ressources humaines et contribuer à "
                "leur développement.",
                programme="Bloc 1 : assurer les missions opérationnelles de la gestion des ressources humaines.\n"
                "Bloc 2 : contribuer au développement des ressources humaines.",
                formacodes=[{"code": "33052", "version": "V14", "libelle": "Assistance ressources humaines"}],
                nsf=[{"code": "315", "libelle": "Ressources humaines, gestion du personnel, gestion de l'emploi"}],
                romes=[{"code": "M1501", "libelle": "Assistanat en ressources humaines"}],
                certificateurs=[("Ministère du travail, de l'emploi et de l'insertion", None)],
                blocs=[
                    references.BlocRecord(
                        code="RNCP35030BC01",
                        intitule="Assurer les missions opérationnelles de la gestion des ressources humaines",
                        objectif="Assurer la gestion administrative du personnel. Assurer la gestion des variables et "
                        "paramètres de paie. Mettre en place et suivre les indicateurs ressources humaines.",
                        programme=_EVALUATION,
                    ),
                    references.BlocRecord(
                        code="RNCP35030BC02",
                        intitule="Contribuer au développement des ressources humaines",
                        objectif="Contribuer aux opérations liées à la gestion des emplois et carrières. Contribuer au "
                        "processus de recrutement et d'intégration du personnel.",
                        programme=_EVALUATION,
                    ),
                ],
            )
        ],
    )


async def seed_directory() -> None:
    """The Cariforef as the training body of the example: its site 36364 in Nantes and its référent 1902."""
    await references.save_territory(
        [Region(code="52", nom="Pays de la Loire")],
        [Departement(code="44", nom="Loire-Atlantique", region_id="52")],
        [
            Commune(
                code_insee="44109",
                nom="Nantes",
                departement_id="44",
                codes_postaux=["44000", "44100", "44200", "44300"],
                population=320732,
            )
        ],
    )
    body = await directory.register_organisme(
        SIRET,
        _CARIFOREF,
        _CARIFOREF,
        nature=NatureOrganisme.RESPONSABLE_FORMATEUR,
        numero_activite="52440000044",
        est_cfa=True,
        qualiopi_debut=date(2021, 6, 1),
        qualiopi_fin=date(2027, 5, 31),
        qualiopi_categories=["ACTIONS_DE_FORMATION", "APPRENTISSAGE"],
        code_postal="44000",
        commune_id="44109",
        courriel="offre@cariforef-pdl.org",
        telephone="02 40 20 40 20",
    )
    await directory.add_site(
        body.numero,
        _CARIFOREF,
        "44109",
        numero=SITE,
        siret=SIRET,
        code_postal="44000",
        latitude=47.2137,
        longitude=-1.5434,
        principal=True,
    )
    await directory.add_referent(
        body.numero,
        TypeReferent.HANDICAP,
        "auto saisie",
        numero=REFERENT,
        site=SITE,
        courriel="offre@cariforef-pdl.org",
        telephone="02 40 20 40 20",
        par_defaut=True,
    )
    await directory.add_contact(
        body.numero, "4", "Accueil", site=SITE, courriel="offre@cariforef-pdl.org", telephone="02 40 20 40 20"
    )


async def seed_offer() -> None:
    """Formation 19482 > action 89393 > session 143842 > dispositif of code 8, published."""
    body = await Organisme.get(siret=SIRET)
    await drafting.create_formation(
        body.numero,
        CERTIFINFO,
        {
            "objectif_general": ObjectifGeneral.CERTIFICATION,
            "individualisation": False,
            "validation": Validation.TOTALE,
        },
        numero=FORMATION,
    )
    await drafting.add_action(
        FORMATION,
        {
            "site_dispensateur": SITE,
            "niveau_entree": "1",
            "resultats_attendus": "Titre professionnel assistant ressources humaines",
        },
        numero=ACTION,
    )
    await drafting.add_session(
        ACTION,
        {
            "site_lieu": SITE,
            "date_debut": date(2021, 9, 1),
            "date_fin": date(2021, 12, 31),
            "entrees_sorties": EntreesSorties.DATES_FIXES,
            "rythmes": ["temps-plein"],
            "periodes": ["96414"],
            "types_parcours": [TypeParcours.INCONNU],
            "modalites_pedagogiques": ["96142"],
            "modalite_enseignement": ModaliteEnseignement.PRESENTIEL,
            "duree_centre": 200,
            "duree_entreprise": 400,
            "cycle_unite": UniteCycle.SEMAINE,
            "cycle_entreprise": 2,
            "cycle_centre": 1,
            "organisme_responsable": body.numero,
            "recrutement": Recrutement.OUVERT,
            "modalites_recrutement": ["3", "8"],
            "referent_handicap": REFERENT,
            "referent_mobilite": REFERENT,
            "mail_liaison": "offre@cariforef-pdl.org",
        },
        numero=SESSION,
    )
    await drafting.add_dispositif(
        SESSION,
        DISPOSITIF,
        {
            "publics": ["interimaire", "80006", "81050", "82038", "82044", "82055"],
            "nombre_places": 16,
            "places_restantes": 4,
            "effectif_minimal": 8,
            "capacite_simultanee": 16,
            "frais_ht": Decimal(4500),
            "taux_tva": Decimal(0),
        },
    )
    await publication.publish([ACTION], OrigineRevision.DEMONSTRATION)
