"""Keys of the API: shown once, good for reading only, dead when they should be."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from catalogue import clock
from catalogue.models import CleApi, Compte, Historique
from catalogue.transaction import transaction
from catalogue.vocabulary import Role
from tests import factories
from tests.api.mutations.test_account_administration import ask
from tests.conftest import Client

KEY = "numero prefixe libelle portees par vueLe expireLe revoqueeLe active"
ERROR = "... on Error { code message } ... on InvalidInput { problems { path code } }"
CREATE = f"""mutation ($input: CreateApiKeyInput!) {{ createApiKey(input: $input) {{ __typename
  ... on ApiKeyCreated {{ secret cle {{ {KEY} }} }} {ERROR} }} }}"""
REVOKE = f"""mutation ($input: RevokeApiKeyInput!) {{ revokeApiKey(input: $input) {{ __typename
  ... on ApiKeyRevoked {{ changed cle {{ {KEY} }} }} ... on Error {{ code message }} }} }}"""
LIST = f"{{ clesApi {{ totalCount nodes {{ {KEY} }} }} }}"
ME = "{ me { email } formations { totalCount } }"
DRAFTS = '{ workspace(siret: "13000511900032") { formations { totalCount } } }'
COLLEAGUES = '{ workspace(siret: "13000511900032") { comptes { totalCount } } }'
WANTED = {"libelle": "Portail régional", "portees": ["LIRE_OFFRE"]}
DEAD = ("UNAUTHENTICATED", "Cette clé d'API n'est pas ou plus valable : demandez-en une autre à un administrateur.")
REFUSED = ("FORBIDDEN", "Une clé d'API ne fait que lire.")
NOT_ADMINISTRATOR = {"__typename": "Forbidden", "code": "FORBIDDEN", "message": "Seul un administrateur peut le faire."}


@pytest.fixture
async def administrator(procedure_database: Path) -> str:
    """The token of an administrator."""
    return await transaction(lambda: factories.token(Role.ADMINISTRATEUR))


async def create(client: Client, token: str, **values: Any) -> str:
    """The secret of a new key."""
    answer = await ask(client, token, CREATE, **{**WANTED, **values})
    secret: str = answer["secret"]
    return secret


async def test_a_key_is_shown_once_and_kept_as_a_hash(client: Client, administrator: str) -> None:
    answer = await ask(client, administrator, CREATE, **WANTED)
    secret, told = answer["secret"], answer["cle"]
    assert secret.startswith("sofi_") and len(secret) == 48 and told["prefixe"] == secret[:12]
    assert (told["libelle"], told["portees"], told["par"]) == ("Portail régional", ["LIRE_OFFRE"], "Compte 1")
    assert (told["vueLe"], told["revoqueeLe"], told["active"]) == (None, None, True)
    row, line = await CleApi.get(), await Historique.get()
    assert row.expire_le is not None and timedelta(days=364) < row.expire_le - clock.now() <= timedelta(days=365)
    assert secret[12:] not in row.empreinte and secret not in str((line.avant, line.apres))
    assert (line.verbe, line.objet, line.cle) == ("créer", "CleApi", str(row.id))
    listed = (await client.signed(administrator).data(LIST))["clesApi"]
    assert listed == {"totalCount": 1, "nodes": [told]}


async def test_a_key_reads_what_is_online_and_is_seen_doing_so(client: Client, administrator: str) -> None:
    harvester = client.signed(await create(client, administrator))
    assert await harvester.data(ME) == {"me": None, "formations": {"totalCount": 1}}
    seen = (await CleApi.get()).vue_le
    assert seen is not None and clock.now() - seen < timedelta(minutes=1)
    await harvester.data(ME)
    assert (await CleApi.get()).vue_le == seen  # at most once in five minutes
    assert await harvester.refusal(DRAFTS) == ("FORBIDDEN", "Cet établissement n'est pas des vôtres.")


async def test_a_key_for_drafts_reads_what_its_account_may_read_and_no_more(client: Client, administrator: str) -> None:
    secret = await create(client, administrator, portees=["LIRE_BROUILLONS", "LIRE_OFFRE", "LIRE_OFFRE"])
    assert (await CleApi.get()).portees == ["LIRE_BROUILLONS", "LIRE_OFFRE"]
    harvester = client.signed(secret)
    assert await harvester.data(DRAFTS) == {"workspace": {"formations": {"totalCount": 1}}}
    for question in (LIST, "{ comptes { totalCount } }", COLLEAGUES):
        assert await harvester.refusal(question) == REFUSED
    await transaction(lambda: Compte.all().update(actif=False))
    assert await harvester.refusal(DRAFTS) == DEAD


@pytest.mark.parametrize(
    "mutation",
    [
        'mutation { signIn(input: {email: "a@b.fr", password: "x"}) { __typename } }',
        "mutation { signOut { __typename } }",
        'mutation { createApiKey(input: {libelle: "x", portees: [LIRE_OFFRE]}) { __typename } }',
        "mutation { removeSession(input: {numero: 143842, expectedVersion: 1}) { __typename } }",
    ],
)
async def test_a_key_changes_nothing(client: Client, administrator: str, mutation: str) -> None:
    secret = await create(client, administrator, portees=["LIRE_BROUILLONS"])
    lines = await Historique.all().count()
    headers = {"Authorization": f"Bearer {secret}"}
    response = await client.http.post("/graphql", json={"query": mutation}, headers=headers)
    assert response.status_code == 403
    assert response.json() == {"errors": [{"message": REFUSED[1], "extensions": {"code": "FORBIDDEN"}}]}
    assert await Historique.all().count() == lines and await CleApi.all().count() == 1


async def test_a_revoked_key_is_dead_at_once_and_for_good(client: Client, administrator: str) -> None:
    secret = await create(client, administrator)
    await client.signed(secret).data(ME)
    numero = (await CleApi.get()).id
    first = await ask(client, administrator, REVOKE, numero=numero)
    assert (first["changed"], first["cle"]["active"]) == (True, False) and first["cle"]["revoqueeLe"]
    second = await ask(client, administrator, REVOKE, numero=numero)
    assert (second["changed"], second["cle"]["revoqueeLe"]) == (False, first["cle"]["revoqueeLe"])
    assert await client.signed(secret).refusal(ME) == DEAD
    assert await Historique.filter(verbe="révoquer").count() == 1
    unknown = await ask(client, administrator, REVOKE, numero=4711)
    assert (unknown["__typename"], unknown["message"]) == ("NotFound", "La clé 4711 n'existe pas.")


async def test_a_key_expires(client: Client, administrator: str) -> None:
    secret = await create(client, administrator)
    await transaction(lambda: CleApi.all().update(expire_le=clock.now()))
    assert await client.signed(secret).refusal(ME) == DEAD
    [node] = (await client.signed(administrator).data(LIST))["clesApi"]["nodes"]
    assert node["active"] is False


@pytest.mark.parametrize("secret", ["sofi_", "sofi_inconnu", "sofi_" + "x" * 5000])
async def test_an_unknown_key_is_refused(client: Client, administrator: str, secret: str) -> None:
    assert await client.signed(secret).refusal(ME) == DEAD


@pytest.mark.parametrize(
    ("values", "path", "code"),
    [
        ({"libelle": ""}, "libelle", "LONGUEUR"),
        ({"libelle": "x" * 101}, "libelle", "LONGUEUR"),
        ({"libelle": "<script>"}, "libelle", "FORMAT"),
        ({"portees": []}, "portees", "MANQUE"),
        ({"expireLe": "2020-01-01T00:00:00Z"}, "expireLe", "DATE"),
        ({"expireLe": "9999-12-31T00:00:00Z"}, "expireLe", "DATE"),
    ],
)
async def test_values_that_cannot_be_are_refused(
    client: Client, administrator: str, values: dict[str, Any], path: str, code: str
) -> None:
    answer = await ask(client, administrator, CREATE, **{**WANTED, **values})
    assert answer["problems"] == [{"path": [path], "code": code}]
    assert not await CleApi.exists() and not await Historique.exists()


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATEUR])
async def test_others_give_revoke_and_see_no_key(client: Client, administrator: str, role: Role) -> None:
    await create(client, administrator)
    token = await transaction(lambda: factories.token(role, 1 if role.d_organisme else None))
    assert await ask(client, token, CREATE, **WANTED) == NOT_ADMINISTRATOR
    for numero in ((await CleApi.get()).id, 4711):
        assert await ask(client, token, REVOKE, numero=numero) == NOT_ADMINISTRATOR
    assert await client.signed(token).refusal(LIST) == ("FORBIDDEN", NOT_ADMINISTRATOR["message"])
    assert (await CleApi.get()).revoquee_le is None and await Historique.all().count() == 1


async def test_nobody_sees_no_key(client: Client, procedure_database: Path) -> None:
    assert await client.refusal(LIST) == ("UNAUTHENTICATED", "Connectez-vous d'abord par `signIn`.")
    assert (await ask(client, None, CREATE, **WANTED))["code"] == "FORBIDDEN"
