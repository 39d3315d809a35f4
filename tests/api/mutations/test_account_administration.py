"""Who brings in whom, who changes and closes what; what is refused leaves nothing behind."""

import re
from pathlib import Path
from typing import Any

import pytest

from catalogue.models import Compte, Courriel, Habilitation, Historique, Jeton, LienUnique
from catalogue.transaction import transaction
from catalogue.vocabulary import Role
from tests import factories
from tests.conftest import Client

SIRET, OTHER, UNKNOWN = "13000511900032", "99900028500018", "73282932000074"
COMPTE = "numero email nom actif enAttente version habilitations { role organisme { siret } }"
SUCCESS = f"__typename ... on CompteSuccess {{ changed compte {{ {COMPTE} }} }}"
ERROR = "... on Error { code message } ... on InvalidInput { problems { path code message } }"
INVITE = f"mutation ($input: InviteColleagueInput!) {{ inviteColleague(input: $input) {{ {SUCCESS} {ERROR} }} }}"
CHANGE = f"mutation ($input: ChangeRoleInput!) {{ changeRole(input: $input) {{ {SUCCESS} {ERROR} }} }}"
REMOVE = f"mutation ($input: RemoveRoleInput!) {{ removeRole(input: $input) {{ {SUCCESS} {ERROR} }} }}"
CLOSE = f"mutation ($input: CompteInput!) {{ deactivateAccount(input: $input) {{ {SUCCESS} {ERROR} }} }}"
OPEN = f"mutation ($input: CompteInput!) {{ reactivateAccount(input: $input) {{ {SUCCESS} {ERROR} }} }}"
NOT_MANAGER = "Seul un gestionnaire de l'établissement ou un administrateur gère les comptes."
NOT_ADMINISTRATOR = "Seul un administrateur peut le faire."
GUEST = {"email": "collegue@exemple.fr", "nom": "Accueil", "role": "SAISISSEUR_OF", "siret": SIRET}
ACTORS = {
    "nobody": None,
    "reader": (Role.LECTEUR_OF, 1),
    "writer": (Role.SAISISSEUR_OF, 1),
    "manager": (Role.GESTIONNAIRE_OF, 1),
    "elsewhere": (Role.GESTIONNAIRE_OF, 2),
    "validator": (Role.VALIDATEUR, None),
    "lead": (Role.RESPONSABLE_OFFRE, None),
    "administrator": (Role.ADMINISTRATEUR, None),
}


@pytest.fixture
async def tokens(procedure_database: Path) -> dict[str, str | None]:
    """A token for each actor; « elsewhere » manages another body, whose number is 2."""

    async def unit() -> dict[str, str | None]:
        number, _ = await factories.organisme()
        assert number == 2
        return {name: await factories.token(*held) if held else None for name, held in ACTORS.items()}

    return await transaction(unit)


async def ask(client: Client, token: str | None, operation: str, /, **values: Any) -> Any:
    [answer] = (await client.signed(token).data(operation, input=values)).values()
    return answer


async def traces() -> tuple[Any, ...]:
    """All that a refusal must leave as it was."""
    return (
        await Compte.all().order_by("id").values("id", "courriel", "actif", "version"),
        await Habilitation.all().order_by("id").values("id", "compte_id", "organisme_id", "role"),
        await Historique.all().count(),
        await Courriel.all().count(),
        await LienUnique.all().count(),
        await Jeton.all().count(),
    )


async def test_a_manager_brings_in_a_colleague(client: Client, tokens: dict[str, str]) -> None:
    answer = await ask(client, tokens["manager"], INVITE, **{**GUEST, "email": "Collegue@Exemple.fr"})
    assert answer["__typename"] == "CompteSuccess" and answer["changed"]
    numero = answer["compte"].pop("numero")
    assert answer["compte"] == {
        "email": "collegue@exemple.fr",
        "nom": "Accueil",
        "actif": True,
        "enAttente": True,
        "version": 1,
        "habilitations": [{"role": "SAISISSEUR_OF", "organisme": {"siret": SIRET}}],
    }
    lines = await Historique.filter(objet="Compte", cle=str(numero)).order_by("id")
    assert [(line.verbe, line.organisme_id) for line in lines] == [("créer", None), ("habiliter", 1)]
    manager = await Compte.get(habilitations__role=Role.GESTIONNAIRE_OF, habilitations__organisme_id=1)
    assert {line.compte_id for line in lines} == {manager.id}
    mail = await Courriel.get()
    assert (mail.destinataire, mail.sujet, mail.confidentiel) == ("collegue@exemple.fr", "Votre compte SOFI", True)
    link = re.search(r"{site}/mot-de-passe#(\S{43})\n", mail.texte)
    assert link and (await LienUnique.get()).empreinte != link[1]
    assert manager.nom in mail.texte and "saisit et soumet l’offre" in mail.texte


