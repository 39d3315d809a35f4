"""What the whole file says together, beyond each row: the roles of bodies, the UAI of places, rows that repeat."""

from collections.abc import Sequence
from dataclasses import dataclass

from catalogue.vocabulary import NatureOrganisme
from workflows.imports.offer_row import Etablissement, OfferRow
from workflows.imports.report import Ligne

PlaceKey = tuple[str, str, str | None]
"""SIRET of the teaching body, commune as the file has it, post code."""


@dataclass(frozen=True, slots=True)
class FileFacts:
    """Known before the first row is written, so that it does not matter which rows share a transaction.

    `bare_numbers` are those that some row bears without prefix; `highest` is the largest number of all.
    """

    bodies: dict[str, Etablissement]
    cfas: set[str]
    teaching: set[str]
    uais: dict[PlaceKey, str]
    first_alike: dict[str, Ligne]
    bare_numbers: set[int]
    highest: int

    def nature(self, siret: str) -> NatureOrganisme:
        """What the body is in the file: responsible, teaching, or both."""
        if siret not in self.teaching:
            return NatureOrganisme.RESPONSABLE
        return NatureOrganisme.RESPONSABLE_FORMATEUR if siret in self.cfas else NatureOrganisme.FORMATEUR

    def uai(self, row: OfferRow) -> str | None:
        """The UAI of the row's place: its own, else that of another row of the same body, commune and post code."""
        return row.lieu.uai or self.uais.get(place_key(row))


def place_key(row: OfferRow) -> PlaceKey:
    """What makes two rows of one body happen at one place."""
    return row.formateur.siret, row.lieu.commune, row.lieu.code_postal


def gather(rows: Sequence[OfferRow]) -> FileFacts:
    """Read the rows together; where several say a thing, the first one counts."""
    bodies: dict[str, Etablissement] = {}
    uais: dict[PlaceKey, str] = {}
    first_alike: dict[str, Ligne] = {}
    numeros = [numero for row in rows for numero in (row.formation, row.action, row.session)]
    for row in rows:
        bodies.setdefault(row.responsable.siret, row.responsable)
        bodies.setdefault(row.formateur.siret, row.formateur)
        first_alike.setdefault(row.contenu, row.ligne)
        if row.lieu.uai:
            uais.setdefault(place_key(row), row.lieu.uai)
    return FileFacts(
        bodies=bodies,
        cfas={row.responsable.siret for row in rows},
        teaching={row.formateur.siret for row in rows},
        uais=uais,
        first_alike=first_alike,
        bare_numbers={numero.bare for numero in numeros if numero.bare is not None and not numero.prefixe},
        highest=max((numero.bare or 0 for numero in numeros), default=0),
    )
