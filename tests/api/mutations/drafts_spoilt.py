"""Drafts that no card lets one enter: what the directory, Certifinfo, the nomenclature or an import may bring about."""

from datetime import date

from catalogue.models import (
    Bloc,
    Certification,
    Dispositif,
    Formation,
    FormationBloc,
    Organisme,
    Referent,
    Session,
    TypeDispositif,
)
from catalogue.rules.completeness import CHAMPS_EXIGIBLES
from seeds.procedure import CERTIFINFO, FORMATION, REFERENT, SESSION
from tests import factories
from tests.api.mutations.drafts_wanting import DISPOSITIF_PATH, SESSION_PATH, Draft, at, dispositif, session


async def _two_bodies() -> None:
    """The session answers to another body, which was closed since."""
    other, _ = await factories.organisme("Autre organisme")
    await Organisme.filter(numero=other).update(actif=False, est_cfa=True, qualiopi_fin=date(2021, 1, 1))
    await Session.filter(numero=SESSION).update(organisme_responsable_id=other)


async def _foreign_bloc() -> None:
    code = await factories.certification("200000", "Autre titre")
    await Bloc.filter(code="RNCP35030BC02").update(certification_id=code)


async def _partial_with_all_blocs() -> None:
    await Formation.filter(numero=FORMATION).update(individualisation=True, validation="PARTIELLE")
    await Session.filter(numero=SESSION).update(types_parcours=["MODULAIRE", "INDIVIDUALISE"])


async def _imported() -> None:
    """Values that an import of old files may have left."""
    await Session.filter(numero=SESSION).update(
        cycle_entreprise=None,
        periodes_inscription=[{"type": "INSCRIPTION", "debut": "2021-05-02", "fin": "2021-05-01"}],
        informations_collectives=[
            {"debut": "2021-05-01T12:00:00Z", "fin": "2021-05-01T11:00:00Z", "lieu": None, "commentaire": None}
        ],
    )
    await Dispositif.filter(numero=1).update(frais_ttc=5000)


SPOILT = [
    Draft(
        "a type that asks for all it may ask, from another year",
        {
            **at(
                SESSION_PATH,
                "DUREE_HEBDOMADAIRE_REQUISE dureeHebdomadaire",
                "INFORMATIONS_COLLECTIVES_REQUISES informationsCollectives",
                "PERIODES_INSCRIPTION_REQUISES periodesInscription",
                "REFERENT_PRF_REQUIS referentPrf",
                "MAIL_LIAISON_REQUIS mailLiaison",
            ),
            **at(
                DISPOSITIF_PATH,
                "PUBLICS_REQUIS publics",
                "CODES_EXTERNES_REQUIS codesExternes",
                "PLACES_RESTANTES_REQUISES placesRestantes",
                "FRAIS_PEDAGOGIQUES_REQUIS fraisPedagogiques",
                "FRAIS_ADDITIONNELS_REQUIS fraisAdditionnels",
                "TYPE_HORS_VALIDITE type",
            ),
        },
        {},
        (session(mailLiaison=None), dispositif(publics=None, placesRestantes=None, fraisPedagogiques=None)),
        lambda: TypeDispositif.filter(code="8").update(
            champs_requis=sorted(CHAMPS_EXIGIBLES), valide_du=date(2024, 1, 1)
        ),
    ),
    Draft(
        "publics that the type does not admit",
        at(DISPOSITIF_PATH, "PUBLIC_NON_ADMIS publics"),
        {},
        (),
        lambda: TypeDispositif.filter(code="8").update(publics=["81050"]),
    ),
    Draft(
        "a body that is not in order",
        {
            **at("formation", "ORGANISME_INACTIF organisme"),
            **at(SESSION_PATH, "RESPONSABLE_NON_CFA organismeResponsable", "RESPONSABLE_SANS_NDA organismeResponsable"),
            **at(DISPOSITIF_PATH, "QUALIOPI_ABSENTE type"),
        },
        {},
        (),
        lambda: Organisme.filter(numero=1).update(
            actif=False, est_cfa=False, numero_activite=None, qualiopi_fin=date(2026, 1, 31)
        ),
    ),
    Draft(
        "a certificate of another category that ends before the session",
        at(DISPOSITIF_PATH, "QUALIOPI_SANS_APPRENTISSAGE type"),
        at(DISPOSITIF_PATH, "QUALIOPI_EXPIRE_AVANT type"),
        (session(dateDebut="2026-09-01", dateFin="2026-12-31"),),
        lambda: Organisme.filter(numero=1).update(
            qualiopi_categories=["ACTIONS_DE_FORMATION"], qualiopi_fin=date(2026, 3, 31)
        ),
    ),
    Draft(
        "another body that was closed",
        {
            **at(SESSION_PATH, "RESPONSABLE_INACTIF organismeResponsable", "RESPONSABLE_SANS_NDA organismeResponsable"),
            **at(DISPOSITIF_PATH, "QUALIOPI_ABSENTE type"),
        },
        {},
        (),
        _two_bodies,
    ),
    Draft(
        "référents whom nobody reaches",
        {},
        at(
            SESSION_PATH,
            "REFERENT_HANDICAP_INJOIGNABLE referentHandicap",
            "REFERENT_MOBILITE_INJOIGNABLE referentMobilite",
        ),
        (),
        lambda: Referent.filter(numero=REFERENT).update(courriel=None, telephone=None),
    ),
    Draft(
        "what the other readings of the same rows bring",
        {
            **at(
                SESSION_PATH,
                "CYCLE_INCOMPLET cycleAlternance",
                "INSCRIPTION_INVERSEE periodesInscription",
                "INFORMATION_COLLECTIVE_INVERSEE informationsCollectives",
            ),
            **at(DISPOSITIF_PATH, "FRAIS_INCOHERENTS fraisPedagogiques"),
        },
        {},
        (),
        _imported,
    ),
    Draft(
        "a formation whose blocs are not those of its validation",
        at("formation", "BLOCS_INCOMPLETS blocs"),
        {},
        (),
        lambda: FormationBloc.filter(formation_id=FORMATION).delete(),
    ),
    Draft("a partial validation of all", at("formation", "BLOCS_NON_PARTIELS blocs"), {}, (), _partial_with_all_blocs),
    Draft("a bloc of another certification", at("formation", "BLOCS_ETRANGERS blocs"), {}, (), _foreign_bloc),
    Draft(
        "a formation individualised behind its sessions",
        at(SESSION_PATH, "PARCOURS_NON_INDIVIDUALISE typesParcours"),
        {},
        (),
        lambda: Formation.filter(numero=FORMATION).update(individualisation=True),
    ),
    Draft(
        "a certification of which little is known",
        {},
        {
            **at("formation", "TYPE_CERTIFICATION_ABSENT certification", "FORMACODES_ABSENTS formacodes"),
            **at("", "PROGRAMME_ABSENT complementProgramme", "OBJECTIFS_COURTS objectifs"),
        },
        (),
        lambda: Certification.filter(code=CERTIFINFO).update(
            type_id=None, formacodes=[], programme=None, objectif="Apprendre."
        ),
    ),
]
