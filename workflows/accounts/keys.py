"""Keys of the API, for programs that gather the offer: shown once, kept as a hash, good for reading only."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from catalogue import clock
from catalogue.models import CleApi, Compte
from catalogue.rules.invalid import ValeurInvalide
from catalogue.rules.plain_text import clean_line
from catalogue.vocabulary import Portee
from workflows import history, policies
from workflows.accounts.own import own_account
from workflows.accounts.tokens import actor_of, digest
from workflows.actor import Actor
from workflows.errors import InvalidValues, NotFound, Probleme
from workflows.policies import Verb

MARK = "sofi_"
"""How every key begins, so that people and programs that look for lost secrets know one when they see it."""
DEFAULT_LIFE, LONGEST_LIFE = timedelta(days=365), timedelta(days=730)
LABEL_LENGTH = 100
_SHOWN = 12
_SEEN_EVERY = timedelta(minutes=5)


async def create_key(
    actor: Actor, libelle: str, portees: Sequence[Portee], expire_le: datetime | None
) -> tuple[CleApi, str]:
    """A new key, and its secret, which nobody can read again. Part of the caller's transaction.

    Raises:
        Forbidden: the actor is no administrator.
        InvalidValues: no label, no scope, or an expiry that is past or more than two years away.
    """
    policies.require(actor, Verb.ADMINISTRER, None, what="")
    now = clock.now()
    label, until = _label(libelle), expire_le or now + DEFAULT_LIFE
    problems = []
    if not portees:
        problems.append(Probleme("portees", "MANQUE", "Donnez à la clé une portée au moins."))
    if not now < until <= now + LONGEST_LIFE:
        problems.append(Probleme("expire_le", "DATE", "Une clé expire à l'avenir, dans deux ans au plus."))
    if problems:
        raise InvalidValues(problems)
    secret = MARK + secrets.token_urlsafe(32)
    while await CleApi.exists(prefixe=secret[:_SHOWN]):
        secret = MARK + secrets.token_urlsafe(32)
    row = await CleApi.create(
        prefixe=secret[:_SHOWN],
        empreinte=digest(secret),
        libelle=label,
        portees=sorted(set(portees)),
        compte=await Compte.get(id=own_account(actor)),
        expire_le=until,
    )
    told = {"libelle": label, "portees": row.portees, "prefixe": row.prefixe, "expire_le": until}
    await history.record(actor, "créer", "CleApi", row.id, apres=told)
    return row, secret


async def revoke_key(actor: Actor, numero: int) -> tuple[CleApi, bool]:
    """End a key for good; False when it was revoked before. Part of the caller's transaction.

    Raises:
        Forbidden: the actor is no administrator.
        NotFound: no such key.
    """
    policies.require(actor, Verb.ADMINISTRER, None, what="")
    row = await CleApi.get_or_none(id=numero).select_related("compte")
    if row is None:
        raise NotFound(f"La clé {numero} n'existe pas.")
    now = clock.now()
    if not await CleApi.filter(id=numero, revoquee_le=None).update(revoquee_le=now):
        return row, False
    row.revoquee_le = now
    await history.record(actor, "révoquer", "CleApi", numero, apres={"revoquee_le": now})
    return row, True


async def live_key(secret: str) -> CleApi | None:
    """The key of a secret, with its account; None when it is unknown, revoked or expired, or its account closed."""
    row = await CleApi.get_or_none(empreinte=digest(secret), revoquee_le=None).select_related("compte")
    if row is None or not row.compte.actif or not is_live(row):
        return None
    return row


def is_live(row: CleApi) -> bool:
    """Whether a key still opens something, as far as it knows itself."""
    return row.revoquee_le is None and (row.expire_le is None or clock.now() < row.expire_le)


def must_be_seen(row: CleApi) -> bool:
    """Whether its use is worth writing down: once in five minutes."""
    return row.vue_le is None or row.vue_le + _SEEN_EVERY <= clock.now()


async def mark_seen(row: CleApi) -> None:
    """Note that it was used now. Part of the caller's transaction."""
    await CleApi.filter(id=row.id).update(vue_le=clock.now())


async def reader_of(row: CleApi) -> Actor:
    """Who asks with a key: nobody's account, a reader of what its scopes open."""
    name = f"clé {row.libelle}"
    if Portee.LIRE_BROUILLONS not in row.portees:
        return Actor(nom=name, lecture_seule=True)
    owner = await actor_of(row.compte)
    return Actor(nom=name, roles=owner.roles, etablissements=owner.etablissements, lecture_seule=True)


def _label(text: str) -> str:
    try:
        label = clean_line(text).text
    except ValeurInvalide as error:
        raise InvalidValues([Probleme("libelle", "FORMAT", str(error))]) from None
    if not 0 < len(label) <= LABEL_LENGTH:
        raise InvalidValues([Probleme("libelle", "LONGUEUR", f"Un libellé fait de 1 à {LABEL_LENGTH} caractères.")])
    return label
