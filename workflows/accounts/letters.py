"""What accounts are told by mail."""

from datetime import datetime

from catalogue.clock import PARIS
from catalogue.models import Compte, Organisme
from catalogue.vocabulary import Role
from workflows.actor import Actor
from workflows.mail.outbox import SITE, write

PAGE = f"{SITE}/mot-de-passe"
"""Where a password is chosen. The secret of a link stands after the #, which browsers send to nobody."""

_END = "\n\nCe message est envoyé par SOFI, l'offre de formation informatisée ; personne ne lit les réponses.\n"


async def invite(actor: Actor, compte: Compte, role: Role, organisme: int | None, secret: str, until: datetime) -> None:
    """Tell somebody new that an account waits for them."""
    await write(
        compte.courriel,
        "Votre compte SOFI",
        f"Bonjour,\n\n{_who(actor)} vous a ouvert un compte SOFI {await _where(organisme)}, "
        f"avec ce rôle : {role.libelle}.\n\nChoisissez votre mot de passe avant le {_day(until)} :\n"
        f"{PAGE}#{secret}\n\nSi vous n'attendiez pas cette invitation, ne faites rien.{_END}",
        confidentiel=True,
        perime_le=until,
    )


async def tell_granted(actor: Actor, compte: Compte, role: Role, organisme: int | None) -> None:
    """Tell an account of a role that it did not have."""
    await write(
        compte.courriel,
        "Un nouveau rôle dans SOFI",
        f"Bonjour,\n\n{_who(actor)} vous a donné un rôle {await _where(organisme)} : {role.libelle}.\n\n"
        f"Connectez-vous comme d'habitude : {SITE}/graphql{_END}",
    )


async def send_reset(compte: Compte, secret: str, until: datetime) -> None:
    """Send the link that was asked for."""
    await write(
        compte.courriel,
        "Votre mot de passe SOFI",
        "Bonjour,\n\nQuelqu'un, vous sans doute, a demandé à choisir un nouveau mot de passe pour ce compte. "
        f"Ce lien sert une fois, avant le {_day(until)} :\n{PAGE}#{secret}\n\n"
        f"Si ce n'est pas vous, ne faites rien : le mot de passe reste le même.{_END}",
        confidentiel=True,
        perime_le=until,
    )


async def tell_password_changed(compte: Compte) -> None:
    """Tell the holder, who may not be the one who did it."""
    await write(
        compte.courriel,
        "Votre mot de passe SOFI a changé",
        "Bonjour,\n\nLe mot de passe de votre compte vient d'être changé et ses autres connexions sont fermées.\n\n"
        f"Si ce n'est pas vous, choisissez-en un autre tout de suite : {PAGE}{_END}",
    )


def _who(actor: Actor) -> str:
    return "SOFI" if actor.systeme else actor.nom


async def _where(organisme: int | None) -> str:
    if organisme is None:
        return "pour toute la région"
    return f"pour {(await Organisme.get(numero=organisme)).nom}"


def _day(instant: datetime) -> str:
    return f"{instant.astimezone(PARIS):%d/%m/%Y à %H h %M}"
