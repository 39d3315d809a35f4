"""Passwords: what is asked of them, and their argon2id hashes.

A hash takes 20 MiB and a twentieth of a second: it is made in one of two threads, which bounds the memory, and never
inside a transaction.
"""

import asyncio
import unicodedata
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from catalogue.transaction import in_write
from workflows.errors import InvalidValues, Probleme

T = TypeVar("T")

MIN_LENGTH, MAX_LENGTH = 12, 200
_DISTINCT = 5
_KNOWN = ("motdepasse", "password", "azerty", "qwerty", "123456", "formation", "bienvenue")
"""What the most common passwords are made of; a password that is little else is refused."""
_OWN = 6
"""Characters of its own that a password has beside a known word."""

_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_NOBODY = "$argon2id$v=19$m=19456,t=2,p=1$tHxuuD7Y6a47cjQsX5xgrw$559hKYugjLX58pMSvcrquqR0WwnND2mxi0WEIg9Dh68"
"""The hash of a password that nobody knows: what is verified when there is no account."""
_POOL = ThreadPoolExecutor(max_workers=2, thread_name_prefix="argon2")


def check_password(password: str, *, courriel: str = "", path: str = "password") -> None:
    """Refuse a password that is too short, too long or too easily guessed; `courriel` is its account's.

    Raises:
        InvalidValues: with the path `path`.
    """
    typed = _normal(password)
    plain = typed.lower()
    if len(typed) < MIN_LENGTH:
        message = f"Un mot de passe a {MIN_LENGTH} caractères au moins : une phrase fait très bien l'affaire."
    elif len(typed) > MAX_LENGTH:
        message = f"Un mot de passe a {MAX_LENGTH} caractères au plus."
    elif len(set(plain)) < _DISTINCT or any(word in plain and len(plain) - len(word) < _OWN for word in _KNOWN):
        message = "Ce mot de passe est de ceux que l'on essaie en premier : prenez-en un autre."
    elif courriel and plain in (courriel, courriel.partition("@")[0], courriel[::-1]):
        message = "Un mot de passe n'est pas l'adresse du compte : prenez-en un autre."
    else:
        return
    raise InvalidValues([Probleme(path, "MOT_DE_PASSE", message)])


async def hash_password(password: str) -> str:
    """The argon2id hash to keep of a password that was checked."""
    return await _in_thread(_hash, _normal(password))


async def verify_password(kept: str | None, password: str) -> bool:
    """Whether it is the password of this hash. Without hash the same work is done, for the same time, and it is not."""
    return await _in_thread(_verify, kept or _NOBODY, _normal(password)[: MAX_LENGTH + 1]) and kept is not None


def must_be_rehashed(kept: str) -> bool:
    """Whether the hash was made with other parameters than today's."""
    return _HASHER.check_needs_rehash(kept)


def _normal(password: str) -> str:
    """The same characters however the keyboard composes them."""
    return unicodedata.normalize("NFC", password)


def _hash(password: str) -> str:
    return _HASHER.hash(password)


def _verify(kept: str, password: str) -> bool:
    try:
        return _HASHER.verify(kept, password)
    except (VerifyMismatchError, InvalidHashError):
        return False


async def _in_thread(work: Callable[..., T], *arguments: str) -> T:
    if in_write():
        raise RuntimeError("Un mot de passe se hache hors de la transaction.")
    return await asyncio.get_running_loop().run_in_executor(_POOL, work, *arguments)
