"""Numbers that people know: given once, never again (R33)."""

from collections.abc import Sequence

from tortoise.expressions import F

from catalogue.models import Compteur

FORMATION = "formation"
ACTION = "action"
SESSION = "session"
DISPOSITIF = "dispositif"
ORGANISME = "organisme"
SITE = "site"
CONTACT = "contact"
REFERENT = "referent"
PORTE_OUVERTE = "porte_ouverte"
PUBLICATION = "publication"


async def take(nom: str, count: int = 1) -> range:
    """The next `count` numbers of a counter. Part of the caller's transaction: undone with it, so never seen twice."""
    if not await Compteur.filter(nom=nom).update(valeur=F("valeur") + count):
        await Compteur.create(nom=nom, valeur=count)
    last = (await Compteur.get(nom=nom)).valeur
    return range(last - count + 1, last + 1)


async def keep(nom: str, numeros: Sequence[int]) -> None:
    """Numbers that were given elsewhere (an import, the procedure's example): the counter goes on after them."""
    highest = max(numeros, default=0)
    if not await Compteur.filter(nom=nom, valeur__lt=highest).update(valeur=highest):
        await Compteur.get_or_create(nom=nom, defaults={"valeur": highest})


async def take_or_keep(nom: str, numero: int | None) -> int:
    """One number: the one that is already known, or the next."""
    if numero is None:
        return (await take(nom))[0]
    await keep(nom, [numero])
    return numero
