"""Closed lists: the words an offer may use, as codes with labels. Plain Python, no database.

`LISTES` holds every list by the name a client asks for: LHEO's tables and the cards' lists in upper case
(`NIVEAUX`, `RYTHMES`), enums under their type's name (`Recrutement`). `ENUMS` holds every enum.
"""

from collections.abc import Mapping
from types import MappingProxyType

from catalogue.vocabulary import lheo, procedure
from catalogue.vocabulary.annuaire import NatureOrganisme, TypeReferent
from catalogue.vocabulary.completude import Gravite
from catalogue.vocabulary.courriels import EtatCourriel
from catalogue.vocabulary.depots import DecisionDepot, NatureDepot, Priorite
from catalogue.vocabulary.dispositif import FamilleDispositif, SaisiePar
from catalogue.vocabulary.etats import Diffusion, EtatDossier, EtatSession, OrigineRevision, VieSession
from catalogue.vocabulary.formation import ObjectifGeneral, Validation
from catalogue.vocabulary.liste import CodeInconnu, Liste, Terme
from catalogue.vocabulary.motifs import ARBRES
from catalogue.vocabulary.niveaux import NIVEAUX_EUROPEENS, NIVEAUX_FRANCAIS, Niveau
from catalogue.vocabulary.portees import Portee
from catalogue.vocabulary.preferences import PreferenceCourriels
from catalogue.vocabulary.reconduction import ChampCopie, IssueReconduction
from catalogue.vocabulary.roles import Role
from catalogue.vocabulary.rubriques import RubriqueActions, RubriqueSessions
from catalogue.vocabulary.session import (
    EntreesSorties,
    ModaliteEnseignement,
    Recrutement,
    TypeParcours,
    TypePeriodeInscription,
    UniteCycle,
)
from catalogue.vocabulary.valeur import Valeur

ENUMS: tuple[type[Valeur], ...] = (
    ObjectifGeneral,
    Validation,
    EntreesSorties,
    TypeParcours,
    ModaliteEnseignement,
    Recrutement,
    UniteCycle,
    TypePeriodeInscription,
    TypeReferent,
    FamilleDispositif,
    SaisiePar,
    NatureOrganisme,
    EtatDossier,
    Diffusion,
    VieSession,
    EtatSession,
    OrigineRevision,
    NatureDepot,
    Priorite,
    DecisionDepot,
    Role,
    Portee,
    EtatCourriel,
    Gravite,
    RubriqueSessions,
    RubriqueActions,
    IssueReconduction,
    ChampCopie,
    PreferenceCourriels,
)

LISTES: Mapping[str, Liste] = MappingProxyType(
    {
        liste.nom: liste
        for liste in (
            *procedure.LISTES_DES_FICHES,
            NIVEAUX_FRANCAIS,
            NIVEAUX_EUROPEENS,
            *lheo.TABLES,
            *(arbre.liste() for arbre in ARBRES),
            *(enum.liste() for enum in ENUMS),
        )
    }
)

__all__ = [
    "ARBRES",
    "ENUMS",
    "LISTES",
    "NIVEAUX_EUROPEENS",
    "NIVEAUX_FRANCAIS",
    "ChampCopie",
    "CodeInconnu",
    "DecisionDepot",
    "Diffusion",
    "EntreesSorties",
    "EtatCourriel",
    "EtatDossier",
    "EtatSession",
    "FamilleDispositif",
    "Gravite",
    "IssueReconduction",
    "Liste",
    "ModaliteEnseignement",
    "NatureDepot",
    "NatureOrganisme",
    "Niveau",
    "ObjectifGeneral",
    "OrigineRevision",
    "Portee",
    "PreferenceCourriels",
    "Priorite",
    "Recrutement",
    "Role",
    "RubriqueActions",
    "RubriqueSessions",
    "SaisiePar",
    "Terme",
    "TypeParcours",
    "TypePeriodeInscription",
    "TypeReferent",
    "UniteCycle",
    "Valeur",
    "Validation",
    "VieSession",
    "lheo",
    "procedure",
]
