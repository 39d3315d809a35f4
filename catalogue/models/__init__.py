"""The rows: one model per file, constraints in the database, no behaviour.

Relations say RESTRICT unless a row is nothing but a part of its parent. Money is decimal, days are dates,
instants are in UTC. Numbers that people know (`numero`) are given by `Compteur` and never used again.
"""

from catalogue.models.action import Action
from catalogue.models.certification import Bloc, Certificateur, Certification, Remplacement, TypeCertification
from catalogue.models.compte import CleApi, Compte, Habilitation, Jeton, LienUnique, Tentative
from catalogue.models.compteur import Compteur
from catalogue.models.contact import Contact
from catalogue.models.courriel import Courriel
from catalogue.models.depot import Depot, Question, ReglageVoieRapide
from catalogue.models.dispositif import Dispositif
from catalogue.models.document_enregistre import DocumentEnregistre
from catalogue.models.evenement import Abonnement, Canal, Evenement, Livraison, Notification
from catalogue.models.formation import Formation, FormationBloc
from catalogue.models.historique import Historique, Rejeu
from catalogue.models.index import OffrePubliee, OffreTerme
from catalogue.models.organisme import Organisme
from catalogue.models.porte_ouverte import PorteOuverte
from catalogue.models.provenance import Provenance
from catalogue.models.publication import FormationPubliee, Publication, Retrait
from catalogue.models.reconduction import Reconduction
from catalogue.models.referent import Referent
from catalogue.models.revision import Revision
from catalogue.models.session import Session
from catalogue.models.site import Site
from catalogue.models.tache import Tache
from catalogue.models.territoire import Commune, Departement, Region
from catalogue.models.type_dispositif import TypeDispositif

__all__ = [
    "Abonnement",
    "Action",
    "Bloc",
    "Canal",
    "Certificateur",
    "Certification",
    "CleApi",
    "Commune",
    "Compte",
    "Compteur",
    "Contact",
    "Courriel",
    "Departement",
    "Depot",
    "Dispositif",
    "DocumentEnregistre",
    "Evenement",
    "Formation",
    "FormationBloc",
    "FormationPubliee",
    "Habilitation",
    "Historique",
    "Jeton",
    "LienUnique",
    "Livraison",
    "Notification",
    "OffrePubliee",
    "OffreTerme",
    "Organisme",
    "PorteOuverte",
    "Provenance",
    "Publication",
    "Question",
    "Reconduction",
    "Referent",
    "Region",
    "ReglageVoieRapide",
    "Rejeu",
    "Remplacement",
    "Retrait",
    "Revision",
    "Session",
    "Site",
    "Tache",
    "Tentative",
    "TypeCertification",
    "TypeDispositif",
]