@pytest.mark.parametrize(
    ("actor", "kind", "told"),
    [
        ("nobody", "NotFound", f"L'établissement {SIRET} n'existe pas."),
        ("reader", "Forbidden", NOT_MANAGER),
        ("writer", "Forbidden", NOT_MANAGER),
        ("elsewhere", "NotFound", f"L'établissement {SIRET} n'existe pas."),
        ("validator", "Forbidden", NOT_MANAGER),
        ("lead", "Forbidden", NOT_MANAGER),
    ],
)
async def test_others_bring_in_nobody(client: Client, tokens: Any, actor: str, kind: str, told: str) -> None:
    before = await traces()
    answer = await ask(client, tokens[actor], INVITE, **GUEST)
    assert (answer["__typename"], answer["message"]) == (kind, told)
    assert await traces() == before


async def test_a_foreign_establishment_and_an_unknown_one_are_answered_alike(client: Client, tokens: Any) -> None:
    foreign, unknown = [
        await ask(client, tokens["elsewhere"], INVITE, **{**GUEST, "siret": siret}) for siret in (SIRET, UNKNOWN)
    ]
    assert foreign["message"].replace(SIRET, "") == unknown["message"].replace(UNKNOWN, "")
    assert foreign["code"] == unknown["code"] == "NOT_FOUND"


@pytest.mark.parametrize("actor", ["nobody", "manager", "validator", "lead"])
async def test_only_an_administrator_gives_a_role_of_the_region(client: Client, tokens: Any, actor: str) -> None:
    before = await traces()
    answer = await ask(client, tokens[actor], INVITE, **{**GUEST, "role": "ADMINISTRATEUR", "siret": None})
    told = "Connectez-vous d'abord par `signIn`." if actor == "nobody" else NOT_ADMINISTRATOR
    assert (answer["__typename"], answer["message"]) == ("Forbidden", told)
    assert await traces() == before
    allowed = await ask(client, tokens["administrator"], INVITE, **{**GUEST, "role": "VALIDATEUR", "siret": None})
    assert allowed["compte"]["habilitations"] == [{"role": "VALIDATEUR", "organisme": None}]


@pytest.mark.parametrize(
    ("values", "path", "code"),
    [
        ({"email": "pas une adresse"}, "email", "FORMAT"),
        ({"email": "a@b.fr\nBcc: x@y.fr"}, "email", "FORMAT"),
        ({"nom": ""}, "nom", "LONGUEUR"),
        ({"nom": "é" * 101}, "nom", "LONGUEUR"),
        ({"nom": "<b>Accueil</b>"}, "nom", "FORMAT"),
        ({"siret": None}, "siret", "PORTEE"),
        ({"role": "VALIDATEUR"}, "siret", "PORTEE"),
        ({"clientMutationId": ""}, "clientMutationId", "CLE"),
    ],
)
async def test_values_that_cannot_be_are_refused(
    client: Client, tokens: Any, values: dict[str, Any], path: str, code: str
) -> None:
    before = await traces()
    answer = await ask(client, tokens["administrator"], INVITE, **{**GUEST, **values})
    [problem] = answer["problems"]
    assert (problem["path"], problem["code"]) == ([path], code)
    assert await traces() == before


async def test_an_account_that_exists_gets_the_role_and_a_mail_without_link(client: Client, tokens: Any) -> None:
    numero = await factories.compte("collegue@exemple.fr", (Role.LECTEUR_OF, 2), nom="Scolarité")
    answer = await ask(client, tokens["manager"], INVITE, **GUEST)
    assert (answer["compte"]["numero"], answer["compte"]["nom"]) == (numero, "Scolarité")
    assert answer["compte"]["version"] == 2
    # What the colleague does for another body is not the manager's to know.
    assert answer["compte"]["habilitations"] == [{"role": "SAISISSEUR_OF", "organisme": {"siret": SIRET}}]
    mail = await Courriel.get()
    assert mail.sujet == "Un nouveau rôle dans SOFI" and "#" not in mail.texte and not mail.confidentiel
    assert not await LienUnique.exists()
    before = await traces()
    again = await ask(client, tokens["manager"], INVITE, **GUEST)
    assert (again["__typename"], again["code"]) == ("Duplicate", "DUPLICATE")
    assert await traces() == before


