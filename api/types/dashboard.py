"""The dashboard of a body: counters, and the lists that they open (procedure p. 4 and 5)."""

from collections.abc import Callable
from datetime import date
from enum import Enum

import strawberry

from api.types import enums  # noqa: F401  registers the enums
from catalogue.reads.suivi import LigneAction, LigneSession, Suivi
from catalogue.vocabulary import Diffusion, EtatDossier, EtatSession, RubriqueActions, RubriqueSessions


@strawberry.type(description="Une rubrique du tableau de bord qui compte des sessions.")
class CompteurSessions:
    """A heading and its number."""

    rubrique: RubriqueSessions = strawberry.field(description="La rubrique.")
    libelle: str = strawberry.field(description="Son libellé, comme au tableau de bord.")
    nombre: int = strawberry.field(description="Nombre de sessions.")
    filtre: str = strawberry.field(description="Le champ de l'espace de travail qui en ouvre la liste.")


@strawberry.type(description="Une rubrique du tableau de bord qui compte des actions.")
class CompteurActions:
    """A heading and its number."""

    rubrique: RubriqueActions = strawberry.field(description="La rubrique.")
    libelle: str = strawberry.field(description="Son libellé, comme au tableau de bord.")
    nombre: int = strawberry.field(description="Nombre d'actions.")
    filtre: str = strawberry.field(description="Le champ de l'espace de travail qui en ouvre la liste.")


@strawberry.type(description="Le tableau de bord d'un établissement, à la date du jour.")
class Dashboard:
    """All counters of the procedure's page 4."""

    sessions: list[CompteurSessions] = strawberry.field(description="Les rubriques de sessions, dans l'ordre.")
    actions: list[CompteurActions] = strawberry.field(description="Les rubriques d'actions, dans l'ordre.")

    @classmethod
    def of(cls, suivi: Suivi) -> "Dashboard":
        """The counters of a body's lines."""
        counts = suivi.counts()
        return cls(
            sessions=[
                CompteurSessions(
                    rubrique=heading,
                    libelle=heading.libelle,
                    nombre=counts[heading],
                    filtre=f"sessions(rubrique: {heading.name})",
                )
                for heading in RubriqueSessions
            ],
            actions=[
                CompteurActions(
                    rubrique=heading,
                    libelle=heading.libelle,
                    nombre=counts[heading],
                    filtre=f"actions(rubrique: {heading.name})",
                )
                for heading in RubriqueActions
            ],
        )


@strawberry.type(name="LigneSession", description="Une session comme les listes du tableau de bord la montrent.")
class LigneSessionType:
    """The printed columns."""

    numero: int = strawberry.field(description="Numéro de la session.")
    code: str = strawberry.field(description="Code FAS.")
    intitule: str = strawberry.field(description="Intitulé de la formation et complément de l'action.")
    site: str | None = strawberry.field(description="Site dispensateur.")
    commune: str | None = strawberry.field(description="Commune du lieu de formation.")
    date_debut: date | None = strawberry.field(description="Date de début.")
    date_fin: date | None = strawberry.field(description="Date de fin.")
    dispositifs: list[str] = strawberry.field(description="Codes des dispositifs.")
    etat: EtatSession = strawberry.field(description="État A/I.")
    rubriques: list[RubriqueSessions] = strawberry.field(description="Les rubriques où elle est comptée.")

    @classmethod
    def of(cls, ligne: LigneSession) -> "LigneSessionType":
        """The line as it is shown."""
        return cls(
            numero=ligne.numero,
            code=ligne.code,
            intitule=ligne.intitule,
            site=ligne.site,
            commune=ligne.commune,
            date_debut=ligne.date_debut,
            date_fin=ligne.date_fin,
            dispositifs=ligne.dispositifs,
            etat=ligne.etat,
            rubriques=[heading for heading in RubriqueSessions if heading in ligne.rubriques],
        )


@strawberry.type(name="LigneAction", description="Une action comme les listes du tableau de bord la montrent.")
class LigneActionType:
    """The printed columns."""

    numero: int = strawberry.field(description="Numéro de l'action.")
    code: str = strawberry.field(description="Code FAS.")
    intitule: str = strawberry.field(description="Intitulé de la formation et complément de l'action.")
    site: str | None = strawberry.field(description="Site dispensateur.")
    commune: str | None = strawberry.field(description="Commune du lieu de la première session qui en a un.")
    date_debut: date | None = strawberry.field(description="Début de la première session.")
    date_fin: date | None = strawberry.field(description="Fin de la dernière session.")
    dispositifs: list[str] = strawberry.field(description="Codes des dispositifs de ses sessions.")
    dossier: EtatDossier = strawberry.field(description="État du dossier.")
    diffusion: Diffusion = strawberry.field(description="Diffusion.")
    rubriques: list[RubriqueActions] = strawberry.field(description="Les rubriques où elle est comptée.")

    @classmethod
    def of(cls, ligne: LigneAction) -> "LigneActionType":
        """The line as it is shown."""
        return cls(
            numero=ligne.numero,
            code=ligne.code,
            intitule=ligne.intitule,
            site=ligne.site,
            commune=ligne.commune,
            date_debut=ligne.date_debut,
            date_fin=ligne.date_fin,
            dispositifs=ligne.dispositifs,
            dossier=ligne.dossier,
            diffusion=ligne.diffusion,
            rubriques=[heading for heading in RubriqueActions if heading in ligne.rubriques],
        )


@strawberry.enum(description="Colonne selon laquelle ranger une liste du tableau de bord.")
class OrdreLignes(Enum):
    """A column of the lists."""

    CODE = strawberry.enum_value("CODE", description="Par code FAS.")
    INTITULE = strawberry.enum_value("INTITULE", description="Par intitulé.")
    SITE = strawberry.enum_value("SITE", description="Par site dispensateur.")
    COMMUNE = strawberry.enum_value("COMMUNE", description="Par commune du lieu.")
    DATE_DEBUT = strawberry.enum_value("DATE_DEBUT", description="Par date de début.")
    DATE_FIN = strawberry.enum_value("DATE_FIN", description="Par date de fin.")

    def text(self) -> Callable[[LigneSession | LigneAction], str]:
        """What a line is sorted by."""
        return _TEXTS[self]


def _padded(ligne: LigneSession | LigneAction) -> str:
    """A FAS code whose numbers sort as numbers."""
    return " ".join(part.zfill(10) for part in ligne.code.split("-"))


_TEXTS: dict[OrdreLignes, Callable[[LigneSession | LigneAction], str]] = {
    OrdreLignes.CODE: _padded,
    OrdreLignes.INTITULE: lambda ligne: ligne.intitule,
    OrdreLignes.SITE: lambda ligne: ligne.site or "",
    OrdreLignes.COMMUNE: lambda ligne: ligne.commune or "",
    OrdreLignes.DATE_DEBUT: lambda ligne: ligne.date_debut.isoformat() if ligne.date_debut else "",
    OrdreLignes.DATE_FIN: lambda ligne: ligne.date_fin.isoformat() if ligne.date_fin else "",
}
