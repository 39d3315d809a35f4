"""What the bodies stand on: territory, certifications, kinds of dispositif."""

from datetime import date

from benchmarks.reference.sizes import Size
from catalogue.models import Commune, Departement, Region, TypeCertification
from seeds import procedure
from workflows import references
from workflows.starting_references import install_starting_references

REGION = "52"
COMMUNES = 60
"""Of a département."""
CERTIFICATIONS = 600
_FIRST = 800_001
_TYPES = {"R-CAP": "CAP", "R-BAC": "Baccalauréat professionnel", "R-TP": "Titre professionnel", "R-LIC": "Licence"}
_TITLES = (
    "Assistant de gestion",
    "Conducteur d'engins de chantier",
    "Technicien de maintenance des systèmes",
    "Aide-soignant",
    "Développeur d'applications",
    "Cuisinier en restauration collective",
    "Électricien d'équipement du bâtiment",
    "Conseiller de vente",
    "Agent de sécurité",
    "Soudeur industriel",
)
_SPECIALITIES = ("", " en alternance", ", option santé", ", option industrie", " du littoral", ", spécialité numérique")


def communes_of(size: Size) -> list[tuple[str, str]]:
    """Code and name of every commune, the most populous first."""
    return [
        (f"{departement}{900 + rank if rank else 109}", f"Commune {departement}-{rank:02}")
        for rank in range(COMMUNES)
        for departement in _departements(size)
    ]


def _departements(size: Size) -> list[str]:
    """The five of the region; for a country, others besides."""
    others = [f"{code:02}" for code in range(1, 96) if code not in (20, 44, 49, 53, 72, 85)]
    return ["44", "49", "53", "72", "85", *others][: size.departements]


async def lay(size: Size, today: date) -> None:
    """The reference lists and the procedure's example, in the caller's transaction."""
    await install_starting_references()
    await references.save_territory(
        [Region(code=REGION, nom="Pays de la Loire")],
        [Departement(code=code, nom=f"Département {code}", region_id=REGION) for code in _departements(size)],
        [
            Commune(code_insee=code, nom=nom, departement_id=code[:2], codes_postaux=[f"{code[:2]}000"])
            for code, nom in communes_of(size)
        ],
    )
    types = [TypeCertification(code=code, libelle=libelle) for code, libelle in _TYPES.items()]
    await references.save_certifications(types, [_certification(rank, today.year) for rank in range(CERTIFICATIONS)])
    # The procedure's own places come last: they keep their names.
    await procedure.seed_certification()
    await procedure.seed_directory()
    await procedure.seed_offer()


def _certification(rank: int, year: int) -> references.CertificationRecord:
    titre = f"{_TITLES[rank % len(_TITLES)]}{_SPECIALITIES[rank // len(_TITLES) % len(_SPECIALITIES)]} (n° {rank})"
    rncp = f"RNCP8{rank:04}"
    return references.CertificationRecord(
        code=str(_FIRST + rank),
        intitule=titre,
        source="mesure",
        code_rncp=rncp,
        type_id=list(_TYPES)[rank % len(_TYPES)],
        niveau_europeen=3 + rank % 5,
        annee_derniere_session=year + 2 + rank % 4,
        objectif=f"Exercer le métier : {titre.lower()}.",
        programme="Connaître le métier. S'exercer en situation. Rendre compte de son travail. Préparer l'examen.",
        formacodes=[{"code": str(30_000 + 7 * rank), "version": "V14", "libelle": f"Spécialité {rank % 90}"}],
        certificateurs=[("Ministère du travail" if rank % 3 else "Branche professionnelle (exemple)", None)],
        blocs=[
            references.BlocRecord(
                code=f"{rncp}BC{bloc:02}",
                intitule=f"Bloc {bloc} : réaliser et contrôler l'ouvrage {bloc}",
                objectif="Réaliser l'ouvrage dans les règles de l'art et en contrôler la qualité.",
                programme="Apports théoriques, mises en situation, évaluation.",
            )
            for bloc in range(1, 3 + rank % 3)
        ],
    )
