"""Identifiers: what each accepts, how it is written afterwards, what a refusal says."""

from collections.abc import Callable

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from catalogue.rules import identifiers
from catalogue.rules.identifiers import ValeurInvalide

Rule = Callable[[str], str]


def luhn_key(digits: str) -> str:
    """The key as its definition says it, independently of the library that checks it."""
    doubled = [int(digit) * (2 if rank % 2 == 0 else 1) for rank, digit in enumerate(reversed(digits))]
    return str(-sum(value - 9 if value > 9 else value for value in doubled) % 10)


@pytest.mark.parametrize(
    ("rule", "text", "written"),
    [
        (identifiers.siret, "13000511900032", "13000511900032"),
        (identifiers.siret, " 130 005 119 00032 ", "13000511900032"),
        (identifiers.siret, "130\u00a0005.119.00032", "13000511900032"),
        (identifiers.siret, "35600000000048", "35600000000048"),
        (identifiers.siret, "35600000049837", "35600000049837"),
        (identifiers.siren, "130 005 119", "130005119"),
        (identifiers.numero_activite, "52 49 02369 49", "52490236949"),
        (identifiers.numero_activite, "7264p000564", "7264P000564"),
        (identifiers.uai, "0441975h", "0441975H"),
        (identifiers.uai, "0490985E", "0490985E"),
        (identifiers.code_insee, "44109", "44109"),
        (identifiers.code_insee, "2a004", "2A004"),
        (identifiers.code_insee, "2B033", "2B033"),
        (identifiers.code_insee, "97105", "97105"),
        (identifiers.code_postal, "44 200", "44200"),
        (identifiers.code_postal, "20000", "20000"),
        (identifiers.code_rncp, "35030", "RNCP35030"),
        (identifiers.code_rncp, "rncp 35030", "RNCP35030"),
        (identifiers.code_rncp, "RNCP06161", "RNCP6161"),
        (identifiers.code_rs, "5695", "RS5695"),
        (identifiers.code_rs, "RS5695", "RS5695"),
        (identifiers.code_certifinfo, " 109049 ", "109049"),
    ],
)
def test_an_identifier_is_written_in_one_way(rule: Rule, text: str, written: str) -> None:
    assert rule(text) == written


SIRET = "n’est pas un SIRET : 14 chiffres dont une clé de contrôle sont attendus, par exemple 13000511900032."
SIREN = "n’est pas un SIREN : 9 chiffres dont une clé de contrôle sont attendus, par exemple 130005119."
NDA = "n’est pas un numéro de déclaration d’activité : 11 chiffres sont attendus, par exemple 52490236949."
UAI = "n’est pas un code UAI : 7 chiffres et une lettre de contrôle sont attendus, par exemple 0441975H."
INSEE = (
    "n’est pas un code INSEE de commune : 5 caractères sont attendus, par exemple 44109 pour Nantes "
    "ou 2A004 pour Ajaccio."
)
POSTAL = "n’est pas un code postal : 5 chiffres sont attendus, par exemple 44200."
RNCP = "n’est pas un code RNCP : RNCP suivi de 1 à 6 chiffres, par exemple RNCP35030."
RS = "n’est pas un code RS : RS suivi de 1 à 6 chiffres, par exemple RS5695."
CERTIFINFO = "n’est pas un code Certifinfo : un nombre de 1 à 10 chiffres est attendu, par exemple 109049."


