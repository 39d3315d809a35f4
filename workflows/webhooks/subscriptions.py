"""Webhooks as their owners manage them. Every function is part of the caller's transaction; the URL was checked before
(`targets.check_target`), because a name is not resolved inside one.
"""

from collections.abc import Sequence
from datetime import timedelta

from catalogue import clock, wakeups
from catalogue.models import Abonnement, Livraison
from workflows import history
from workflows.actor import Actor
from workflows.changing import change
from workflows.errors import InvalidValues, NotFound, Probleme
from workflows.events.emitting import emit
from workflows.events.kinds import KINDS
from workflows.policies import Verb, require
from workflows.webhooks.signing import new_secret

ROTATION = timedelta(hours=24)
"""How long the former secret still signs."""


async def create_webhook(actor: Actor, url: str, types: Sequence[str], organisme: int | None) -> Abonnement:
    """A webhook of an establishment, told of what is its own, or (null) of the region, told of everything.

    Raises:
        Forbidden, NotFound: the establishment is not the actor's; for the region one must administer.
        InvalidValues: an unknown type of event.
    """
    _allow(actor, organisme)
    _check_types(types)
    row = await Abonnement.create(url=url, types=sorted(set(types)), secret=new_secret(), organisme_id=organisme)
    await history.record(
        actor, "créer", "Webhook", row.id, apres={"url": url, "types": row.types}, version=1, organisme=organisme
    )
    return row


async def update_webhook(
    actor: Actor,
    numero: int,
    expected: int,
    *,
    url: str | None = None,
    types: Sequence[str] | None = None,
    actif: bool | None = None,
) -> Abonnement:
    """Change where it goes, what it is told of, or whether it is (`actif` true also lifts the suspension of a dead
    target: what waited is sent).

    Raises:
        NotFound, Forbidden, InvalidValues, StaleVersion.
    """
    row = await webhook_of(actor, numero)
    values: dict[str, object] = {}
    if url is not None:
        values["url"] = url
    if types is not None:
        _check_types(types)
        values["types"] = sorted(set(types))
    if actif is not None:
        values |= {"actif": actif} | ({"suspendu_le": None} if actif else {})
    dead = row.suspendu_le is not None
    await change(actor, row, expected, values, organisme=row.organisme_id)
    if actif and dead:
        await Livraison.filter(abonnement_id=row.id, prochain_le__not_isnull=True).update(prochain_le=clock.now())
        wakeups.announce()
    return row


async def rotate_secret(actor: Actor, numero: int, expected: int) -> Abonnement:
    """A new secret; the former one signs too for a day, so that the receiver has time to change.

    Raises:
        NotFound, Forbidden, StaleVersion.
    """
    row = await webhook_of(actor, numero)
    former = row.secret
    # The history keeps that it was changed, never a secret.
    await change(actor, row, expected, {"ancien_secret_jusqu_a": clock.now() + ROTATION}, organisme=row.organisme_id)
    await Abonnement.filter(id=row.id).update(secret=new_secret(), ancien_secret=former)
    return await Abonnement.get(id=row.id)


async def remove_webhook(actor: Actor, numero: int) -> None:
    """Forget a webhook and its deliveries. Raises NotFound, Forbidden."""
    row = await webhook_of(actor, numero)
    await history.record(actor, "supprimer", "Webhook", row.id, avant={"url": row.url}, organisme=row.organisme_id)
    await row.delete()


async def ping(actor: Actor, numero: int) -> Livraison:
    """Send a « webhook.ping » to see whether it arrives. Raises NotFound, Forbidden."""
    row = await webhook_of(actor, numero)
    event = await emit(actor, "webhook.ping", {}, organisme=row.organisme_id)
    if event is None:
        raise RuntimeError("Un essai n'a pas de clé : il est toujours écrit.")
    return await Livraison.create(abonnement_id=row.id, evenement_id=event.id, prochain_le=event.le)


async def replay(actor: Actor, livraison: int) -> Livraison:
    """Send a delivery again, now, whatever became of it. Raises NotFound, Forbidden."""
    row = await Livraison.get_or_none(id=livraison)
    if row is None:
        raise NotFound(f"La livraison {livraison} n'existe pas.")
    await webhook_of(actor, row.abonnement_id)
    await Livraison.filter(id=row.id).update(essais=0, livree_le=None, prochain_le=clock.now())
    wakeups.announce()
    return await Livraison.get(id=row.id)


async def webhook_of(actor: Actor, numero: int) -> Abonnement:
    """A webhook that the actor may manage. Raises NotFound, Forbidden."""
    row = await Abonnement.get_or_none(id=numero)
    if row is None:
        raise NotFound(f"Le webhook {numero} n'existe pas.")
    _allow(actor, row.organisme_id)
    return row


def _allow(actor: Actor, organisme: int | None) -> None:
    verb = Verb.ADMINISTRER if organisme is None else Verb.GERER
    require(actor, verb, organisme, what="Ce webhook")


def _check_types(types: Sequence[str]) -> None:
    unknown = sorted(set(types) - KINDS.keys())
    if unknown:
        raise InvalidValues(
            [
                Probleme(
                    "types",
                    "TYPE_INCONNU",
                    f"Types d'événement inconnus : {', '.join(unknown)[:200]}. La liste est dans `evenements`.",
                )
            ]
        )
