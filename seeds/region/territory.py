"""The towns of the demonstration, with the place of their town hall."""

from typing import NamedTuple

from catalogue.models import Commune, Departement, Region
from workflows import references


class Town(NamedTuple):
    """A commune: INSEE code, name, postcode, WGS 84 latitude and longitude in degrees."""

    code: str
    nom: str
    code_postal: str
    latitude: float
    longitude: float


TOWNS = (
    Town("44109", "Nantes", "44000", 47.2184, -1.5536),
    Town("49007", "Angers", "49000", 47.4712, -0.5518),
    Town("72181", "Le Mans", "72000", 48.0061, 0.1996),
    Town("85191", "La Roche-sur-Yon", "85000", 46.6705, -1.4264),
    Town("53130", "Laval", "53000", 48.0706, -0.7734),
    Town("44184", "Saint-Nazaire", "44600", 47.2735, -2.2138),
    Town("49099", "Cholet", "49300", 47.0594, -0.8797),
    Town("44162", "Saint-Herblain", "44800", 47.2122, -1.6497),
    Town("49328", "Saumur", "49400", 47.2601, -0.0768),
    Town("85194", "Les Sables-d'Olonne", "85100", 46.4970, -1.7847),
    Town("44143", "Rezé", "44400", 47.1906, -1.5493),
    Town("85109", "Les Herbiers", "85500", 46.8713, -1.0136),
    Town("53062", "Château-Gontier-sur-Mayenne", "53200", 47.8286, -0.7026),
    Town("85047", "Challans", "85300", 46.8466, -1.8780),
    Town("44069", "Guérande", "44350", 47.3281, -2.4291),
    Town("85146", "Montaigu-Vendée", "85600", 46.9757, -1.3098),
)

_DEPARTEMENTS = {
    "44": "Loire-Atlantique",
    "49": "Maine-et-Loire",
    "53": "Mayenne",
    "72": "Sarthe",
    "85": "Vendée",
}


async def save_territory() -> None:
    """The region, its five départements and the towns; what is there already stays as it is."""
    known = {row.code_insee async for row in Commune.filter(code_insee__in=[town.code for town in TOWNS])}
    await references.save_territory(
        [Region(code="52", nom="Pays de la Loire")],
        [Departement(code=code, nom=nom, region_id="52") for code, nom in _DEPARTEMENTS.items()],
        [
            Commune(code_insee=town.code, nom=town.nom, departement_id=town.code[:2], codes_postaux=[town.code_postal])
            for town in TOWNS
            if town.code not in known
        ],
    )
