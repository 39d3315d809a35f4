"""Addresses of pages, leaflets and videos: one spelling, or a refusal with an example."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.rules.invalid import ValeurInvalide
from catalogue.rules.urls import LIMITE, host_name, url_action, url_pdf, url_video

PAGE = "par exemple https://www.exemple.fr/formation."
PDF = "par exemple https://www.exemple.fr/plaquette.pdf."
VIDEO = "par exemple https://www.youtube.com/watch?v=M7lc1UVf-VE ou https://www.exemple.fr/presentation.mp4."
ID = "M7lc1UVf-VE"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://www.exemple.fr/formation", "https://www.exemple.fr/formation"),
        ("  HTTP://WWW.Exemple.FR:80  ", "http://www.exemple.fr/"),
        ("https://exemple.fr:443/a?b=c#d", "https://exemple.fr/a?b=c#d"),
        ("https://exemple.fr:8443/a", "https://exemple.fr:8443/a"),
        ("https://école.fr/métiers?q=été", "https://xn--cole-9oa.fr/m%C3%A9tiers?q=%C3%A9t%C3%A9"),
        ("https://exemple.fr/100%25/50%", "https://exemple.fr/100%25/50%25"),
        ("https://exemple.fr./x", "https://exemple.fr/x"),
    ],
)
def test_a_page_has_one_spelling(text: str, expected: str) -> None:
    assert url_action(text) == expected
    assert url_action(expected) == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "Une valeur vide n’est pas une adresse de page : une adresse web complète est attendue, " + PAGE),
        (
            "www.exemple.fr",
            "« www.exemple.fr » n’est pas une adresse de page : l’adresse doit commencer par https:// ou http://, "
            + PAGE,
        ),
        (
            "javascript:alert(1)",
            "« javascript:alert(1) » n’est pas une adresse de page : l’adresse doit commencer par https:// ou "
            "http://, " + PAGE,
        ),
        (
            "https:exemple.fr",
            "« https:exemple.fr » n’est pas une adresse de page : l’adresse doit commencer par https:// ou http://, "
            + PAGE,
        ),
        (
            "https://moi:secret@exemple.fr/",
            "« https://moi:secret@exemple.fr/ » n’est pas une adresse de page : l’adresse ne doit contenir ni nom de "
            "compte ni mot de passe, " + PAGE,
        ),
        (
            "https://exemple.fr/a b",
            "« https://exemple.fr/a b » n’est pas une adresse de page : une adresse ne contient ni espace ni caractère "
            "spécial, " + PAGE,
        ),
    ],
)
def test_what_is_no_page_is_refused_with_an_example(text: str, message: str) -> None:
    with pytest.raises(ValeurInvalide) as caught:
        url_action(text)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    "text",
    [
        "https://localhost/",
        "https://serveur/",
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://2130706433/",
        "https:///chemin",
        "https://exemple..fr/",
        "https://-exemple.fr/",
        "https://exemple.fr:0/",
        "https://" + "a" * 64 + ".fr/",
    ],
)
def test_a_host_that_is_not_public_is_refused(text: str) -> None:
    with pytest.raises(ValeurInvalide) as caught:
        url_action(text)
    assert str(caught.value).endswith(
        f"n’est pas une adresse de page : un nom de site public est attendu après https://, {PAGE}"
    )


@pytest.mark.parametrize("text", ["https://[", "https://exemple.fr:99999/", "https://exemple.fr:port/"])
def test_what_cannot_be_read_at_all_is_refused(text: str) -> None:
    with pytest.raises(ValeurInvalide) as caught:
        url_action(text)
    assert str(caught.value) == (
        f"« {text} » n’est pas une adresse de page : une adresse web complète est attendue, {PAGE}"
    )


def test_the_limit_counts_the_normalised_address() -> None:
    base = "https://exemple.fr/"
    assert url_action(base + "a" * (LIMITE - len(base)))
    for text in (base + "a" * (LIMITE - len(base) + 1), base + "é" * 100):
        with pytest.raises(ValeurInvalide) as caught:
            url_action(text)
        assert str(caught.value).endswith(f"400 caractères au plus sont acceptés, {PAGE}")


def test_a_leaflet_is_a_pdf() -> None:
    assert url_pdf("https://exemple.fr/Plaquette.PDF?v=2") == "https://exemple.fr/Plaquette.PDF?v=2"
    with pytest.raises(ValeurInvalide) as caught:
        url_pdf("https://exemple.fr/plaquette.docx")
    assert str(caught.value) == (
        f"« https://exemple.fr/plaquette.docx » n’est pas une adresse de PDF : le chemin doit finir par .pdf, {PDF}"
    )


@pytest.mark.parametrize(
    "text",
    [
        f"https://www.youtube.com/watch?v={ID}",
        f"https://youtube.com/watch?v={ID}&t=42s&list=PL1",
        f"https://m.youtube.com/watch?app=desktop&v={ID}",
        f"http://youtu.be/{ID}?si=abc",
        f"https://www.youtube.com/embed/{ID}",
        f"https://www.youtube.com/shorts/{ID}",
        f"https://www.youtube.com/live/{ID}?feature=share",
        f"https://www.youtube-nocookie.com/embed/{ID}",
    ],
)
def test_every_form_of_youtube_gives_one_address(text: str) -> None:
    assert url_video(text) == f"https://www.youtube.com/watch?v={ID}"


def test_a_file_in_mp4_is_a_video() -> None:
    assert url_video("https://exemple.fr/film.MP4") == "https://exemple.fr/film.MP4"


@pytest.mark.parametrize(
    "text",
    [
        "https://vimeo.com/1234",
        "https://www.youtube.com/@chaine",
        "https://www.youtube.com/playlist?list=PL1",
        "https://www.youtube.com/watch?v=court",
        f"https://youtube.com.exemple.fr/watch?v={ID}",
        f"https://youtu.be/{ID}/autre",
    ],
)
def test_another_video_is_refused(text: str) -> None:
    with pytest.raises(ValeurInvalide) as caught:
        url_video(text)
    shown = text if len(text) <= 40 else f"{text[:40]}…"
    assert str(caught.value) == (
        f"« {shown} » n’est pas une adresse de vidéo : une vidéo YouTube ou un fichier MP4 est attendu, {VIDEO}"
    )


def test_a_host_name_is_in_lower_case_ascii() -> None:
    assert host_name("Exemple.FR") == "exemple.fr"
    assert host_name("exemple") is None
    assert host_name("exemple.123") is None


@pytest.mark.parametrize("rule", [url_action, url_pdf, url_video])
@given(text=st.text() | st.from_regex(r"https?://[^/]{0,20}/.{0,20}", fullmatch=True))
def test_any_text_gives_an_address_or_a_refusal(rule: Callable[[str], str], text: str) -> None:
    try:
        address = rule(text)
    except ValeurInvalide:
        return
    assert address.isascii()
    assert len(address) <= LIMITE
    assert rule(address) == address
