"""Passwords: what is refused, what is kept, and that nothing is hashed inside a transaction."""

import asyncio
import unicodedata
from pathlib import Path

import pytest

from catalogue.transaction import transaction
from workflows.accounts import passwords
from workflows.errors import InvalidValues


@pytest.mark.parametrize(
    "password", ["phrase longue", "é" * 5 + "abcdefg", "🐎 agrafe pile", "  blancs gardés  ", "xyzvw" * 40]
)
def test_a_phrase_is_accepted(password: str) -> None:
    passwords.check_password(password, courriel="saisie@exemple.fr")


@pytest.mark.parametrize(
    ("password", "start"),
    [
        ("", "Un mot de passe a 12 caractères au moins"),
        ("onze caract", "Un mot de passe a 12 caractères au moins"),
        ("e\u0301" * 6, "Un mot de passe a 12 caractères au moins"),
        ("abcdefg" * 30, "Un mot de passe a 200 caractères au plus"),
        ("aaaaaaaaaaaaaaa", "Ce mot de passe est de ceux"),
        ("MotDePasse123", "Ce mot de passe est de ceux"),
        ("formation2026", "Ce mot de passe est de ceux"),
        ("saisie@exemple.fr", "Un mot de passe n'est pas l'adresse"),
    ],
)
def test_what_is_guessed_first_is_refused(password: str, start: str) -> None:
    with pytest.raises(InvalidValues) as caught:
        passwords.check_password(password, courriel="saisie@exemple.fr")
    [problem] = caught.value.problemes
    assert (problem.path, problem.code) == ("password", "MOT_DE_PASSE")
    assert problem.message.startswith(start)


async def test_a_hash_is_argon2id_with_the_parameters_of_owasp() -> None:
    kept = await passwords.hash_password("cheval agrafe pile")
    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert not passwords.must_be_rehashed(kept)
    assert await passwords.verify_password(kept, "cheval agrafe pile")
    assert not await passwords.verify_password(kept, "Cheval agrafe pile")


async def test_a_password_is_the_same_however_its_accents_are_typed() -> None:
    kept = await passwords.hash_password("été à la forêt")
    assert await passwords.verify_password(kept, unicodedata.normalize("NFD", "été à la forêt"))


async def test_without_account_the_same_work_is_done_and_nothing_matches(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    verify = passwords._verify

    def noting(kept: str, password: str) -> bool:
        seen.append(kept)
        return verify(kept, password)

    monkeypatch.setattr(passwords, "_verify", noting)
    assert not await passwords.verify_password(None, "cheval agrafe pile")
    [kept] = seen
    assert not passwords.must_be_rehashed(kept)  # the same parameters, hence the same time


async def test_a_hash_of_former_parameters_is_made_again_at_sign_in() -> None:
    former = "$argon2id$v=19$m=8192,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$" + "A" * 43
    assert passwords.must_be_rehashed(former)


async def test_the_loop_goes_on_while_a_hash_is_made() -> None:
    turns = 0

    async def turning() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    task = asyncio.create_task(turning())
    await passwords.hash_password("cheval agrafe pile")
    task.cancel()
    assert turns > 10


async def test_nothing_is_hashed_inside_a_transaction(database: Path) -> None:
    with pytest.raises(RuntimeError, match="hors de la transaction"):
        await transaction(lambda: passwords.hash_password("cheval agrafe pile"))
