"""Which roles an account has, and where: one at most for an establishment, any of those of the region."""

from catalogue.models import Compte, Habilitation
from catalogue.vocabulary import Role
from workflows import history
from workflows.actor import Actor
from workflows.errors import Duplicate, Forbidden, InvalidValues, NotFound, Probleme, StaleVersion


def check_scope(role: Role, organisme: int | None) -> None:
    """A body's role goes with an establishment, the others without.

    Raises:
        InvalidValues: it is the other way round.
    """
    if role.d_organisme == (organisme is not None):
        return
    message = (
        f"Le rôle {role} vaut pour un établissement : donnez son SIRET."
        if role.d_organisme
        else f"Le rôle {role} vaut pour toute la région : ne donnez pas de SIRET."
    )
    raise InvalidValues([Probleme("siret", "PORTEE", message)])


async def grant(actor: Actor, compte: Compte, role: Role, organisme: int | None) -> None:
    """Give an account a role.

    Raises:
        Duplicate: it has one for this establishment already, or this one for the region.
    """
    held = Habilitation.filter(compte_id=compte.id, organisme_id=organisme)
    former = await (held if organisme is not None else held.filter(role=role)).first()
    if former is not None:
        raise Duplicate(f"Ce compte a déjà le rôle {former.role} ici : changez-le par `changeRole`.", str(compte.id))
    await Habilitation.create(compte_id=compte.id, organisme_id=organisme, role=role)
    await history.record(
        actor, "habiliter", "Compte", compte.id, apres={"role": role}, version=compte.version, organisme=organisme
    )


async def replace(actor: Actor, compte: Compte, expected: int, role: Role, organisme: int) -> bool:
    """Change the role that an account has for an establishment; False when it has it already.

    Raises:
        NotFound: it has none there.
        StaleVersion: the account was changed meanwhile.
    """
    held = await _held(compte, None, organisme)
    if compte.version == expected and held.role is role:
        return False
    former, held.role = held.role, role
    await touch(compte, expected)
    await held.save(update_fields=["role"])
    await history.record(
        actor,
        "changer le rôle",
        "Compte",
        compte.id,
        avant={"role": former},
        apres={"role": role},
        version=compte.version,
        organisme=organisme,
    )
    return True


async def remove(actor: Actor, compte: Compte, expected: int, role: Role | None, organisme: int | None) -> None:
    """Take a role away: the one for an establishment, or `role` for the region.

    Raises:
        NotFound: the account does not have it.
        Forbidden: it is the last administrator.
        StaleVersion: the account was changed meanwhile.
    """
    held = await _held(compte, role, organisme)
    await touch(compte, expected)
    await held.delete()
    await refuse_without_administrator(held.role)
    await history.record(
        actor,
        "retirer le rôle",
        "Compte",
        compte.id,
        avant={"role": held.role},
        version=compte.version,
        organisme=organisme,
    )


async def refuse_without_administrator(*lost: Role) -> None:
    """Undo what leaves nobody to manage the others, after roles were taken away.

    Raises:
        Forbidden: no active administrator is left.
    """
    if Role.ADMINISTRATEUR not in lost:
        return
    if not await Habilitation.filter(role=Role.ADMINISTRATEUR, compte__actif=True).exists():
        raise Forbidden("C'est le dernier administrateur : nommez-en un autre d'abord.")


async def roles_of(compte: int) -> list[Role]:
    """The roles of an account, wherever they hold."""
    return [row.role for row in await Habilitation.filter(compte_id=compte)]


async def _held(compte: Compte, role: Role | None, organisme: int | None) -> Habilitation:
    query = Habilitation.filter(compte_id=compte.id, organisme_id=organisme)
    held = await (query.filter(role=role) if organisme is None else query).first()
    if held is None:
        raise NotFound(no_right(compte.id))
    return held


async def touch(compte: Compte, expected: int) -> None:
    """Raise the version by one, if it is still the expected one."""
    if not await Compte.filter(id=compte.id, version=expected).update(version=expected + 1):
        fresh = await Compte.get(id=compte.id)
        raise StaleVersion(fresh.version, await history.changes_since("Compte", compte.id, expected))
    compte.version = expected + 1


def no_right(numero: int) -> str:
    """The same words for an account that is not there and for one that has no role here: who manages an establishment
    may not know of the others.
    """
    return f"Le compte {numero} n'a pas ce rôle ici."
