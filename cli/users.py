"""Create and close accounts."""

import os
import sys
from typing import Annotated

import typer

from catalogue.transaction import transaction
from catalogue.vocabulary import Role
from cli.running import console, errors, run
from workflows.actor import SYSTEM

users = typer.Typer(help="Crée et ferme des comptes.", no_args_is_help=True)


@users.command()
def create(
    courriel: Annotated[str, typer.Argument(help="Adresse électronique : on se connecte avec elle.")],
    nom: Annotated[str, typer.Option(help="Nom affiché dans l'historique.")],
    role: Annotated[Role, typer.Option(help="Ce que le compte peut faire.")] = Role.ADMINISTRATEUR,
    siret: Annotated[str | None, typer.Option(help="L'établissement, pour un rôle d'organisme (…_OF).")] = None,
) -> None:
    """Crée un compte. Le mot de passe est demandé, ou lu dans SOFI_PASSWORD ou sur l'entrée standard."""
    from seeds import accounts
    from workflows.accounts.creating import create_ready_account

    password = _password()
    compte = run(lambda: create_ready_account(SYSTEM, courriel, nom, role, password, siret=siret))
    console.print(f"Le compte {compte.courriel} est créé, avec le rôle {role}.", highlight=False)
    if warning := run(accounts.warning):
        errors.print(warning, highlight=False, soft_wrap=True)


@users.command()
def deactivate(courriel: Annotated[str, typer.Argument(help="Adresse du compte.")]) -> None:
    """Ferme un compte et toutes ses connexions."""
    from workflows.accounts import activity

    async def unit() -> bool:
        compte = await activity.account_at(courriel)
        return await activity.deactivate(SYSTEM, compte, compte.version)

    changed = run(lambda: transaction(unit))
    console.print(
        f"Le compte {courriel} est désactivé." if changed else f"Le compte {courriel} l'était déjà.", highlight=False
    )


def _password() -> str:
    """The password of a new account: never an argument, which every process of the machine could read."""
    if given := os.environ.get("SOFI_PASSWORD"):
        return given
    if sys.stdin.isatty():
        return str(typer.prompt("Mot de passe", hide_input=True, confirmation_prompt="Encore une fois"))
    return sys.stdin.readline().removesuffix("\n")
