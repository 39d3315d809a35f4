"""Under which headings of the dashboard a session or an action counts (procedure p. 4; R11 to R13, B6.1)."""

import datetime
from collections.abc import Collection

from catalogue.rules.life import vie
from catalogue.vocabulary import (
    EtatDossier,
    EtatSession,
    FamilleDispositif,
    ModaliteEnseignement,
    RubriqueActions,
    RubriqueSessions,
    VieSession,
)

_OF_FAMILY = {
    FamilleDispositif.REGION: RubriqueSessions.PROGRAMME_REGION,
    FamilleDispositif.APPRENTISSAGE: RubriqueSessions.APPRENTISSAGE,
    FamilleDispositif.PROFESSIONNALISATION: RubriqueSessions.PROFESSIONNALISATION,
}
_OF_STATE = {
    EtatDossier.EN_SAISIE: RubriqueActions.EN_SAISIE,
    EtatDossier.REFUSEE: RubriqueActions.EN_SAISIE,
    EtatDossier.SOUMISE: RubriqueActions.EN_ATTENTE_DE_VALIDATION,
    EtatDossier.EN_ATTENTE_DE_REPONSES: RubriqueActions.EN_ATTENTE_DE_REPONSES,
}


def rubriques_session(
    etat: EtatSession,
    date_debut: datetime.date | None,
    date_fin: datetime.date | None,
    aujourdhui: datetime.date,
    *,
    modalite: ModaliteEnseignement | None,
    familles: Collection[FamilleDispositif],
    initiale: bool,
    en_version_publiee: bool,
) -> frozenset[RubriqueSessions]:
    """The headings of a session. One that was never online is under none; nor is one whose end was long ago (R13).

    `initiale`: it came from the flow of initial training, not from the body. « À distance » are the sessions that are
    wholly or partly so.
    """
    life = vie(date_debut, date_fin, aujourdhui)
    if etat is EtatSession.INACTIF:
        ended = en_version_publiee and life is VieSession.TERMINEE
        return frozenset({RubriqueSessions.INACTIVES} if ended else ())
    found = {RubriqueSessions.ACTIVES, *(_OF_FAMILY[famille] for famille in familles if famille in _OF_FAMILY)}
    if initiale:
        found.add(RubriqueSessions.INITIALES_ACTIVES)
    if life is VieSession.FIN_PROCHE:
        found.add(RubriqueSessions.FIN_PROCHE)
    if modalite in (ModaliteEnseignement.A_DISTANCE, ModaliteEnseignement.MIXTE):
        found.add(RubriqueSessions.A_DISTANCE)
    return frozenset(found)


def rubriques_action(
    dossier: EtatDossier, *, familles: Collection[FamilleDispositif], certification_remplacee: bool, archivee: bool
) -> frozenset[RubriqueActions]:
    """The headings of an action; « publique » is one with public financing. A refused one is being entered again."""
    if archivee:
        return frozenset()
    found = {_OF_STATE[dossier]} if dossier in _OF_STATE else set()
    if RubriqueActions.EN_SAISIE in found and any(famille.publique for famille in familles):
        found.add(RubriqueActions.PUBLIQUES_EN_SAISIE)
    if certification_remplacee:
        found.add(RubriqueActions.CODE_REMPLACE)
    return frozenset(found)
