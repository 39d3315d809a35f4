"""Every mutation × every role × (own establishment, another of the same body, another body, nobody, an account that was
closed, a key of the API): who may is answered as the line says, who may not is refused and nothing is written.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from graphql import GraphQLList, GraphQLUnionType
from stdnum import luhn

from api.schema import schema
from catalogue import clock
from catalogue.models import CleApi, Compte, Organisme
from catalogue.transaction import transaction
from catalogue.vocabulary import Portee, Role
from seeds.procedure import SIRET
from tests import factories
from tests.api.conftest import Unchanged
from tests.api.role_lines import LINES, Line, Place
from tests.conftest import Client
from workflows import directory
from workflows.accounts.keys import create_key
from workflows.accounts.tokens import actor_of

assert schema._schema.mutation_type is not None
MUTATIONS = schema._schema.mutation_type.fields
KNOWS = frozenset({Role.LECTEUR_OF, Role.SAISISSEUR_OF, Role.GESTIONNAIRE_OF}) | {
    Role.VALIDATEUR,
    Role.RESPONSABLE_OFFRE,
    Role.ADMINISTRATEUR,
}
"""The roles that may know what their establishment, or any, has in draft."""


@dataclass(frozen=True)
class Caller:
    """Somebody: their name in a failure, their token, the role that counts for the procedure's establishment."""

    name: str
    token: str | None = None
    role: Role | None = None
    always: str | None = None
    """What answers this caller whatever they ask: the request is refused before it is read."""


async def callers() -> list[Caller]:
    """Everybody, in one transaction."""
    own = (await Organisme.get(siret=SIRET)).numero
    nic = f"{SIRET[:9]}0004"
    sister = await directory.register_organisme(nic + luhn.calc_check_digit(nic), "Autre site", "Autre site")
    other, _ = await factories.organisme("Voisin")
    found = []
    for role in Role:
        if not role.d_organisme:
            found.append(Caller(role.value, await factories.token(role), role))
            continue
        found.append(Caller(f"{role} de l'établissement", await factories.token(role, own), role))
        found.append(Caller(f"{role} d'un établissement frère", await factories.token(role, sister.numero)))
        found.append(Caller(f"{role} d'un autre organisme", await factories.token(role, other)))
    closed = await factories.token(Role.GESTIONNAIRE_OF, own, actif=False)
    administrator = await Compte.get(habilitations__role=Role.ADMINISTRATEUR)
    _, key = await create_key(await actor_of(administrator), "Portail", [Portee.LIRE_OFFRE], None)
    await CleApi.all().update(vue_le=clock.now())  # seen just now: to ask again leaves no trace
    return [
        *found,
        Caller("personne"),
        Caller("compte désactivé", closed, always="UNAUTHENTICATED"),
        Caller("clé d'API", key, always="FORBIDDEN"),
    ]


def expected(line: Line, caller: Caller) -> str:
    """What this caller is to be answered."""
    if caller.always is not None:
        return caller.always
    if line.place is Place.OUVERT or (line.place is Place.COMPTE and caller.token is not None):
        return line.then
    if line.place is Place.COMPTE:
        return "Forbidden"
    if caller.role in line.roles:
        return line.then
    if line.place is Place.REGION or caller.role in KNOWS:
        return "Forbidden"
    if caller.token is None and line.anonymous is not None:
        return line.anonymous
    return "NotFound"


def document(mutation: str) -> str:
    """The operation, of which only the kind of the answer is asked."""
    declared = ", ".join(f"${name}: {argument.type}" for name, argument in MUTATIONS[mutation].args.items())
    handed = ", ".join(f"{name}: ${name}" for name in MUTATIONS[mutation].args)
    opening = f"mutation ({declared}) {{ {mutation}({handed})" if declared else f"mutation {{ {mutation}"
    return f"{opening} {_kind(mutation)} }}"


def _kind(mutation: str) -> str:
    """`{ __typename }`, or inside the field that has the union of each item when the answer is a list."""
    kind: Any = MUTATIONS[mutation].type
    listed = False
    while hasattr(kind, "of_type"):
        listed, kind = listed or isinstance(kind, GraphQLList), kind.of_type
    if not listed:
        return "{ __typename }"
    [union] = [name for name, part in kind.fields.items() if isinstance(_bare(part.type), GraphQLUnionType)]
    return f"{{ outcome: {union} {{ __typename }} }}"


def _bare(kind: Any) -> Any:
    while hasattr(kind, "of_type"):
        kind = kind.of_type
    return kind


async def ask(client: Client, mutation: str, line: Line) -> str:
    """The type of the answer, or the code of the error above it."""
    body = await client.answer(document(mutation), **line.given)
    if "errors" in body:
        code: str = body["errors"][0]["extensions"]["code"]
        return code
    answer = body["data"][mutation]
    kind: str = (answer[0]["outcome"] if isinstance(answer, list) else answer)["__typename"]
    return kind


def test_every_mutation_has_its_line() -> None:
    missing = sorted(MUTATIONS.keys() - LINES.keys())
    assert missing == [], f"donnez une ligne à chacune dans tests/api/role_lines.py : {', '.join(missing)}"
    assert sorted(LINES.keys() - MUTATIONS.keys()) == []


@pytest.mark.parametrize("mutation", LINES)
async def test_who_may_and_who_may_not(
    procedure_database: Path,
    client: Client,
    unchanged: Unchanged,
    mutation: str,
) -> None:
    line, surprises = LINES[mutation], {}
    everybody = await transaction(callers)
    allowed = [caller for caller in everybody if expected(line, caller) == line.then]

    async def play(caller: Caller) -> None:
        answered, wanted = await ask(client.signed(caller.token), mutation, line), expected(line, caller).split("|")
        if answered not in wanted:
            surprises[caller.name] = f"{answered}, attendu {' ou '.join(wanted)}"

    if line.before is not None:
        await transaction(line.before)
    async with unchanged():
        for caller in everybody:
            if caller not in allowed:
                await play(caller)
    for caller in allowed:
        if line.before is not None:
            await transaction(line.before)
        await play(caller)
    assert surprises == {}
