"""Plain text: what pasting leaves is cleaned with a warning, markup is refused (R9)."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.rules.invalid import ValeurInvalide
from catalogue.rules.pasted import ARTEFACTS
from catalogue.rules.plain_text import Cleaned, clean, clean_line, fits, length

LINES = "Les sauts de ligne d’un autre système ont été remplacés par des retours à la ligne simples."
IMAGE = "Une image ou un objet collé dans le texte a été retiré."
CONTROL = "Des caractères de contrôle invisibles ont été retirés."
INVISIBLE = "Des caractères invisibles (césures, espaces sans largeur) ont été retirés."
FONT = "Des caractères propres à une police de votre ordinateur ont été retirés."
EMOJI = "Des émoticônes ou pictogrammes ont été retirés : le texte doit se lire sans eux."
BLANKS = "Des espaces insécables ou de largeur spéciale ont été remplacées par des espaces simples."
BULLETS = "Des puces de traitement de texte ont été remplacées par des tirets."
TABS = "Des tabulations (tableau collé ?) ont été remplacées par des points-virgules."
LOST = "Le texte contient « � » à la place de certaines lettres : copiez-le de nouveau depuis sa source."


@pytest.mark.parametrize(
    "text",
    [
        "Préparer la paie : 12 € – 5 % « à l’essai », l'œuvre n° 3 → suite… ½ ™",
        "Première ligne\n\nDeuxième ligne\n- un\n- deux",
        "Si a<b et c, ou R&D, AT&T; moins de 3 < 5 > 2",
        "Stagiaire·s motivé·e·s",
        "",
    ],
)
def test_a_plain_text_stays_as_it_is(text: str) -> None:
    assert clean(text) == Cleaned(text, ())


@pytest.mark.parametrize(
    ("text", "expected", "warning"),
    [
        ("un\r\ndeux\rtrois\u2028quatre", "un\ndeux\ntrois\nquatre", LINES),
        ("Voir \ufffc le plan", "Voir le plan", IMAGE),
        ("nul\x00 et cloche\x07", "nul et cloche", CONTROL),
        ("forma\u00adtion\u200b \ufeffcontinue", "formation continue", INVISIBLE),
        ("drapeau \uf8ff ici", "drapeau ici", FONT),
        ("Bravo \U0001f600 ! \u2764\ufe0f", "Bravo !", EMOJI),
        ("Horaires\u00a0: 9\u202fh", "Horaires : 9 h", BLANKS),
        ("• un\n  ▪ deux\n· trois\no\tquatre\n\uf0b7\tcinq", "- un\n- deux\n- trois\n- quatre\n- cinq", BULLETS),
        ("Lundi\t9 h\t12 h\n\tMardi", "Lundi ; 9 h ; 12 h\nMardi", TABS),
        ("form\ufffdtion", "form\ufffdtion", LOST),
    ],
)
def test_what_pasting_left_is_cleaned_with_a_warning(text: str, expected: str, warning: str) -> None:
    cleaned = clean(text)
    assert cleaned.text == expected
    assert warning in cleaned.warnings


def test_every_kind_of_artefact_that_is_seen_has_its_own_warning() -> None:
    told = [artefact.warning for artefact in ARTEFACTS if artefact.warning]
    assert sorted(told) == sorted([LINES, IMAGE, CONTROL, INVISIBLE, FONT, EMOJI, BLANKS, BULLETS, TABS])


def test_superfluous_blanks_and_decomposed_letters_go_without_a_word() -> None:
    assert clean("  un  deux \n\n\n\n trois  e\u0301 ") == Cleaned("un deux\n\ntrois é", ())


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("un <b>gros</b> mot", "<b>"),
        ("<SCRIPT>alert(1)</SCRIPT>", "<SCRIPT>"),
        ("<img src=x onerror=alert(1)", "<img"),
        ("a <!-- b", "<!--"),
        ("</p>", "</p>"),
        ("écrire à <jean@exemple.fr>", "<jean@exemple.fr>"),
        ("<scr\u200bipt>", "<scr\u200bipt>"),
        ("<\u00adscript>", "<script>"),
        ("<a href='" + "x" * 50 + "'>", "<a href='" + "x" * 31 + "…"),
    ],
)
def test_a_tag_is_refused(text: str, shown: str) -> None:
    with pytest.raises(ValeurInvalide) as caught:
        clean(text)
    assert str(caught.value) == (
        f"Le texte contient une balise, « {shown} » : seul du texte simple est accepté, sans mise en forme ; "
        "retirez-la, ou écrivez « inférieur à » et « supérieur à » à la place des signes."
    )


@pytest.mark.parametrize("entity", ["&eacute;", "&nbsp;", "&#233;", "&#xE9;", "&lt;"])
def test_an_entity_is_refused(entity: str) -> None:
    with pytest.raises(ValeurInvalide) as caught:
        clean(f"comp{entity}tence")
    assert str(caught.value) == (
        f"Le texte contient un code HTML, « {entity} » : écrivez le caractère lui-même, par exemple « é » "
        "au lieu de « &eacute; »."
    )


@pytest.mark.parametrize("character", ["\u202e", "\u202a", "\u2066", "\u2069"])
def test_what_turns_the_direction_of_reading_is_refused(character: str) -> None:
    with pytest.raises(ValeurInvalide) as caught:
        clean(f"gratuit{character}fdp.exe")
    assert str(caught.value) == (
        "Le texte contient un caractère invisible qui change le sens de lecture : saisissez-le de nouveau au clavier."
    )


def test_half_a_character_is_refused() -> None:
    with pytest.raises(ValeurInvalide) as caught:
        clean("\ud83d")
    assert str(caught.value) == "Le texte contient une moitié de caractère : copiez-le de nouveau depuis sa source."


def test_a_field_of_one_line_loses_its_line_breaks_with_a_warning() -> None:
    assert clean_line("Option paie\n\net gestion") == Cleaned(
        "Option paie et gestion",
        ("Des retours à la ligne ont été remplacés par des espaces : ce champ tient sur une ligne.",),
    )
    assert clean_line("Option paie") == Cleaned("Option paie", ())


def test_the_length_is_that_of_the_normalised_text() -> None:
    assert length("e\u0301te\u0301") == 3
    assert length("\U0001f600") == 1
    assert fits("é" * 250, 250)
    assert fits("e\u0301" * 250, 250)
    assert not fits("é" * 251, 250)


@given(st.text(st.characters() | st.sampled_from("\t\n\r •·o\uf0b7\u200b\u0301✓<>&;-"), max_size=60))
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    try:
        once = clean(text)
    except ValeurInvalide:
        return
    assert clean(once.text) == Cleaned(once.text, (LOST,) if "\ufffd" in once.text else ())
    assert unicodedata.is_normalized("NFC", once.text)
    assert not any(unicodedata.category(char) in ("Cc", "Cs", "Co") and char != "\n" for char in once.text)


@pytest.mark.parametrize(
    "hostile", ["<a" * 500_000, " " * 1_000_000 + "x", "•" * 500_000 + "\t" * 500_000, "&a" * 500_000]
)
def test_a_megabyte_of_hostile_text_is_read_in_linear_time(hostile: str) -> None:
    started = time.perf_counter()
    clean(hostile)
    assert time.perf_counter() - started < 10, "a quadratic pattern would take hours"
