"""The difference as a validator reads it: every field of every card in words, in the cards' order."""

import copy
from typing import Any

import pytest

from catalogue.documents import Nature
from catalogue.documents.grouped import grouped
from catalogue.documents.wording import in_words
from catalogue.vocabulary.libelles import LIBELLES
from tests.catalogue.rules.completeness.example import document


def test_the_same_document_has_no_difference() -> None:
    assert grouped(document(), document()) == []


def test_without_a_former_document_every_card_came() -> None:
    found = grouped(None, document())
    assert [(node.fiche, node.nature) for node in found] == [
        ("Formation", Nature.AJOUT),
        ("Action", Nature.AJOUT),
        ("Session", Nature.AJOUT),
        ("Dispositif", Nature.AJOUT),
    ]
    for node in found:
        assert [one.champ for one in node.champs] == [
            champ for champ in LIBELLES[node.fiche] if champ in {field.champ for field in node.champs}
        ]
        assert all(one.ancien is None and one.nouveau for one in node.champs)


def test_a_session_that_went_comes_last_with_its_dispositifs() -> None:
    other = copy.deepcopy(document())
    other["action"]["sessions"].clear()
    other["action"]["plus"] = "Neuf"
    found = grouped(document(), other)
    assert [(node.fiche, node.nature) for node in found] == [
        ("Action", Nature.CHANGEMENT),
        ("Session", Nature.RETRAIT),
        ("Dispositif", Nature.RETRAIT),
    ]
    assert all(one.nouveau is None for one in found[1].champs)


def test_every_field_of_a_card_has_a_place_in_the_difference() -> None:
    whole: dict[str, Any] = document()
    session = whole["action"]["sessions"][0]
    cards = {
        "Formation": whole["formation"],
        "Action": whole["action"],
        "Session": session,
        "Dispositif": session["dispositifs"][0],
    }
    for fiche, card in cards.items():
        own = set(card) - {"id", "numero", "code", "sessions", "dispositifs"}
        assert own <= set(LIBELLES[fiche]), fiche


@pytest.mark.parametrize(
    ("champ", "value", "words"),
    [
        ("plus", None, None),
        ("rythmes", [], None),
        ("dateFin", "2021-12-31", "31/12/2021"),
        ("objectifs", "2021-année pleine", "2021-année pleine"),
        ("fraisCertification", False, "non"),
        ("nombrePlaces", 0, "0"),
        ("recrutement", "FERME", "fermé"),
        ("typesParcours", ["COLLECTIF", "MIXTE"], "collectif ; mixte"),
        ("rythmes", [{"code": "a", "libelle": "jour"}, {"code": "b", "libelle": "soir"}], "jour ; soir"),
        (
            "cycleAlternance",
            {"unite": "SEMAINE", "entreprise": 2, "centre": 1},
            "2 en entreprise, 1 en centre (semaine)",
        ),
        ("cycleAlternance", {"unite": "SEMAINE", "entreprise": None, "centre": 1}, "1 en centre (semaine)"),
        (
            "fraisPedagogiques",
            {"ht": "10.00", "tauxTva": "0.00", "ttc": "10.00"},
            "10.00 € HT, TVA 0.00 %, 10.00 € TTC",
        ),
        ("fraisAdditionnels", {"montant": "10.00", "detail": None}, "10.00"),
        ("referentPrf", {"numero": 1, "nom": "Accueil", "courriel": "a@b.fr", "telephone": None}, "Accueil, a@b.fr"),
        (
            "informationsCollectives",
            [{"debut": "2021-06-15T12:15:00Z", "fin": None, "lieu": "Salle 2", "commentaire": None}],
            "15/06/2021 à 12:15 UTC, Salle 2",
        ),
        (
            "periodesInscription",
            [{"type": "INSCRIPTION", "debut": "2021-06-15", "fin": None}],
            "inscription : du 15/06/2021 au …",
        ),
    ],
)
def test_values_are_told_in_words(champ: str, value: Any, words: str | None) -> None:
    assert in_words(champ, value) == words
