"""The trees of reasons in the graph."""

import strawberry

from catalogue.vocabulary.motifs import ArbreMotifs


@strawberry.type(name="Motif", description="Un motif à donner.")
class MotifType:
    """A reason."""

    code: str = strawberry.field(description="Code, stable.")
    libelle: str = strawberry.field(description="Le motif.")
    conseil: str = strawberry.field(description="Ce que l'organisme peut faire.")
    precision: bool = strawberry.field(description="Demande-t-il une précision ?")


@strawberry.type(name="FamilleMotifs", description="Des motifs du même ordre.")
class FamilleMotifsType:
    """Reasons of one kind."""

    code: str = strawberry.field(description="Code, stable.")
    libelle: str = strawberry.field(description="Leur nom.")
    motifs: list[MotifType] = strawberry.field(description="Les motifs.")


@strawberry.type(name="ArbreMotifs", description="Les motifs d'un geste, en arbre.")
class ArbreMotifsType:
    """A tree of reasons."""

    nom: str = strawberry.field(description="Nom de la liste : `MOTIFS_REFUS`…")
    libelle: str = strawberry.field(description="Son titre.")
    familles: list[FamilleMotifsType] = strawberry.field(description="Les familles de motifs.")

    @classmethod
    def of(cls, arbre: ArbreMotifs) -> "ArbreMotifsType":
        """A tree as it is shown."""
        return cls(
            nom=arbre.nom,
            libelle=arbre.libelle,
            familles=[
                FamilleMotifsType(
                    code=famille.code,
                    libelle=famille.libelle,
                    motifs=[
                        MotifType(
                            code=motif.code, libelle=motif.libelle, conseil=motif.conseil, precision=motif.precision
                        )
                        for motif in famille.motifs
                    ],
                )
                for famille in arbre.familles
            ],
        )
