"""A complete offer and the people around it, for tests of dossiers over HTTP, with the operations they ask."""

from dataclasses import dataclass
from typing import Any

from catalogue.models import Depot, Evenement, Historique, Publication, Revision
from catalogue.transaction import transaction
from catalogue.vocabulary import Role
from tests import factories
from tests.conftest import Client
from tests.workflows.dossiers import offers

_REFUSAL = """__typename ... on Error { code message }"""
_DOSSIER = "... on DossierSuccess { dossier { etat diffusion version depot { revision { rang } decision assigne } } }"
SUBMIT = f"""mutation($i: SubmitActionInput!) {{ submitAction(input: $i) {{ {_REFUSAL} {_DOSSIER}
  ... on TransitionRefused {{ etat diffusion }} ... on IncompleteDossier {{ completude {{ bloquants {{ code }} }} }}
  ... on NonCompliant {{ manques {{ code }} }} ... on Duplicate {{ twin }} ... on StaleVersion {{ version }} }} }}"""
RECALL = f"mutation($i: ActionInput!) {{ recallAction(input: $i) {{ {_REFUSAL} {_DOSSIER} }} }}"
TAKE = f"mutation($n: Int!) {{ takeAction(numero: $n) {{ {_REFUSAL} {_DOSSIER} }} }}"
RELEASE = f"mutation($n: Int!) {{ releaseAction(numero: $n) {{ {_REFUSAL} {_DOSSIER} }} }}"
APPROVE = f"""mutation($i: ApproveActionInput!) {{ approveAction(input: $i) {{ {_REFUSAL} {_DOSSIER}
  ... on StaleVersion {{ version }} }} }}"""
REFUSE = f"""mutation($i: RefuseActionInput!) {{ refuseAction(input: $i) {{ {_REFUSAL} {_DOSSIER}
  ... on InvalidInput {{ problems {{ path code message }} }} }} }}"""
BULK = f"""mutation($i: [ApproveActionInput!]!) {{ approveActions(input: $i) {{ numero
  resultat {{ {_REFUSAL} {_DOSSIER} }} }} }}"""
UPDATE = """mutation($i: UpdateActionInput!) { updateAction(input: $i) { __typename
  ... on ActionSuccess { action { version } } ... on Error { code message } } }"""


@dataclass
class Scene:
    """A complete offer that was never published, and the people around it."""

    action: int
    organisme: int
    editor: Client
    reader: Client
    stranger: Client
    first: Client
    second: Client
    lead: Client


async def make_scene(client: Client) -> Scene:
    """One body, its people, two validators, a lead."""

    async def unit() -> tuple[int, int, list[str]]:
        await factories.territory()
        body, other = await offers.body(), await offers.body("Autre organisme")
        action = await offers.offer(body)
        people = [
            (Role.SAISISSEUR_OF, body[0]),
            (Role.LECTEUR_OF, body[0]),
            (Role.GESTIONNAIRE_OF, other[0]),
            (Role.VALIDATEUR, None),
            (Role.VALIDATEUR, None),
            (Role.RESPONSABLE_OFFRE, None),
        ]
        return action, body[0], [await factories.token(role, of) for role, of in people]

    action, organisme, tokens = await transaction(unit)
    return Scene(action, organisme, *(client.signed(token) for token in tokens))


async def traces() -> tuple[int, ...]:
    """How much was written: a refusal adds nothing."""
    models = (Revision, Depot, Historique, Evenement, Publication)
    return tuple([await model.all().count() for model in models])


async def submit(scene: Scene, version: int = 1, **more: Any) -> dict[str, Any]:
    """What the editor's submission answers."""
    answer = await scene.editor.data(SUBMIT, i={"numero": scene.action, "expectedVersion": version, **more})
    result: dict[str, Any] = answer["submitAction"]
    return result


async def approve(who: Client, action: int, revision: int = 1) -> dict[str, Any]:
    """What an approval answers."""
    answer = await who.data(APPROVE, i={"numero": action, "expectedRevision": revision})
    result: dict[str, Any] = answer["approveAction"]
    return result
