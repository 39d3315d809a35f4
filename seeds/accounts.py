"""Accounts for a demonstration, one for each role, whose password everybody may know.

They exist only where there is nothing to protect: a base that has any other account refuses them.
"""

from dataclasses import dataclass

from catalogue.reads import comptes
from catalogue.vocabulary import Role
from seeds import procedure
from workflows.accounts.creating import create_ready_account
from workflows.actor import SYSTEM

DOMAIN = "@demonstration.test"
PASSWORD = "sofi-demonstration"  # noqa: S105 (public on purpose)


@dataclass(frozen=True, slots=True)
class Demonstration:
    """One account: its role, where it holds, the function it is named after."""

    local: str
    nom: str
    role: Role
    siret: str | None = None

    @property
    def courriel(self) -> str:
        """Its address, in a domain that no mail reaches."""
        return self.local + DOMAIN


ACCOUNTS = (
    Demonstration("gestion", "Gestion (démonstration)", Role.GESTIONNAIRE_OF, procedure.SIRET),
    Demonstration("saisie", "Saisie (démonstration)", Role.SAISISSEUR_OF, procedure.SIRET),
    Demonstration("lecture", "Lecture (démonstration)", Role.LECTEUR_OF, procedure.SIRET),
    Demonstration("validation", "Validation (démonstration)", Role.VALIDATEUR),
    Demonstration("responsable", "Responsable Offre (démonstration)", Role.RESPONSABLE_OFFRE),
    Demonstration("financeur", "Financeur (démonstration)", Role.FINANCEUR),
    Demonstration("administration", "Administration (démonstration)", Role.ADMINISTRATEUR),
)


async def seed_accounts() -> int:
    """Create those that are missing; how many. None in a base where somebody else has an account."""
    if await comptes.any_outside(DOMAIN):
        return 0
    present = await comptes.addresses_in(DOMAIN)
    missing = [account for account in ACCOUNTS if account.courriel not in present]
    for account in missing:
        await create_ready_account(SYSTEM, account.courriel, account.nom, account.role, PASSWORD, siret=account.siret)
    return len(missing)


async def warning() -> str:
    """What to tell who opens another account beside them; empty when there are none."""
    present = await comptes.addresses_in(DOMAIN)
    if not present:
        return ""
    return (
        f"Attention : cette base a {len(present)} comptes de démonstration, dont le mot de passe est public. Ne "
        "l'ouvrez à personne avant de les avoir fermés par « sofi user deactivate »."
    )


async def credentials() -> str:
    """How to sign in with those of this base, one line each; empty when it has none."""
    present = await comptes.addresses_in(DOMAIN)
    lines = [f"  {account.courriel:<35} {account.role}" for account in ACCOUNTS if account.courriel in present]
    if not lines:
        return ""
    return "\n".join([f"Comptes de démonstration, mot de passe « {PASSWORD} » :", *lines])
