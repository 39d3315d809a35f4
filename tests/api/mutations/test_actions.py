"""The Action card (procedure p. 8)."""

from typing import Any

from catalogue.models import Action
from catalogue.transaction import transaction
from catalogue.vocabulary import EtatDossier
from seeds.procedure import ACTION, FORMATION, SITE
from tests.api.conftest import Unchanged
from tests.api.mutations.desk import Desk

CARD: dict[str, Any] = {
    "siteDispensateur": SITE,
    "complementIntitule": "Option paie",
    "complementProgramme": "La paie, de l'embauche au départ.",
    "objectifs": "Établir un bulletin de paie.",
    "resultatsAttendus": "Titre professionnel assistant ressources humaines",
    "plus": "Un plateau technique neuf.",
    "urlVideo": "https://www.youtube.com/watch?v=M7lc1UVf-VE",
    "urlPdf": "https://www.exemple.fr/plaquette.pdf",
    "urlAction": "https://www.exemple.fr/formation",
    "equipements": [
        {"type": "1", "coutIndicatif": 350, "commentaire": "Un ordinateur portable."},
        {"type": "2", "coutIndicatif": None, "commentaire": None},
    ],
    "niveauEntree": "1",
    "prerequis": ["aucun"],
    "commentairePrerequis": "Savoir se servir d'un tableur.",
}
SHOWN: dict[str, Any] = {
    **CARD,
    "dossier": "EN_SAISIE",
    "siteDispensateur": {"numero": SITE},
    "equipements": [{**item, "type": {"code": item["type"]}} for item in CARD["equipements"]],
    "niveauEntree": {"code": "1"},
    "prerequis": [{"code": "aucun"}],
}
EMPTY: dict[str, Any] = dict.fromkeys(CARD) | {"equipements": [], "prerequis": []}


async def add(desk: Desk, **card: Any) -> dict[str, Any]:
    """A new action under the procedure's formation."""
    action: dict[str, Any] = (await desk.done("addAction", formation=FORMATION, action=card))["action"]
    return action


async def test_every_field_of_the_card_is_kept_as_it_was_given(desk: Desk) -> None:
    action = await add(desk, **CARD)
    numero = action["numero"]
    assert action == {**SHOWN, "id": action["id"], "numero": numero, "code": f"{FORMATION}-{numero}", "version": 1}
    assert await desk.read("action", numero) == action
    [line] = await desk.history("Action", numero)
    assert (line["verbe"], line["version"], line["par"]) == ("créer", 1, "Compte 1")
    assert {change["champ"] for change in line["champs"]} == {
        "site_dispensateur",
        "complement_intitule",
        "complement_programme",
        "objectifs",
        "resultats_attendus",
        "plus",
        "url_video",
        "url_pdf",
        "url_action",
        "equipements",
        "niveau_entree",
        "prerequis",
        "commentaire_prerequis",
    }


async def test_a_draft_may_be_empty_and_each_field_is_changed_alone(desk: Desk) -> None:
    action = await add(desk)
    numero, version = action["numero"], 1
    shown = {**action, **EMPTY}
    assert action == shown
    for name, value in CARD.items():
        answer = await desk.done("updateAction", numero=numero, expectedVersion=version, action={name: value})
        version += 1
        shown |= {name: SHOWN[name], "version": version}
        assert (answer["changed"], answer["action"]) == (True, shown)
    assert [
        [(change["champ"], change["libelle"]) for change in line["champs"]]
        for line in (await desk.history("Action", numero))[:2]
    ] == [[("commentaire_prerequis", "Commentaire Pré-requis")], [("prerequis", "Pré-requis")]]


async def test_null_empties_a_field_and_leaves_the_others(desk: Desk) -> None:
    for name in CARD:
        action = await add(desk, **CARD)
        answer = await desk.done("updateAction", numero=action["numero"], expectedVersion=1, action={name: None})
        assert answer["action"] == {**action, name: EMPTY[name], "version": 2}


async def test_what_was_validated_is_being_entered_again_once_changed(desk: Desk) -> None:
    await transaction(lambda: Action.filter(numero=ACTION).update(dossier=EtatDossier.VALIDEE))
    same = {"niveauEntree": "1"}
    answer = await desk.done("updateAction", numero=ACTION, expectedVersion=1, action=same)
    assert (answer["changed"], answer["action"]["dossier"]) == (False, "VALIDEE")
    answer = await desk.done("updateAction", numero=ACTION, expectedVersion=1, action={"plus": "Neuf."})
    assert (answer["changed"], answer["action"]["dossier"]) == (True, "EN_SAISIE")


async def test_what_is_used_or_was_published_is_not_removed(desk: Desk, unchanged: Unchanged) -> None:
    async with unchanged():
        answer = await desk.send("removeAction", numero=ACTION, expectedVersion=1)
        assert (answer["__typename"], answer["message"]) == (
            "TransitionRefused",
            "On ne peut pas supprimer une action « validée » et « en ligne ». Retirez de la publication ce qui y "
            "est ; le Carif-Oref archive ce qui lui a été soumis.",
        )
    numero = (await add(desk))["numero"]
    session = (await desk.done("addSession", action=numero, session={}))["session"]["numero"]
    async with unchanged():
        answer = await desk.send("removeAction", numero=numero, expectedVersion=1)
        assert (answer["__typename"], answer["usages"]) == ("InUse", [f"session {session}"])
    await desk.done("removeSession", numero=session, expectedVersion=1)
    assert (await desk.done("removeAction", numero=numero, expectedVersion=1))["numero"] == numero
    assert await desk.read("action", numero) is None
    assert (await desk.history("Action", numero))[0]["verbe"] == "supprimer"
