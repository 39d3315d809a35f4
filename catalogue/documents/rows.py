"""The working rows that documents are made of (`catalogue.reads.working` reads them)."""

from dataclasses import dataclass

from catalogue.models import (
    Action,
    Bloc,
    Certificateur,
    Certification,
    Commune,
    Dispositif,
    Formation,
    Organisme,
    Referent,
    Session,
    Site,
    TypeDispositif,
)


@dataclass(frozen=True, slots=True)
class Rows:
    """Everything that some actions and their formations name, by its key."""

    actions: list[Action]
    formations: dict[int, Formation]
    sessions: dict[int, list[Session]]
    dispositifs: dict[int, list[Dispositif]]
    certifications: dict[str, Certification]
    certificateurs: dict[str, list[Certificateur]]
    blocs: dict[int, list[Bloc]]
    organismes: dict[int, Organisme]
    sites: dict[int, Site]
    communes: dict[str, Commune]
    referents: dict[int, Referent]
    types: dict[str, TypeDispositif]
