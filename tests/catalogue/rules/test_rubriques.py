"""Under which headings of the dashboard sessions and actions count."""

import datetime

import pytest

from catalogue.rules.rubriques import rubriques_action, rubriques_session
from catalogue.vocabulary import (
    EtatDossier,
    EtatSession,
    FamilleDispositif,
    ModaliteEnseignement,
    RubriqueActions,
    RubriqueSessions,
)

TODAY = datetime.date(2026, 11, 23)
NEXT_YEAR = datetime.date(2027, 11, 23)


def headings(etat: EtatSession = EtatSession.ACTIF, fin: datetime.date = NEXT_YEAR, **values: object) -> set[str]:
    given = {"modalite": None, "familles": (), "initiale": False, "en_version_publiee": True, **values}
    return {
        heading.name
        for heading in rubriques_session(etat, datetime.date(2026, 1, 1), fin, TODAY, **given)  # type: ignore[arg-type]
    }


def test_an_active_session_counts_once_for_each_of_its_kinds() -> None:
    assert headings() == {"ACTIVES"}
    assert headings(familles=[FamilleDispositif.REGION, FamilleDispositif.APPRENTISSAGE, FamilleDispositif.PRIVE]) == {
        "ACTIVES",
        "PROGRAMME_REGION",
        "APPRENTISSAGE",
    }
    assert headings(familles=[FamilleDispositif.PROFESSIONNALISATION]) == {"ACTIVES", "PROFESSIONNALISATION"}
    assert headings(initiale=True) == {"ACTIVES", "INITIALES_ACTIVES"}


@pytest.mark.parametrize(
    ("modalite", "counted"),
    [
        (ModaliteEnseignement.PRESENTIEL, False),
        (ModaliteEnseignement.MIXTE, True),
        (ModaliteEnseignement.A_DISTANCE, True),
        (None, False),
    ],
)
def test_sessions_open_at_a_distance_are_wholly_or_partly_so(
    modalite: ModaliteEnseignement | None, counted: bool
) -> None:
    assert ("A_DISTANCE" in headings(modalite=modalite)) is counted


@pytest.mark.parametrize(
    ("fin", "near"),
    [(TODAY, True), (datetime.date(2026, 12, 22), True), (datetime.date(2026, 12, 23), False)],
)
def test_less_than_a_month_is_a_calendar_month(fin: datetime.date, near: bool) -> None:
    assert headings(fin=fin) == ({"ACTIVES", "FIN_PROCHE"} if near else {"ACTIVES"})


def test_an_ended_session_is_inactive_until_it_is_archived() -> None:
    ended = EtatSession.INACTIF
    assert headings(ended, fin=datetime.date(2026, 11, 22)) == {"INACTIVES"}
    assert headings(ended, fin=datetime.date(2026, 10, 24)) == {"INACTIVES"}
    assert headings(ended, fin=datetime.date(2026, 10, 23)) == set()
    assert headings(ended, fin=datetime.date(2026, 11, 22), en_version_publiee=False) == set()
    assert headings(ended) == set()


@pytest.mark.parametrize(
    ("dossier", "expected"),
    [
        (EtatDossier.EN_SAISIE, {"EN_SAISIE", "PUBLIQUES_EN_SAISIE"}),
        (EtatDossier.REFUSEE, {"EN_SAISIE", "PUBLIQUES_EN_SAISIE"}),
        (EtatDossier.SOUMISE, {"EN_ATTENTE_DE_VALIDATION"}),
        (EtatDossier.EN_ATTENTE_DE_REPONSES, {"EN_ATTENTE_DE_REPONSES"}),
        (EtatDossier.VALIDEE, set()),
    ],
)
def test_an_action_counts_by_the_state_of_its_file(dossier: EtatDossier, expected: set[str]) -> None:
    def counted(famille: FamilleDispositif, **flags: bool) -> set[str]:
        given = {"certification_remplacee": False, "archivee": False, **flags}
        return {heading.name for heading in rubriques_action(dossier, familles=[famille], **given)}

    assert counted(FamilleDispositif.REGION) == expected
    assert counted(FamilleDispositif.PRIVE) == expected - {"PUBLIQUES_EN_SAISIE"}
    assert counted(FamilleDispositif.REGION, certification_remplacee=True) == expected | {"CODE_REMPLACE"}
    assert counted(FamilleDispositif.REGION, archivee=True, certification_remplacee=True) == set()


def test_every_heading_can_be_reached() -> None:
    assert len(RubriqueSessions) == 8
    assert len(RubriqueActions) == 5
