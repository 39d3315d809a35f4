"""Two people at one card: the version that was read decides, and who was late learns what changed."""

import asyncio
from typing import Any

import pytest

from catalogue.models import Historique
from catalogue.transaction import transaction
from catalogue.vocabulary import Role
from seeds.procedure import ACTION, FORMATION, SESSION, SIRET
from tests import factories
from tests.api.conftest import Unchanged
from tests.api.mutations.desk import Desk

# mutation, number, card of the procedure's example as it is, another card, the labels of what differs
CARDS: list[tuple[str, int, dict[str, Any], dict[str, Any], str]] = [
    (
        "Formation",
        FORMATION,
        {"objectifGeneral": "CERTIFICATION", "individualisation": False, "validation": "TOTALE"},
        {"objectifGeneral": "PERFECTIONNEMENT"},
        "« Objectif général »",
    ),
    (
        "Action",
        ACTION,
        {"siteDispensateur": 36364, "niveauEntree": "1", "equipements": [], "plus": None, "prerequis": None},
        {"niveauEntree": None, "plus": "Neuf."},
        "« Niveau d’entrée », « Mon + formation »",
    ),
    (
        "Session",
        SESSION,
        {
            "dateDebut": "2021-09-01",
            "typesParcours": ["INCONNU"],
            "cycleAlternance": {"unite": "SEMAINE", "entreprise": 2, "centre": 1},
            "organismeResponsable": SIRET,
            "referentHandicap": 1902,
            "dureeHebdomadaire": None,
            "mailLiaison": "offre@CARIFOREF-pdl.org",
        },
        {"dureeCentre": 210, "dateFin": "2022-01-31"},
        "« Date fin », « Durée en centre (en h) »",
    ),
    (
        "Dispositif",
        1,
        {
            "publics": ["interimaire", "80006", "81050", "82038", "82044", "82055"],
            "nombrePlaces": 16,
            "fraisPedagogiques": {"ht": "4500", "ttc": 4500},
            "fraisAdditionnels": None,
            "priseEnCharge": False,
        },
        {"fraisPedagogiques": {"ht": "5000", "tauxTva": 0}},
        "« Frais HT », « Frais TTC »",
    ),
]
cards = pytest.mark.parametrize(("kind", "numero", "same", "other", "labels"), CARDS, ids=[row[0] for row in CARDS])


@cards
async def test_saving_the_same_changes_nothing(
    desk: Desk, unchanged: Unchanged, kind: str, numero: int, same: dict[str, Any], other: dict[str, Any], labels: str
) -> None:
    async with unchanged():
        nothing: dict[str, Any] = {}
        for card in (same, nothing):
            answer = await desk.done(f"update{kind}", numero=numero, expectedVersion=1, **{kind.lower(): card})
            assert (answer["changed"], answer[kind.lower()]["version"]) == (False, 1)


@cards
async def test_who_comes_late_learns_who_changed_what(
    desk: Desk, unchanged: Unchanged, kind: str, numero: int, same: dict[str, Any], other: dict[str, Any], labels: str
) -> None:
    token = await transaction(lambda: factories.token(Role.GESTIONNAIRE_OF, 1))
    colleague = Desk(desk.client.signed(token), SIRET)
    await colleague.done(f"update{kind}", numero=numero, expectedVersion=1, **{kind.lower(): other})
    async with unchanged():
        for mutation, card in ((f"update{kind}", {kind.lower(): other}), (f"remove{kind}", {})):
            answer = await desk.send(mutation, numero=numero, expectedVersion=1, **card)
            assert answer == {
                "__typename": "StaleVersion",
                "code": "STALE_VERSION",
                "message": "Quelqu'un l'a modifié entre-temps (version 2 à présent). Depuis : "
                f"Compte 2 a changé {labels} (version 2). Relisez-le avant de recommencer.",
                "version": 2,
                "changes": [f"Compte 2 a changé {labels} (version 2)"],
            }
        answer = await desk.send(f"update{kind}", numero=numero, expectedVersion=3, **{kind.lower(): other})
        assert (answer["__typename"], answer["version"], answer["changes"]) == ("StaleVersion", 2, [])


@cards
async def test_of_two_at_once_one_wins_and_one_is_told(
    desk: Desk, kind: str, numero: int, same: dict[str, Any], other: dict[str, Any], labels: str
) -> None:
    both = await asyncio.gather(
        *(desk.send(f"update{kind}", numero=numero, expectedVersion=1, **{kind.lower(): other}) for _ in range(2))
    )
    assert sorted(answer["__typename"] for answer in both) == [f"{kind}Success", "StaleVersion"]
    assert await Historique.filter(objet=kind, cle=str(numero)).count() == 1


async def test_two_people_on_different_cards_do_not_meet(desk: Desk) -> None:
    answers = await asyncio.gather(
        *(
            desk.send(f"update{kind}", numero=numero, expectedVersion=1, **{kind.lower(): other})
            for kind, numero, _, other, _ in CARDS
        )
    )
    assert [answer["__typename"] for answer in answers] == [f"{row[0]}Success" for row in CARDS]


async def test_a_change_is_told_field_by_field(desk: Desk) -> None:
    kind, numero, _, other, _ = CARDS[2]
    await desk.done(f"update{kind}", numero=numero, expectedVersion=1, session=other)
    assert await desk.history(kind, numero) == [
        {
            "verbe": "modifier",
            "version": 2,
            "par": "Compte 1",
            "champs": [
                {"champ": "date_fin", "libelle": "Date fin", "avant": '"2021-12-31"', "apres": '"2022-01-31"'},
                {"champ": "duree_centre", "libelle": "Durée en centre (en h)", "avant": "200", "apres": "210"},
            ],
        }
    ]
