"""New accounts and the roles they start with. Part of the caller's transaction, but for what hashes."""

from catalogue.models import Compte, Organisme
from catalogue.rules import identifiers
from catalogue.rules.invalid import ValeurInvalide
from catalogue.rules.plain_text import clean_line
from catalogue.transaction import transaction
from catalogue.vocabulary import Role
from workflows import history
from workflows.accounts import passwords
from workflows.accounts.addresses import account_address
from workflows.accounts.rights import check_scope, grant
from workflows.actor import Actor
from workflows.errors import Duplicate, InvalidValues, NotFound, Probleme

NAME_LENGTH = 100


def account_name(text: str) -> str:
    """The name of an account, on one line.

    Raises:
        InvalidValues: empty, too long, or not plain text.
    """
    try:
        name = clean_line(text).text
    except ValeurInvalide as error:
        raise InvalidValues([Probleme("nom", "FORMAT", str(error))]) from None
    if not 0 < len(name) <= NAME_LENGTH:
        raise InvalidValues([Probleme("nom", "LONGUEUR", f"Le nom d'un compte fait de 1 à {NAME_LENGTH} caractères.")])
    return name


async def create_account(actor: Actor, courriel: str, nom: str, hashed: str | None) -> Compte:
    """An account without any role; without password it waits for its invitation to be accepted.

    Raises:
        InvalidValues: the address or the name cannot be one.
        Duplicate: the address has an account already.
    """
    address, name = account_address(courriel), account_name(nom)
    former = await Compte.get_or_none(courriel=address)
    if former is not None:
        raise Duplicate(f"L'adresse {address} a déjà un compte.", str(former.id))
    compte = await Compte.create(courriel=address, nom=name, mot_de_passe=hashed)
    await history.record(actor, "créer", "Compte", compte.id, apres={"courriel": address, "nom": name}, version=1)
    return compte


async def create_ready_account(
    actor: Actor, courriel: str, nom: str, role: Role, password: str, *, siret: str | None = None
) -> Compte:
    """An account that may sign in at once, with one role, for the establishment of this SIRET when it is a body's. It
    opens its own transaction, after the password was hashed.

    Raises:
        InvalidValues, Duplicate, NotFound: nothing was created.
    """
    passwords.check_password(password, courriel=account_address(courriel))
    hashed = await passwords.hash_password(password)

    async def unit() -> Compte:
        organisme = await organisme_of_siret(siret) if siret is not None else None
        check_scope(role, organisme)
        compte = await create_account(actor, courriel, nom, hashed)
        await grant(actor, compte, role, organisme)
        return compte

    return await transaction(unit)


async def organisme_of_siret(siret: str) -> int:
    """The number of an establishment.

    Raises:
        NotFound: there is none with this SIRET.
    """
    try:
        found = await Organisme.get_or_none(siret=identifiers.siret(siret))
    except ValeurInvalide as error:
        raise InvalidValues([Probleme("siret", "FORMAT", str(error))]) from None
    if found is None:
        raise NotFound(f"L'établissement {siret} n'existe pas.")
    return found.numero
