"""Where things are."""

import strawberry

from api.scalars import CodeInsee


@strawberry.type(description="Un département.")
class Departement:
    """A département."""

    code: str = strawberry.field(description="`44`, `2A`, `974`.")
    nom: str = strawberry.field(description="Nom officiel.")
    region: str = strawberry.field(description="Code INSEE de la région (`52` : Pays de la Loire).")


@strawberry.type(description="Une commune au sens de l'INSEE.")
class Commune:
    """A commune."""

    code_insee: CodeInsee = strawberry.field(description="Code INSEE, différent du code postal.")
    nom: str = strawberry.field(description="Nom officiel.")
    departement: Departement = strawberry.field(description="Département de la commune.")