@pytest.mark.parametrize(
    ("rule", "text", "sentence"),
    [
        (identifiers.siret, "13000511900033", SIRET),
        (identifiers.siret, "1300051190003", SIRET),
        (identifiers.siret, "1300051190003A", SIRET),
        (identifiers.siret, "00000000000000", SIRET),
        (identifiers.siret, "35600000049838", SIRET),
        (identifiers.siret, "13000511-900032", SIRET),
        (identifiers.siren, "130005118", SIREN),
        (identifiers.siren, "000000000", SIREN),
        (identifiers.siren, "13000511900032", SIREN),
        (identifiers.numero_activite, "99999999999", NDA),
        (identifiers.numero_activite, "00000000000", NDA),
        (identifiers.numero_activite, "5249023694", NDA),
        (identifiers.uai, "0441975J", UAI),
        (identifiers.uai, "0859985Q", UAI),
        (identifiers.uai, "0442070L,0442010W", UAI),
        (identifiers.code_insee, "20004", INSEE),
        (identifiers.code_insee, "00001", INSEE),
        (identifiers.code_insee, "44000", INSEE),
        (identifiers.code_insee, "99100", INSEE),
        (identifiers.code_insee, "2C004", INSEE),
        (identifiers.code_insee, "4410", INSEE),
        (identifiers.code_postal, "00200", POSTAL),
        (identifiers.code_postal, "99200", POSTAL),
        (identifiers.code_postal, "4420", POSTAL),
        (identifiers.code_rncp, "RNCP0", RNCP),
        (identifiers.code_rncp, "RS5695", RNCP),
        (identifiers.code_rncp, "RNCP35030BC01", RNCP),
        (identifiers.code_rncp, "1234567", RNCP),
        (identifiers.code_rs, "RNCP35030", RS),
        (identifiers.code_certifinfo, "0109049", CERTIFINFO),
        (identifiers.code_certifinfo, "12345678901", CERTIFINFO),
        (identifiers.code_certifinfo, "\u0661\u0662", CERTIFINFO),
    ],
)
def test_a_wrong_identifier_is_refused_with_what_is_expected(rule: Rule, text: str, sentence: str) -> None:
    with pytest.raises(ValeurInvalide) as caught:
        rule(text)
    assert str(caught.value) == f"« {text} » {sentence}"


@pytest.mark.parametrize("rule", [identifiers.siret, identifiers.uai, identifiers.code_rncp, identifiers.code_postal])
@pytest.mark.parametrize("text", ["", " \n", "\u00a0"])
def test_an_empty_identifier_is_refused(rule: Rule, text: str) -> None:
    with pytest.raises(ValeurInvalide, match=r"^Une valeur vide n’est pas un "):
        rule(text)


@given(st.integers(1, 99_999_999), st.integers(0, 9999))
def test_a_siret_with_its_keys_is_accepted_and_any_other_key_is_not(root: int, etablissement: int) -> None:
    siren = f"{root:08d}" + luhn_key(f"{root:08d}")
    assume(siren != "356000000")
    body = siren + f"{etablissement:04d}"
    key = luhn_key(body)
    assert identifiers.siren(siren) == siren
    assert identifiers.siret(body + key) == body + key
    for other in set("0123456789") - {key}:
        with pytest.raises(ValeurInvalide):
            identifiers.siret(body + other)


@given(st.integers(0, 9999))
def test_la_poste_counts_its_digits_instead_of_the_luhn_key(etablissement: int) -> None:
    body = f"356000000{etablissement:04d}"
    key = -sum(map(int, body)) % 5
    assert identifiers.siret(f"{body}{key}") == f"{body}{key}"
    assert identifiers.siret(f"{body}{key + 5}") == f"{body}{key + 5}"


@given(st.integers(0, 9_999_999))
def test_a_school_code_has_one_letter_only(number: int) -> None:
    accepted = []
    for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ":
        try:
            accepted.append(identifiers.uai(f"{number:07d}{letter}"))
        except ValeurInvalide:
            continue
    assert accepted == [f"{number:07d}{'ABCDEFGHJKLMNPRSTUVWXYZ'[number % 23]}"]


@given(st.integers(1, 999_999))
def test_a_record_of_france_competences_keeps_its_number_in_both_spellings(number: int) -> None:
    assert identifiers.code_rncp(str(number)) == identifiers.code_rncp(f"RNCP{number}") == f"RNCP{number}"
    assert identifiers.code_rs(identifiers.code_rs(str(number))) == f"RS{number}"
