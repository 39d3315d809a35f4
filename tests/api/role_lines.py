"""Who may ask for which mutation: one line for each, which `test_role_matrix` plays with every kind of caller.

A line gives the roles that may, the arguments, and what answers those who may. Prefer arguments that are refused only
after the right was looked at (a version that is past, an empty key): then one line stands for all callers and nothing
changes between them. What uses something up makes it anew in `before`.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any

from catalogue import clock
from catalogue.models import Abonnement, Depot, Evenement, Livraison, PorteOuverte, Question, Revision
from catalogue.vocabulary import Role
from catalogue.vocabulary.depots import NatureDepot
from seeds.procedure import ACTION, FORMATION, REFERENT, SESSION, SIRET, SITE


class Place(Enum):
    """Where a right is looked for, and so how a refusal is told."""

    ETABLISSEMENT = auto()
    """In the establishment of the object: who may not know of it is answered NotFound, others Forbidden."""
    REGION = auto()
    """In the whole region: Forbidden."""
    COMPTE = auto()
    """On one's own account: whoever is signed in."""
    OUVERT = auto()
    """Nowhere: whoever asks."""


@dataclass(frozen=True)
class Line:
    """One mutation. `then`: the type that answers those who may; several are separated by `|`."""

    roles: frozenset[Role]
    then: str
    given: dict[str, Any] = field(default_factory=dict)
    place: Place = Place.ETABLISSEMENT
    before: Callable[[], Awaitable[Any]] | None = None
    anonymous: str | None = None
    """When those who are not signed in are answered otherwise than people of another body."""


ENTER = frozenset({Role.SAISISSEUR_OF, Role.GESTIONNAIRE_OF, Role.VALIDATEUR, Role.RESPONSABLE_OFFRE})
MANAGE = frozenset({Role.GESTIONNAIRE_OF, Role.RESPONSABLE_OFFRE, Role.ADMINISTRATEUR})
EMPOWER = frozenset({Role.GESTIONNAIRE_OF, Role.ADMINISTRATEUR})
ADMINISTER = frozenset({Role.ADMINISTRATEUR})
SUBMIT = frozenset({Role.SAISISSEUR_OF, Role.GESTIONNAIRE_OF})
EXAMINE = frozenset({Role.VALIDATEUR, Role.RESPONSABLE_OFFRE})
WITHDRAW = frozenset({Role.GESTIONNAIRE_OF}) | EXAMINE
ASSIGN = frozenset({Role.RESPONSABLE_OFFRE})
ANYBODY = frozenset(Role)

PAST = 99
NO_KEY = {"clientMutationId": ""}
PASSWORD = "cheval agrafe correct pile"


def stale(numero: int, **card: Any) -> dict[str, Any]:
    """The input of a change that comes from another version."""
    return {"input": {"numero": numero, "expectedVersion": PAST, **card}}


WEBHOOK = 1001
"""Numbers that no sequence has reached."""


async def _webhook() -> None:
    """A webhook of the procedure's body, with an event that is on its way."""
    if not await Abonnement.exists(id=WEBHOOK):
        await Abonnement.create(id=WEBHOOK, url="https://exemple.fr/", secret="x", organisme_id=1)
        event = await Evenement.create(
            identifiant=f"essai-{await Evenement.all().count()}", type="webhook.ping", version=1, le=clock.now()
        )
        await Livraison.create(id=WEBHOOK, abonnement_id=WEBHOOK, evenement_id=event.id, prochain_le=clock.now())


async def _question() -> None:
    """A question to the procedure's body."""
    if not await Question.exists(id=1):
        revision = await Revision.get(action_id=ACTION)
        depot = await Depot.create(
            action_id=ACTION,
            revision_id=revision.id,
            nature=NatureDepot.MODIFICATION,
            priorite=1,
            soumis_le=clock.now(),
            echeance=clock.today(),
        )
        await Question.create(
            id=1, depot_id=depot.id, revision_id=revision.id, motif="AUTRE", texte="Où ?", pose_le=clock.now()
        )


async def _open_day() -> None:
    """An open day of the procedure's site."""
    if not await PorteOuverte.exists(numero=1):
        await PorteOuverte.create(numero=1, site_id=SITE, debut=clock.now(), fin=clock.now())


