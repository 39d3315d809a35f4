"""What is online of an invented offer: documents, revisions, publications and index, by the code that publishes."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

from tortoise.models import Model

from benchmarks.reference.offer import Offer
from catalogue.documents import canonical, fingerprint
from catalogue.documents.build import action_body, header_of
from catalogue.documents.indexing import index_rows, index_terms
from catalogue.documents.rows import Rows
from catalogue.models import FormationPubliee, Publication, Revision
from catalogue.vocabulary import Diffusion, OrigineRevision


class Online:
    """Counts revisions and places in the feed from `first`."""

    def __init__(self, first: int, former: int) -> None:
        self.sequence = self._revision = first - 1
        self._former = former
        self._now = datetime.now(UTC)

    def rows(self, offer: Offer, rows: Rows) -> Iterator[Model]:
        """The rows that put a body's offer online; the revisions come before the publications that point to them."""
        rows = replace(rows, sessions=offer.sessions, dispositifs=offer.dispositifs)
        headers = {formation.numero: header_of(formation, rows) for formation in offer.formations}
        shown: dict[int, int] = {}
        for action in offer.online():
            document = {"formation": headers[action.formation_id], "action": action_body(action, rows)}
            text, print_ = canonical(document).decode(), fingerprint(document)
            for rang in range(1, self._former + 2):
                self._revision += 1
                yield Revision(
                    action_id=action.numero,
                    rang=rang,
                    origine=OrigineRevision.DEMONSTRATION,
                    empreinte=print_,
                    document=text,
                )
            self.sequence += 1
            shown[action.formation_id] = self.sequence
            yield Publication(
                numero=action.numero,
                formation_numero=action.formation_id,
                revision_id=self._revision,
                etat=Diffusion.PUBLIEE,
                sequence=self.sequence,
                publiee_le=self._now,
                document=canonical(document["action"]).decode(),
            )
            yield from index_rows(document)
            yield from index_terms(document)
        for formation, sequence in shown.items():
            yield FormationPubliee(
                numero=formation,
                intitule=headers[formation]["intitule"] or "",
                siret=headers[formation]["organisme"]["siret"],
                sequence=sequence,
                entete=canonical(headers[formation]).decode(),
            )