async def test_an_invitation_is_sent_again_until_it_is_accepted(client: Client, tokens: Any) -> None:
    first = await ask(client, tokens["manager"], INVITE, **GUEST)
    former = (await LienUnique.get()).empreinte
    second = await ask(client, tokens["manager"], INVITE, **GUEST)
    assert second["compte"]["numero"] == first["compte"]["numero"]
    assert (await LienUnique.get()).empreinte != former
    assert await Courriel.all().count() == 2 and await Habilitation.filter(role=Role.SAISISSEUR_OF).count() == 2


async def test_the_same_request_twice_invites_once(client: Client, tokens: Any) -> None:
    values = {**GUEST, "clientMutationId": "invite-1"}
    first, second = [await ask(client, tokens["manager"], INVITE, **values) for _ in range(2)]
    assert first["compte"] == second["compte"]
    assert await Courriel.all().count() == 1
    other = await ask(client, tokens["manager"], INVITE, **{**values, "nom": "Autre"})
    assert other["problems"][0]["code"] == "KEY_REUSED"


async def test_a_manager_changes_and_removes_the_role_of_a_colleague(client: Client, tokens: Any) -> None:
    numero = await factories.compte("collegue@exemple.fr", (Role.LECTEUR_OF, 1), (Role.LECTEUR_OF, 2))
    target = {"compte": numero, "siret": SIRET}
    same = await ask(client, tokens["manager"], CHANGE, **target, expectedVersion=1, role="LECTEUR_OF")
    assert (same["changed"], same["compte"]["version"]) == (False, 1)
    changed = await ask(client, tokens["manager"], CHANGE, **target, expectedVersion=1, role="GESTIONNAIRE_OF")
    assert (changed["changed"], changed["compte"]["version"]) == (True, 2)
    stale = await ask(client, tokens["manager"], REMOVE, **target, expectedVersion=1)
    assert (stale["__typename"], stale["code"]) == ("StaleVersion", "STALE_VERSION")
    assert "a changé « Rôle » (version 2)" in stale["message"]
    removed = await ask(client, tokens["manager"], REMOVE, **target, expectedVersion=2)
    assert (removed["compte"]["version"], removed["compte"]["habilitations"]) == (3, [])
    assert await Habilitation.filter(compte_id=numero).values_list("organisme_id", "role") == [(2, Role.LECTEUR_OF)]
    lines = await Historique.filter(objet="Compte", cle=str(numero)).order_by("id")
    assert [(line.verbe, line.avant, line.apres, line.version, line.organisme_id) for line in lines] == [
        ("changer le rôle", {"role": "LECTEUR_OF"}, {"role": "GESTIONNAIRE_OF"}, 2, 1),
        ("retirer le rôle", {"role": "GESTIONNAIRE_OF"}, {}, 3, 1),
    ]


@pytest.mark.parametrize("operation", [CHANGE, REMOVE], ids=["change", "remove"])
@pytest.mark.parametrize(
    ("actor", "kind", "told"),
    [
        ("nobody", "NotFound", f"L'établissement {SIRET} n'existe pas."),
        ("reader", "Forbidden", NOT_MANAGER),
        ("writer", "Forbidden", NOT_MANAGER),
        ("elsewhere", "NotFound", f"L'établissement {SIRET} n'existe pas."),
        ("lead", "Forbidden", NOT_MANAGER),
    ],
)
async def test_others_change_no_role(
    client: Client, tokens: Any, operation: str, actor: str, kind: str, told: str
) -> None:
    numero = await factories.compte("collegue@exemple.fr", (Role.LECTEUR_OF, 1))
    before = await traces()
    values = {"compte": numero, "siret": SIRET, "expectedVersion": 1, "role": "SAISISSEUR_OF"}
    answer = await ask(client, tokens[actor], operation, **values)
    assert (answer["__typename"], answer["message"]) == (kind, told)
    assert await traces() == before


