"""Plain text as people paste it: cleaned with a warning that names the field, counted in characters, never marked up."""

import unicodedata
from typing import Any

import pytest

from seeds.procedure import ACTION, FORMATION, SESSION, SIRET
from tests.api.conftest import Unchanged
from tests.api.mutations.desk import Desk

EMOJI = "Des émoticônes ou pictogrammes ont été retirés : le texte doit se lire sans eux."
BULLETS = "Des puces de traitement de texte ont été remplacées par des tirets."
INVISIBLE = "Des caractères invisibles (césures, espaces sans largeur) ont été retirés."
CONTROL = "Des caractères de contrôle invisibles ont été retirés."
ONE_LINE = "Des retours à la ligne ont été remplacés par des espaces : ce champ tient sur une ligne."
SPACES = "Des espaces insécables ou de largeur spéciale ont été remplacées par des espaces simples."
TABLE = "Des tabulations (tableau collé ?) ont été remplacées par des points-virgules."


@pytest.mark.parametrize(
    ("name", "given", "kept", "warnings"),
    [
        ("objectifs", "• Lire\n• Écrire", "- Lire\n- Écrire", [f"« Objectifs » : {BULLETS}"]),
        ("objectifs", "Jour\tHeure", "Jour ; Heure", [f"« Objectifs » : {TABLE}"]),
        ("plus", "Neuf 🙂 !", "Neuf !", [f"« Mon + formation » : {EMOJI}"]),
        ("plus", "Un plateau\nneuf", "Un plateau neuf", [f"« Mon + formation » : {ONE_LINE}"]),
        ("complementIntitule", "Option\u00a0: paie", "Option : paie", [f"« Complément intitulé » : {SPACES}"]),
        ("resultatsAttendus", "Titre\u200f pro\u00adfessionnel", "Titre professionnel", [f"« Résultats attendus » : {INVISIBLE}"]),
        ("commentairePrerequis", "Savoir\x07 lire", "Savoir lire", [f"« Commentaire Pré-requis » : {CONTROL}"]),
        ("objectifs", "  Lire « vite » – 3 €/h → mieux  ", "Lire « vite » – 3 €/h → mieux", []),
        ("objectifs", "si a < b et c > d", "si a < b et c > d", []),
        ("objectifs", " \n\n ", None, []),
        ("objectifs", "🙂", None, [f"« Objectifs » : {EMOJI}"]),
        ("objectifs", "مرحبا بالعالم", "مرحبا بالعالم", []),
    ],
)  # fmt: skip
async def test_what_is_pasted_is_cleaned_with_a_warning(
    desk: Desk, name: str, given: str, kept: str | None, warnings: list[str]
) -> None:
    answer = await desk.done("addAction", formation=FORMATION, action={name: given})
    assert (answer["action"][name], answer["warnings"]) == (kept, warnings)
    again = {name: answer["action"][name]}
    same = await desk.done("updateAction", numero=answer["action"]["numero"], expectedVersion=1, action=again)
    assert (same["changed"], same["warnings"]) == (False, [])


async def test_the_texts_inside_a_card_are_cleaned_too(desk: Desk) -> None:
    card: dict[str, Any] = {"equipements": [{"type": "1", "commentaire": "Neuf 🙂"}]}
    answer = await desk.done("updateAction", numero=ACTION, expectedVersion=1, action=card)
    assert answer["action"]["equipements"][0]["commentaire"] == "Neuf"
    assert answer["warnings"] == [f"« Commentaire équipement » : {EMOJI}"]
    meeting = {"debut": "2030-06-15T12:15:00Z", "lieu": "Salle\n4", "commentaire": "• Un CV"}
    answer = await desk.done(
        "updateSession", numero=SESSION, expectedVersion=1, session={"informationsCollectives": [meeting]}
    )
    [kept] = answer["session"]["informationsCollectives"]
    assert (kept["lieu"], kept["commentaire"]) == ("Salle 4", "- Un CV")
    assert answer["warnings"] == [
        f"« Informations collectives, lieu » : {ONE_LINE}",
        f"« Informations collectives, commentaire » : {BULLETS}",
    ]
    card = {"codesExternes": [" AF\u00a044 ", "", "AF 44", "\u200b"], "publics": ["80006", "80006"]}
    answer = await desk.done("updateDispositif", numero=1, expectedVersion=1, dispositif=card)
    assert answer["dispositif"]["codesExternes"] == ["AF 44"]
    assert answer["dispositif"]["publics"] == [{"code": "80006"}]
    assert answer["warnings"] == [f"« Codes externes » : {SPACES}", f"« Codes externes » : {INVISIBLE}"]


@pytest.mark.parametrize("letter", ["é", unicodedata.normalize("NFD", "é"), "𝒜"])
async def test_length_is_counted_in_characters_after_normalisation(
    desk: Desk, unchanged: Unchanged, letter: str
) -> None:
    limits: list[tuple[str, str, int, dict[str, Any]]] = [
        ("createFormation", "intitule", 255, {"siret": SIRET}),
        ("addAction", "plus", 250, {"formation": FORMATION}),
        ("addAction", "objectifs", 3000, {"formation": FORMATION}),
    ]
    for mutation, name, limit, target in limits:
        card = "formation" if mutation == "createFormation" else "action"
        answer = await desk.done(mutation, **target, **{card: {name: letter * limit}})
        assert answer[card][name] == unicodedata.normalize("NFC", letter) * limit
        async with unchanged():
            refused = await desk.send(mutation, **target, **{card: {name: letter * (limit + 1)}})
            [problem] = refused["problems"]
            assert problem["code"] == "TROP_LONG"
            assert problem["message"].endswith(f" a {limit + 1} caractères : {limit} au plus.")


async def test_markup_is_refused_and_quoted(desk: Desk, unchanged: Unchanged) -> None:
    async with unchanged():
        answer = await desk.send("addAction", formation=FORMATION, action={"plus": "Un <b>plus</b>"})
        assert answer["problems"] == [
            {
                "path": ["action", "plus"],
                "code": "FORMAT",
                "message": "Le texte contient une balise, « <b> » : seul du texte simple est accepté, sans mise en forme ; "
                "retirez-la, ou écrivez « inférieur à » et « supérieur à » à la place des signes.",
            }
        ]


@pytest.mark.parametrize(
    ("name", "given", "kept"),
    [
        ("urlVideo", "https://youtu.be/M7lc1UVf-VE?t=3", "https://www.youtube.com/watch?v=M7lc1UVf-VE"),
        ("urlVideo", "HTTPS://WWW.Exemple.FR/film.MP4", "https://www.exemple.fr/film.MP4"),
        ("urlPdf", " http://exemple.fr:80/ma plaquette.pdf ".replace("ma ", "ma%20"), "http://exemple.fr/ma%20plaquette.pdf"),
        ("urlAction", "https://www.éxemple.fr/été", "https://www.xn--xemple-9ua.fr/%C3%A9t%C3%A9"),
        ("urlAction", "", None),
    ],
)  # fmt: skip
async def test_an_address_has_one_spelling(desk: Desk, name: str, given: str, kept: str | None) -> None:
    answer = await desk.done("addAction", formation=FORMATION, action={name: given})
    assert answer["action"][name] == kept


async def test_a_mail_address_has_one_spelling(desk: Desk) -> None:
    card = {"mailLiaison": " Offre@Cariforef-PDL.org "}
    answer = await desk.done("addSession", action=ACTION, session=card)
    assert answer["session"]["mailLiaison"] == "Offre@cariforef-pdl.org"
