"""The reference lists: Certifinfo, vocabularies, kinds of dispositif."""

from enum import Enum
from typing import Annotated

import strawberry

from api import pagination
from api.context import Info
from api.inputs import FiltreCertification, OrdreCertifications, certification_criteria
from api.pagination import After, Arguments, Before, Connection, First, Last
from api.types.certification import Certification
from api.types.dispositif import FicheTypeDispositif
from api.types.vocabulary import EntreeVocabulaire, Vocabulaire
from catalogue.reads import certifinfo, dispositifs
from catalogue.reads.keyset import read_page
from catalogue.vocabulary import LISTES, Liste

NomVocabulaire = Enum("NomVocabulaire", {name: name for name in sorted(LISTES)})  # type: ignore[misc]
strawberry.enum(NomVocabulaire, description="Les listes fermées que rend `vocabulaire(name:)`.")
for _value in NomVocabulaire.__strawberry_definition__.values:  # type: ignore[attr-defined]
    _value.description = LISTES[_value.name].libelle


@strawberry.type
class ReferenceQueries:
    """The reference lists."""

    @strawberry.field(description="Une certification par son code Certifinfo, null si elle est inconnue.")
    async def certification(
        self, info: Info, code: Annotated[str, strawberry.argument(description="Code Certifinfo, `109049`.")]
    ) -> Certification | None:
        """Two statements."""
        return await info.context.loaders.certifications.load(code.strip())

    @strawberry.field(
        description="Recherche Certifinfo : par mots de l'intitulé, codes, certificateur, type ou niveau."
    )
    async def certifications(
        self,
        info: Info,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        filter: Annotated[FiltreCertification | None, strawberry.argument(description="Critères.")] = None,
        order_by: Annotated[OrdreCertifications, strawberry.argument(description="Ordre.")] = OrdreCertifications.CODE,
    ) -> Connection[Certification]:
        """Two statements, one for the total."""
        order, name = order_by.value, f"certifications/{order_by.name}"
        query = certification_criteria(filter).certifications()
        window = pagination.window(Arguments(first, after, last, before), name, order)
        page = await read_page(query.select_related("type"), order, window)
        nodes = await certifinfo.certification_cards(page.rows)
        return pagination.connection(page, nodes, name, order, query.count)

    @strawberry.field(description="Une liste fermée : codes LHEO, listes de la procédure, niveaux, énumérations.")
    def vocabulaire(
        self,
        name: Annotated[NomVocabulaire, strawberry.argument(description="Nom de la liste.")],
    ) -> Vocabulaire:
        """No statement."""
        return _vocabulaire(LISTES[name.value])

    @strawberry.field(description="Toutes les listes fermées.")
    def vocabulaires(self) -> list[Vocabulaire]:
        """No statement."""
        return [_vocabulaire(LISTES[name]) for name in sorted(LISTES)]

    @strawberry.field(description="Les types de dispositifs de financement, avec leurs règles et leur validité.")
    async def types_dispositif(self) -> list[FicheTypeDispositif]:
        """One statement."""
        return await dispositifs.types_dispositif()  # type: ignore[return-value]


def _vocabulaire(liste: Liste) -> Vocabulaire:
    return Vocabulaire(
        name=liste.nom,
        libelle=liste.libelle,
        source=liste.source,
        termes=[
            EntreeVocabulaire(code=terme.code, libelle=terme.libelle, valeur=terme.valeur) for terme in liste.termes
        ],
    )