async def test_a_manager_cannot_tell_an_account_without_role_here_from_none(client: Client, tokens: Any) -> None:
    numero = await factories.compte("ailleurs@exemple.fr", (Role.LECTEUR_OF, 2))
    for operation in (CHANGE, REMOVE):
        values = {"siret": SIRET, "expectedVersion": 1, "role": "SAISISSEUR_OF"}
        foreign, unknown = [
            await ask(client, tokens["manager"], operation, compte=compte, **values) for compte in (numero, 4711)
        ]
        assert foreign["message"] == f"Le compte {numero} n'a pas ce rôle ici."
        assert unknown == {**foreign, "message": "Le compte 4711 n'a pas ce rôle ici."}


async def test_a_body_s_role_is_not_changed_into_one_of_the_region(client: Client, tokens: Any) -> None:
    numero = await factories.compte("collegue@exemple.fr", (Role.LECTEUR_OF, 1))
    before = await traces()
    values = {"compte": numero, "siret": SIRET, "expectedVersion": 1, "role": "ADMINISTRATEUR"}
    answer = await ask(client, tokens["manager"], CHANGE, **values)
    assert answer["problems"][0]["code"] == "PORTEE"
    none = await ask(client, tokens["administrator"], REMOVE, compte=numero, expectedVersion=1)
    assert none["problems"][0]["path"] == ["role"]
    assert await traces() == before


async def test_the_last_administrator_keeps_the_keys(client: Client, tokens: Any) -> None:
    me = await Compte.get(habilitations__role=Role.ADMINISTRATEUR)
    before = await traces()
    for operation, more in ((CLOSE, {}), (REMOVE, {"role": "ADMINISTRATEUR"})):
        answer = await ask(client, tokens["administrator"], operation, compte=me.id, expectedVersion=1, **more)
        assert (answer["__typename"], answer["message"]) == (
            "Forbidden",
            "C'est le dernier administrateur : nommez-en un autre d'abord.",
        )
    assert await traces() == before
    await factories.compte("relais@exemple.fr", (Role.ADMINISTRATEUR, None), actif=False)
    closed = await ask(client, tokens["administrator"], CLOSE, compte=me.id, expectedVersion=1)
    assert closed["__typename"] == "Forbidden"  # a closed administrator is none
    await factories.compte("relais2@exemple.fr", (Role.ADMINISTRATEUR, None))
    answer = await ask(client, tokens["administrator"], REMOVE, compte=me.id, expectedVersion=1, role="ADMINISTRATEUR")
    assert answer["__typename"] == "CompteSuccess"


async def test_a_closed_account_is_out_at_once_and_comes_back_as_it_was(client: Client, tokens: Any) -> None:
    writer = await Compte.get(habilitations__role=Role.SAISISSEUR_OF)
    values = {"compte": writer.id, "expectedVersion": 1}
    closed = await ask(client, tokens["administrator"], CLOSE, **values)
    assert (closed["compte"]["actif"], closed["compte"]["version"], closed["changed"]) == (False, 2, True)
    assert (await client.signed(tokens["writer"]).refusal("{ me { nom } }"))[0] == "UNAUTHENTICATED"
    assert not await Jeton.filter(compte_id=writer.id).exists()
    again = await ask(client, tokens["administrator"], CLOSE, compte=writer.id, expectedVersion=2)
    assert (again["changed"], again["compte"]["version"]) == (False, 2)
    stale = await ask(client, tokens["administrator"], OPEN, **values)
    assert stale["__typename"] == "StaleVersion"
    opened = await ask(client, tokens["administrator"], OPEN, compte=writer.id, expectedVersion=2)
    assert (opened["compte"]["actif"], opened["compte"]["version"]) == (True, 3)
    assert opened["compte"]["habilitations"] == [{"role": "SAISISSEUR_OF", "organisme": {"siret": SIRET}}]


@pytest.mark.parametrize("operation", [CLOSE, OPEN], ids=["close", "open"])
@pytest.mark.parametrize("actor", [name for name in ACTORS if name != "administrator"])
async def test_others_close_and_open_no_account(client: Client, tokens: Any, operation: str, actor: str) -> None:
    writer = await Compte.get(habilitations__role=Role.SAISISSEUR_OF)
    before = await traces()
    answers = [
        await ask(client, tokens[actor], operation, compte=compte, expectedVersion=1) for compte in (writer.id, 4711)
    ]
    told = "Connectez-vous d'abord par `signIn`." if actor == "nobody" else NOT_ADMINISTRATOR
    assert answers == [{"__typename": "Forbidden", "code": "FORBIDDEN", "message": told}] * 2
    assert await traces() == before
