"""The completeness report in the graph: the procedure's « récapitulatif » (p. 10)."""

import strawberry

from api.types import enums  # noqa: F401  (registers the enums)
from catalogue.vocabulary import Gravite


@strawberry.type(description="Un point du récapitulatif : ce qui manque ou ne va pas, où, et quoi faire.")
class Manque:
    """One point, read from `catalogue.rules.completeness.Manque`."""

    noeud: strawberry.ID = strawberry.field(description="Identifiant de la fiche concernée, pour `node(id:)`.")
    path: list[str] = strawberry.field(
        description="Chemin du champ depuis l'action, par numéros : "
        "`sessions`, `143842`, `dispositifs`, `1`, `nombrePlaces`. Ceux de la fiche Formation commencent "
        "par `formation`."
    )
    champ: str | None = strawberry.field(description="Nom du champ dans ce graphe, null pour la fiche entière.")
    code: str = strawberry.field(description="Code stable du point, `NOMBRE_PLACES_REQUIS`.")
    gravite: Gravite = strawberry.field(description="Ce point empêche-t-il l'envoi en validation ?")
    message: str = strawberry.field(description="Phrase en français, avec le nom que le champ porte sur la fiche.")
    source: str = strawberry.field(
        description="D'où vient la règle : page de la procédure, règle de gestion ou norme LHEO."
    )


@strawberry.type(description="Une fiche dans le récapitulatif : où elle en est, sans celles qu'elle contient.")
class LigneRecapitulatif:
    """One card, read from `catalogue.rules.completeness.Ligne`."""

    noeud: strawberry.ID = strawberry.field(description="Identifiant de la fiche, pour `node(id:)`.")
    path: list[str] = strawberry.field(description="Chemin de la fiche depuis l'action, par numéros.")
    fiche: str = strawberry.field(description="`Formation`, `Action`, `Session` ou `Dispositif`.")
    libelle: str = strawberry.field(
        description="Ce qui la distingue : intitulé, site, dates ou type de dispositif, `du 01/09/2021 au 31/12/2021`."
    )
    pourcentage: int = strawberry.field(description="Part de ses champs obligatoires qui sont remplis, de 0 à 100.")
    bloquants: int = strawberry.field(description="Nombre de ses points à corriger avant l'envoi.")
    conseils: int = strawberry.field(description="Nombre de conseils à son sujet.")


@strawberry.type(
    description="Le récapitulatif d'une fiche et de celles qu'elle contient : une action avec ses sessions, une "
    "session avec ses dispositifs. Celui d'une formation ne porte que sur sa propre fiche."
)
class Completude:
    """The report of a card, read from `catalogue.rules.completeness.Bilan` or `Rapport`."""

    pourcentage: int = strawberry.field(
        description="Part des champs obligatoires qui sont remplis, de 0 à 100 ; 100 quand rien n'empêche l'envoi, et "
        "seulement alors. Les conseils ne comptent pas."
    )
    complet: bool = strawberry.field(description="Plus rien n'empêche l'envoi en validation.")
    requis: int = strawberry.field(description="Nombre de champs obligatoires, compte tenu des dispositifs choisis.")
    presents: int = strawberry.field(description="Nombre de champs obligatoires remplis.")
    bloquants: list[Manque] = strawberry.field(
        description="Ce qu'il faut corriger avant l'envoi, dans l'ordre des fiches."
    )
    conseils: list[Manque] = strawberry.field(
        description="Ce qui rendrait l'offre plus claire, dans l'ordre des fiches."
    )
    manques: list[Manque] = strawberry.field(description="Tous les points, dans l'ordre des fiches.")
    recapitulatif: list[LigneRecapitulatif] = strawberry.field(
        description="Une ligne par fiche, de la formation aux dispositifs : le récapitulatif de la procédure (p. 10)."
    )