LINES: dict[str, Line] = {
    # Accounts
    "signIn": Line(
        ANYBODY,
        "AuthenticationFailed|TooManyAttempts",
        {"input": {"email": "personne@exemple.fr", "password": "faux"}},
        Place.OUVERT,
    ),
    "signOut": Line(ANYBODY, "SignOutSuccess", {}, Place.COMPTE),
    "signOutEverywhere": Line(ANYBODY, "SignOutSuccess", {}, Place.COMPTE),
    "changePassword": Line(
        ANYBODY, "InvalidInput", {"input": {"password": PASSWORD, "newPassword": "court"}}, Place.COMPTE
    ),
    "requestPasswordReset": Line(
        ANYBODY,
        "PasswordResetRequested|TooManyAttempts",
        {"input": {"email": "personne@exemple.fr"}},
        Place.OUVERT,
    ),
    "acceptInvitation": Line(
        ANYBODY, "AuthenticationFailed", {"input": {"token": "inconnu", "password": PASSWORD}}, Place.OUVERT
    ),
    "resetPassword": Line(
        ANYBODY, "AuthenticationFailed", {"input": {"token": "inconnu", "password": PASSWORD}}, Place.OUVERT
    ),
    "inviteColleague": Line(
        EMPOWER,
        "InvalidInput",
        {"input": {"siret": SIRET, "email": "a@exemple.fr", "nom": "A", "role": "ADMINISTRATEUR"}},
    ),
    "changeRole": Line(
        EMPOWER,
        "StaleVersion",
        {"input": {"compte": 1, "expectedVersion": PAST, "siret": SIRET, "role": "GESTIONNAIRE_OF"}},
    ),
    "removeRole": Line(EMPOWER, "StaleVersion", {"input": {"compte": 1, "expectedVersion": PAST, "siret": SIRET}}),
    "deactivateAccount": Line(
        ADMINISTER, "StaleVersion", {"input": {"compte": 1, "expectedVersion": PAST}}, Place.REGION
    ),
    "reactivateAccount": Line(
        ADMINISTER, "StaleVersion|CompteSuccess", {"input": {"compte": 1, "expectedVersion": PAST}}, Place.REGION
    ),
    "createApiKey": Line(ADMINISTER, "InvalidInput", {"input": {"libelle": "Portail", "portees": []}}, Place.REGION),
    "revokeApiKey": Line(ADMINISTER, "NotFound", {"input": {"numero": 999}}, Place.REGION),
    "retryMail": Line(ADMINISTER, "NotFound", {"input": {"numero": 999}}, Place.REGION),
    # Cards
    "createFormation": Line(ENTER, "InvalidInput", {"input": {"siret": SIRET, "formation": {}, **NO_KEY}}),
    "updateFormation": Line(ENTER, "StaleVersion", stale(FORMATION, formation={})),
    "removeFormation": Line(ENTER, "StaleVersion", stale(FORMATION)),
    "addAction": Line(ENTER, "InvalidInput", {"input": {"formation": FORMATION, "action": {}, **NO_KEY}}),
    "updateAction": Line(ENTER, "StaleVersion", stale(ACTION, action={})),
    "removeAction": Line(ENTER, "StaleVersion", stale(ACTION)),
    "addSession": Line(ENTER, "InvalidInput", {"input": {"action": ACTION, "session": {}, **NO_KEY}}),
    "updateSession": Line(ENTER, "StaleVersion", stale(SESSION, session={})),
    "removeSession": Line(ENTER, "StaleVersion", stale(SESSION)),
    "addDispositif": Line(
        ENTER, "InvalidInput", {"input": {"session": SESSION, "type": "1", "dispositif": {}, **NO_KEY}}
    ),
    "createSite": Line(
        MANAGE, "InvalidInput", {"input": {"siret": SIRET, "site": {"nom": "X", "commune": "44109"}, **NO_KEY}}
    ),
    "updateSite": Line(MANAGE, "StaleVersion", stale(SITE, site={})),
    "deactivateSite": Line(MANAGE, "InUse", stale(SITE)),
    "reactivateSite": Line(MANAGE, "StaleVersion", stale(SITE)),
    "createContact": Line(
        MANAGE, "InvalidInput", {"input": {"siret": SIRET, "contact": {"nom": "X", "typeContact": "5"}, **NO_KEY}}
    ),
    "updateContact": Line(MANAGE, "StaleVersion", stale(1, contact={})),
    "deactivateContact": Line(MANAGE, "StaleVersion", stale(1)),
    "reactivateContact": Line(MANAGE, "StaleVersion", stale(1)),
    "createReferent": Line(
        MANAGE, "InvalidInput", {"input": {"siret": SIRET, "type": "PRF", "referent": {"nom": "X"}, **NO_KEY}}
    ),
    "updateReferent": Line(MANAGE, "StaleVersion", stale(REFERENT, referent={})),
    "deactivateReferent": Line(MANAGE, "StaleVersion", stale(REFERENT)),
    "reactivateReferent": Line(MANAGE, "StaleVersion", stale(REFERENT)),
    "createPorteOuverte": Line(
        MANAGE,
        "InvalidInput",
        {
            "input": {
                "siret": SIRET,
                "porteOuverte": {"site": SITE, "debut": "2027-02-06T09:00:00Z", "fin": "2027-02-06T10:00:00Z"},
                **NO_KEY,
            }
        },
    ),
    "updatePorteOuverte": Line(MANAGE, "StaleVersion", stale(1, porteOuverte={}), before=_open_day),
    "removePorteOuverte": Line(MANAGE, "StaleVersion", stale(1), before=_open_day),
    "updateOrganisme": Line(
        MANAGE, "StaleVersion", {"input": {"siret": SIRET, "expectedVersion": PAST, "organisme": {}}}
    ),
    "createOffre": Line(ENTER, "InvalidInput", {"input": {"siret": SIRET, "formation": {}, **NO_KEY}}),
    "duplicateAction": Line(ENTER, "InvalidInput", {"input": {"action": ACTION, **NO_KEY}}),
    "copyFields": Line(
        ENTER,
        "InvalidInput",
        {"input": {"depuis": ACTION, "vers": ACTION, "champs": ["PLUS"], "expectedVersion": PAST}},
    ),
    "renewSession": Line(ENTER, "InvalidInput", {"input": {"session": SESSION, "dateDebut": "2027-09-01", **NO_KEY}}),
    "renewSessions": Line(
        ENTER,
        "RenewSessionsSuccess",
        {"input": {"siret": SIRET, "criteres": {}, "decalage": {"mois": 12}, "dryRun": True}},
    ),
    "updateDispositif": Line(ENTER, "StaleVersion", stale(1, dispositif={})),
    "removeDispositif": Line(ENTER, "StaleVersion", stale(1)),
    # Inboxes and webhooks
    "setMailPreference": Line(ANYBODY, "MailPreferenceSuccess", {"preference": "IMMEDIAT"}, Place.COMPTE),
    "markRead": Line(ANYBODY, "MarkReadSuccess", {}, Place.COMPTE),
    "createWebhook": Line(
        MANAGE,
        "InvalidInput",
        {"input": {"siret": SIRET, "url": "https://93.184.216.34/", "types": ["inconnu"]}},
        anonymous="Forbidden",
    ),
    "updateWebhook": Line(MANAGE, "StaleVersion", stale(WEBHOOK, actif=False), before=_webhook),
    "rotateWebhookSecret": Line(MANAGE, "StaleVersion", {"numero": WEBHOOK, "expectedVersion": PAST}, before=_webhook),
    "removeWebhook": Line(MANAGE, "RemoveSuccess", {"numero": WEBHOOK}, before=_webhook),
    "pingWebhook": Line(MANAGE, "DeliverySuccess", {"numero": WEBHOOK}, before=_webhook),
    "replayDelivery": Line(MANAGE, "DeliverySuccess", {"numero": WEBHOOK}, before=_webhook),
    # Dossiers
    "submitAction": Line(SUBMIT, "TransitionRefused", stale(ACTION)),
    "recallAction": Line(SUBMIT, "TransitionRefused", stale(ACTION)),
    "answerRequest": Line(
        SUBMIT, "InvalidInput|TransitionRefused", {"input": {"question": 1, "reponse": ""}}, before=_question
    ),
    "takeAction": Line(EXAMINE, "TransitionRefused", {"numero": ACTION}),
    "assignAction": Line(ASSIGN, "TransitionRefused", {"input": {"numero": ACTION, "compte": 1}}),
    "releaseAction": Line(EXAMINE, "TransitionRefused", {"numero": ACTION}),
    "requestInformation": Line(
        EXAMINE,
        "TransitionRefused",
        {"input": {"numero": ACTION, "expectedRevision": PAST, "questions": [], "reponseAvant": "2030-01-01"}},
    ),
    "approveAction": Line(EXAMINE, "TransitionRefused", {"input": {"numero": ACTION, "expectedRevision": PAST}}),
    "approveActions": Line(EXAMINE, "TransitionRefused", {"input": [{"numero": ACTION, "expectedRevision": PAST}]}),
    "refuseAction": Line(
        EXAMINE,
        "TransitionRefused",
        {"input": {"numero": ACTION, "expectedRevision": PAST, "motif": "AUTRE"}},
    ),
    "withdrawAction": Line(WITHDRAW, "StaleVersion", stale(ACTION, motif="ANNULEE")),
    "republishAction": Line(WITHDRAW, "TransitionRefused", stale(ACTION)),
    "suspendAction": Line(EXAMINE, "StaleVersion", stale(ACTION, motif="AUTRE")),
    "liftSuspension": Line(EXAMINE, "TransitionRefused", stale(ACTION)),
    "archiveAction": Line(EXAMINE, "StaleVersion", stale(ACTION)),
    "unarchiveAction": Line(EXAMINE, "TransitionRefused", stale(ACTION)),
    "restoreRevision": Line(ENTER, "StaleVersion", stale(ACTION, rang=1, commentaire="")),
    "replaceCertification": Line(
        EXAMINE, "InvalidInput", {"input": {"ancienne": "109049", "nouvelles": []}}, Place.REGION
    ),
    "acknowledgeCertificationChange": Line(SUBMIT, "StaleVersion", stale(ACTION)),
    "confirmReading": Line(EXAMINE, "NotFound", {"numero": ACTION}),
    "setFastLane": Line(
        ASSIGN,
        "InvalidInput",
        {
            "input": {
                "automatique": False,
                "valideesMin": -1,
                "moisSansRefus": 12,
                "toleranceDuree": 10,
                "echantillon": 5,
            }
        },
        Place.REGION,
    ),
}
