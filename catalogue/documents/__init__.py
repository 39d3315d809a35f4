"""The offer document: the one shape of an offer, in memory and stored.

A document is a plain dict of JSON values whose keys are the names of the GraphQL fields:

    {"formation": header, "action": {…, "sessions": [{…, "dispositifs": [{…}]}]}}

The header is the Formation card with the cards of its body and certification; sites, bodies, référents and terms appear
as short cards where they are named. Drafts are built from the working rows
(`catalogue.reads.working`); what is published is stored like this.
"""

from catalogue.documents.canonical import Document, canonical, fingerprint
from catalogue.documents.difference import Ecart, Nature, difference

__all__ = ["Document", "Ecart", "Nature", "canonical", "difference", "fingerprint"]
