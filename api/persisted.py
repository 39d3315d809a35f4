"""Documents asked by their hash, as the draft of GraphQL over HTTP has it (appendix “Persisted Documents”).

They are in the base, for every process. Each process remembers what it found, and asks the base again a few seconds
later: a text never changes under its hash, but a document may be removed.
"""

import time
from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import date

from graphql import DocumentNode, OperationDefinitionNode, OperationType
from starlette.background import BackgroundTask

from api.answers import JSON, Refusal, request_error_status
from api.execution import SofiSchema
from api.incoming import Incoming
from catalogue import clock
from catalogue.reads.documents_enregistres import find
from catalogue.settings import DocumentsAdmis
from workflows import persisted

RECHECK_SECONDS = 5.0
"""How long a removed document may still be run."""
PAUSE_SECONDS = 60.0
"""How long a process takes no new document after the base had enough of them for the day."""
_REMEMBERED = 500

_NOT_FOUND = "PERSISTED_DOCUMENT_NOT_FOUND"
_REQUIRED = "PERSISTED_DOCUMENT_REQUIRED"
_MISMATCH = "PERSISTED_DOCUMENT_MISMATCH"


@dataclass(slots=True)
class _Kept:
    """A document as it was in the base a moment ago."""

    text: str
    read_at: float
    used_on: date | None


class PersistedDocuments:
    """What one process knows of the documents in the base, and which documents it runs.

    Args:
        mode: which ones those are.
        own: the texts that the service's own pages send, which are always run.
    """

    def __init__(self, mode: DocumentsAdmis, own: frozenset[str] = frozenset()) -> None:
        self._mode = mode
        self._own = own
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._full_until = 0.0

    @property
    def closed(self) -> bool:
        """Whether nothing is run but what the operator registered."""
        return self._mode is DocumentsAdmis.ENREGISTRES

    async def resolve(self, asked: Incoming, media_type: str = JSON) -> Incoming:
        """What is asked, with the text of its document.

        Raises:
            Refusal: it is not known, is not the text that came with it, or may not be run here.
        """
        if self.closed and (asked.query or asked.document_id is None):
            if asked.document_id is None and asked.query in self._own:
                return asked
            raise Refusal(
                403,
                "Ce service n'exécute que les documents enregistrés par son exploitant : envoyez `documentId` et non "
                "`query`, et demandez-lui d'enregistrer ce document s'il ne l'est pas.",
                code=_REQUIRED,
            )
        if asked.document_id is None:
            return asked
        if asked.query:
            self._check_pair(asked.query, asked.document_id)
        kept = await self._find(asked.document_id)
        if asked.query:
            return asked
        if kept is None:
            raise Refusal(request_error_status(media_type), self._unknown(), code=_NOT_FOUND)
        return replace(asked, query=kept.text)

    def afterwards(self, asked: Incoming, schema: SofiSchema) -> BackgroundTask | None:
        """What is to be written once the answer is sent: the day of the use, or a document that was used first."""
        if asked.document_id is None:
            return None
        kept = self._kept.get(asked.document_id)
        if kept is None:
            if self._takes(asked.query, schema):
                return BackgroundTask(self._register, asked.query)
            return None
        today = clock.today()
        if kept.used_on is not None and kept.used_on >= today:
            return None
        kept.used_on = today
        return BackgroundTask(persisted.mark_used, asked.document_id, today)

    def _check_pair(self, query: str, identifier: str) -> None:
        if self._mode is not DocumentsAdmis.PREMIER_USAGE:
            raise Refusal(
                400,
                "Envoyez `query` ou `documentId`, pas les deux : ce service n'enregistre pas les documents à leur "
                "premier usage.",
            )
        if persisted.fingerprint(query) != identifier:
            raise Refusal(
                400,
                "`documentId` n'est pas le SHA-256 de `query` en UTF-8 : recalculez-le sur le texte envoyé.",
                code=_MISMATCH,
            )

    def _unknown(self) -> str:
        if self._mode is DocumentsAdmis.PREMIER_USAGE:
            return (
                "Ce document n'est pas enregistré : envoyez-le une fois avec son identifiant, `query` et `documentId`."
            )
        if self.closed:
            return "Ce document n'est pas enregistré : demandez à l'exploitant du service de l'enregistrer."
        return "Ce document n'est pas enregistré : envoyez son texte dans `query`, ou faites-le enregistrer."

    async def _find(self, identifier: str) -> _Kept | None:
        kept = self._kept.get(identifier)
        now = time.monotonic()
        if kept is not None and now - kept.read_at < RECHECK_SECONDS:
            self._kept.move_to_end(identifier)
            return kept
        found = await find(identifier)
        # A stranger may have sent it before the service was closed: then the operator has not read it.
        if found is None or (self.closed and not found.exploitant):
            self._kept.pop(identifier, None)
            return None
        kept = self._kept[identifier] = _Kept(found.texte, now, found.vu_le)
        self._kept.move_to_end(identifier)
        while len(self._kept) > _REMEMBERED:
            self._kept.popitem(last=False)
        return kept

    def _takes(self, text: str, schema: SofiSchema) -> bool:
        """Whether a document that came with its hash is kept: it was found valid and within the limits, only reads, and
        is not too long.
        """
        if self._mode is not DocumentsAdmis.PREMIER_USAGE or time.monotonic() < self._full_until:
            return False
        known = schema.documents.get(text)
        return known is not None and _only_reads(known.document) and len(text.encode()) <= persisted.FIRST_USE_BYTES

    async def _register(self, text: str) -> None:
        if not await persisted.register_at_first_use(text):
            self._full_until = time.monotonic() + PAUSE_SECONDS


def _only_reads(document: DocumentNode) -> bool:
    return all(
        node.operation is OperationType.QUERY
        for node in document.definitions
        if isinstance(node, OperationDefinitionNode)
    )
