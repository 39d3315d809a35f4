"""Codes with their labels."""

import strawberry

from api.types import enums  # noqa: F401  (registers the enums)


@strawberry.type(description="Un code d'une liste fermée et son libellé.")
class Terme:
    """A term as documents carry it."""

    code: str = strawberry.field(description="Code dans la liste.")
    libelle: str = strawberry.field(description="Libellé en français.")


@strawberry.type(description="Un Formacode : il ne signifie rien sans sa version.")
class Formacode:
    """A Formacode with its version."""

    code: str = strawberry.field(description="Cinq chiffres.")
    libelle: str | None = strawberry.field(description="Libellé du thésaurus dans cette version, s'il est connu.")
    version: str | None = strawberry.field(description="Version du thésaurus, par exemple `V14`.")


@strawberry.type(description="Un niveau de qualification sur ses deux échelles.")
class Niveau:
    """A level: the old French scale that Certifinfo still prints, and the European one."""

    code: str | None = strawberry.field(description="Ancienne échelle française, de `I` à `VI` (`III` : Bac + 2).")
    libelle: str | None = strawberry.field(description="Ancienne échelle en toutes lettres : « Niveau III (Bac + 2) ».")
    niveau_europeen: int | None = strawberry.field(description="Échelle européenne, de 1 à 8 (5 : Bac + 2).")


@strawberry.type(description="Une valeur d'un vocabulaire.")
class EntreeVocabulaire:
    """One entry of a closed list."""

    code: str = strawberry.field(description="Code de la norme ou de la nomenclature.")
    libelle: str = strawberry.field(description="Libellé en français.")
    valeur: str | None = strawberry.field(
        description="Nom de la valeur dans ce graphe quand la liste y est une énumération, sinon null."
    )


@strawberry.type(description="Une liste fermée : ses codes, leurs libellés et d'où elle vient.")
class Vocabulaire:
    """A closed list."""

    name: str = strawberry.field(description="Nom de la liste, celui que prend `vocabulaire(name:)`.")
    libelle: str = strawberry.field(description="Titre de la liste.")
    source: str = strawberry.field(description="Norme, nomenclature ou page de la procédure d'où elle vient.")
    termes: list[EntreeVocabulaire] = strawberry.field(description="Les valeurs, dans l'ordre de la source.")
