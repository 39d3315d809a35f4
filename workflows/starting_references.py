"""The reference lists that a new base starts with: the kinds of dispositif (A5).

They are data: once in the base an operator changes them there, and installing again only adds what is missing. The
procedure prints the labels of codes 1 and 8 and the code of the latter; the other codes are ours (A8.2).
"""

from datetime import date

from catalogue.models import TypeDispositif
from catalogue.vocabulary import FamilleDispositif, SaisiePar

_PRIVES = ["interimaire", "80006", "81050", "82038", "82044", "82055"]
_DEMANDEURS = ["80006", "80003", "80007", "80008", "80009", "80010"]
_REGION, _FRANCE_TRAVAIL = FamilleDispositif.REGION, FamilleDispositif.FRANCE_TRAVAIL


def starting_types_dispositif() -> list[TypeDispositif]:
    """The kinds of dispositif of Pays de la Loire, as rows that are not saved; successors come before predecessors."""

    def kind(code: str, libelle: str, famille: FamilleDispositif, **rules: object) -> TypeDispositif:
        return TypeDispositif(
            code=code, libelle=libelle, famille=famille, **{"saisie_par": SaisiePar.ORGANISME, **rules}
        )

    return [
        kind(
            "1",
            "Formation avec autres financements (entreprise, individuel)",
            FamilleDispositif.PRIVE,
            publics=_PRIVES,
            qualiopi_requise=False,
        ),
        kind("2", "Programme région - PRÉPA Clés Avenir", _REGION, publics=_DEMANDEURS),
        kind("3", "Programme région - PRÉPA Avenir Sup", _REGION, publics=_DEMANDEURS),
        kind("4", "Programme région - PRÉPA Sanitaire et social", _REGION, publics=_DEMANDEURS),
        kind("5", "Programme région - 1 emploi = 1 formation", _REGION, valide_du=date(2024, 1, 1)),
        kind(
            "6",
            "Programme région - VISA Métiers",
            _REGION,
            valide_au=date(2023, 12, 31),
            successeur_id="5",
            publics=_DEMANDEURS,
        ),
        kind(
            "7",
            "Alternance - contrat de professionnalisation",
            FamilleDispositif.PROFESSIONNALISATION,
            champs_requis=["cycleAlternance"],
        ),
        kind(
            "8",
            "Apprentissage - contrat d'apprentissage",
            FamilleDispositif.APPRENTISSAGE,
            champs_requis=["cycleAlternance", "effectifMinimal", "capaciteSimultanee"],
        ),
        kind("9", "Compte personnel de formation", FamilleDispositif.PRIVE),
        kind("10", "France Travail - action de formation conventionnée (AFC)", _FRANCE_TRAVAIL, publics=_DEMANDEURS),
        kind("11", "France Travail - POE individuelle (POEI)", _FRANCE_TRAVAIL, publics=_DEMANDEURS),
        kind("12", "France Travail - POE collective (POEC)", _FRANCE_TRAVAIL, publics=_DEMANDEURS),
        kind("13", "France Travail - aide individuelle à la formation (AIF)", _FRANCE_TRAVAIL, publics=_DEMANDEURS),
        kind(
            "14",
            "État - formation initiale sous statut scolaire",
            FamilleDispositif.ETAT,
            saisie_par=SaisiePar.CARIF,
            qualiopi_requise=False,
        ),
        kind(
            "15",
            "Programme région - ACCÈS Emploi",
            _REGION,
            valide_au=date(2023, 12, 31),
            successeur_id="5",
            publics=_DEMANDEURS,
        ),
    ]


async def install_starting_references() -> int:
    """Add the kinds of dispositif that the base lacks; part of the caller's transaction. Returns how many it added."""
    known = {kind.code for kind in await TypeDispositif.all().only("code")}
    missing = [kind for kind in starting_types_dispositif() if kind.code not in known]
    await TypeDispositif.bulk_create(missing)
    return len(missing)
