"""The life of a session and its A/I state, day by day."""

import datetime
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.rules.life import etat, limite_archivage, limite_fin_proche, vie
from catalogue.vocabulary import Diffusion, EtatSession, VieSession

DAY = datetime.timedelta(days=1)
DATES = st.dates(date(1990, 1, 1), date(2100, 12, 31))
START, END = date(2021, 9, 1), date(2021, 12, 31)


@pytest.mark.parametrize(
    ("aujourdhui", "expected"),
    [
        (date(2021, 8, 31), VieSession.A_VENIR),
        (date(2021, 9, 1), VieSession.EN_COURS),
        (date(2021, 11, 30), VieSession.EN_COURS),
        (date(2021, 12, 1), VieSession.FIN_PROCHE),
        (date(2021, 12, 31), VieSession.FIN_PROCHE),
        (date(2022, 1, 1), VieSession.TERMINEE),
        (date(2022, 1, 30), VieSession.TERMINEE),
        (date(2022, 1, 31), VieSession.ARCHIVEE),
    ],
)
def test_the_session_of_the_procedure_lives_so(aujourdhui: date, expected: VieSession) -> None:
    assert vie(START, END, aujourdhui) is expected


def test_a_session_to_come_that_ends_within_the_month_is_near_its_end() -> None:
    assert vie(date(2021, 9, 10), date(2021, 9, 12), date(2021, 9, 1)) is VieSession.FIN_PROCHE


def test_delays_may_be_chosen() -> None:
    assert vie(START, END, date(2022, 1, 1), delai_archivage=0) is VieSession.ARCHIVEE
    assert vie(START, END, date(2022, 3, 31), delai_archivage=90) is VieSession.TERMINEE
    assert vie(START, END, date(2021, 10, 1), fin_proche=3) is VieSession.FIN_PROCHE
    assert vie(START, END, END, fin_proche=0) is VieSession.EN_COURS


@pytest.mark.parametrize(
    ("date_debut", "date_fin", "expected"),
    [
        (None, None, VieSession.A_VENIR),
        (date(2021, 9, 1), None, VieSession.EN_COURS),
        (date(2021, 9, 3), None, VieSession.A_VENIR),
        (None, date(2022, 9, 1), VieSession.A_VENIR),
        (None, date(2021, 9, 1), VieSession.TERMINEE),
    ],
)
def test_a_draft_may_lack_its_dates(date_debut: date | None, date_fin: date | None, expected: VieSession) -> None:
    assert vie(date_debut, date_fin, date(2021, 9, 2)) is expected


@pytest.mark.parametrize(
    ("aujourdhui", "limit"),
    [
        (date(2022, 3, 15), date(2022, 4, 15)),
        (date(2022, 12, 31), date(2023, 1, 31)),
        (date(2022, 1, 31), date(2022, 2, 28)),
        (date(2024, 1, 31), date(2024, 2, 29)),
        (date(2024, 1, 29), date(2024, 2, 29)),
        (date(2022, 3, 31), date(2022, 4, 30)),
        (date(9999, 12, 1), date(9999, 12, 31)),
    ],
)
def test_a_month_is_a_calendar_month(aujourdhui: date, limit: date) -> None:
    assert limite_fin_proche(aujourdhui) == limit


def test_the_archive_begins_the_day_after_the_delay() -> None:
    assert limite_archivage(date(2022, 1, 31)) == date(2022, 1, 1)
    assert limite_archivage(date.min) == date.min


@given(st.none() | DATES, st.none() | DATES, DATES, st.integers(0, 400), st.integers(0, 24))
def test_a_session_has_exactly_one_life_on_every_day(
    debut: date | None, fin: date | None, jour: date, delai: int, mois: int
) -> None:
    near, archive = limite_fin_proche(jour, mois), jour - delai * DAY
    claims = {
        VieSession.ARCHIVEE: fin is not None and fin < archive,
        VieSession.TERMINEE: fin is not None and archive <= fin < jour,
        VieSession.FIN_PROCHE: fin is not None and jour <= fin < near,
        VieSession.A_VENIR: (fin is None or fin >= near) and (debut is None or debut > jour),
        VieSession.EN_COURS: (fin is None or fin >= near) and debut is not None and debut <= jour,
    }
    assert [life for life, claimed in claims.items() if claimed] == [vie(debut, fin, jour, delai, mois)]


@given(st.lists(DATES, min_size=2, max_size=2).map(sorted), DATES)
def test_a_session_never_goes_back_to_an_earlier_life(dates: list[date], jour: date) -> None:
    debut, fin = dates
    order = [
        VieSession.A_VENIR,
        VieSession.EN_COURS,
        VieSession.FIN_PROCHE,
        VieSession.TERMINEE,
        VieSession.ARCHIVEE,
    ]
    assert order.index(vie(debut, fin, jour)) <= order.index(vie(debut, fin, jour + DAY))


@given(DATES, DATES, DATES)
def test_an_active_session_is_neither_ended_nor_archived(debut: date, fin: date, jour: date) -> None:
    active = etat(Diffusion.PUBLIEE, True, fin, jour) is EtatSession.ACTIF
    assert active is (vie(debut, fin, jour) not in (VieSession.TERMINEE, VieSession.ARCHIVEE))


@pytest.mark.parametrize("diffusion", [diffusion for diffusion in Diffusion if diffusion is not Diffusion.PUBLIEE])
def test_an_action_that_is_not_online_has_no_active_session(diffusion: Diffusion) -> None:
    assert etat(diffusion, True, END, START) is EtatSession.INACTIF


def test_a_session_that_the_published_version_lacks_is_inactive() -> None:
    assert etat(Diffusion.PUBLIEE, False, END, START) is EtatSession.INACTIF


def test_a_session_is_active_until_its_last_day() -> None:
    assert etat(Diffusion.PUBLIEE, True, END, END) is EtatSession.ACTIF
    assert etat(Diffusion.PUBLIEE, True, END, END + DAY) is EtatSession.INACTIF


def test_a_session_without_an_end_is_not_active() -> None:
    assert etat(Diffusion.PUBLIEE, True, None, START) is EtatSession.INACTIF
