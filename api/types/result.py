"""The answers to a FAS code: what is online, what was, what never was."""

from datetime import datetime

import strawberry

from api.errors import Error
from api.reading.bundles import BUNDLE
from api.types.action import Action
from api.types.formation import Formation
from api.types.node import Node
from api.types.session import Session
from catalogue.vocabulary import Diffusion


@strawberry.interface(
    description="Ce que rend `offre(code:)` : le chemin de la formation à la session, aussi loin que va le code."
)
class ResultatOffre:
    """The path that a code names; all null when there is nothing to show (see the implementing types)."""

    formation: Formation | None = strawberry.field(
        description="La formation, avec toutes ses actions en ligne.", default=None
    )
    action: Action | None = strawberry.field(description="L'action, quand le code va jusqu'à elle.", default=None)
    session: Session | None = strawberry.field(description="La session, quand le code va jusqu'à elle.", default=None)


@strawberry.type(description="Une offre en ligne.")
class Offre(ResultatOffre):
    """Online."""


setattr(Offre, BUNDLE, True)


@strawberry.type(
    description="Une offre qui a été en ligne et ne l'est plus : son état et, s'il y en a un, son successeur."
)
class OffreRetiree(ResultatOffre, Error, Node):
    """Gone (R33)."""

    code_fas: str = strawberry.field(description="Le code demandé.")
    etat: Diffusion = strawberry.field(description="Suspendue, retirée ou archivée.")
    motif: str | None = strawberry.field(description="Pourquoi, quand c'est public.")
    depuis: datetime = strawberry.field(description="Depuis quand.")
    successeur: str | None = strawberry.field(description="Code FAS de l'offre qui la remplace.")


@strawberry.type(description="Aucune offre n'a jamais été en ligne sous ce code.")
class OffreInconnue(ResultatOffre, Error):
    """Unknown."""

    code_fas: str = strawberry.field(description="Le code demandé.")
