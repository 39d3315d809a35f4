"""The contract query as a description: what each node takes from which table. `dialects` makes SQL of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Flag:
    """A boolean column."""

    column: str


@dataclass(frozen=True, slots=True)
class One:
    """A node in the same row; null where `column` is null."""

    fields: Mapping[str, Any]
    column: str | None = None


@dataclass(frozen=True, slots=True)
class Many:
    """Nodes of a table (or single values, when `fields` is a column) whose `parent` is a column of the row above."""

    table: str
    parent: str
    above: str
    fields: Any
    joins: str = ""


def _coded(prefix: str) -> One:
    return One({"code": f"{prefix}_code", "libelle": f"{prefix}_libelle"}, f"{prefix}_code")


def _terms(liste: str, above: str) -> Many:
    return Many(
        f"session_{liste}" if above == "s.numero" else liste,
        "parent",
        above,
        {"code": "t.code", "libelle": "t.libelle"},
    )


def _referent(alias: str) -> One:
    fields = {name: f"{alias}.{name}" for name in ("nom", "courriel", "telephone")}
    return One(fields, f"{alias}.numero")


_DISPOSITIF = {
    "id": "d.id",
    "numero": "d.numero",
    "type": One({"code": "d.type_code", "libelle": "d.type_libelle", "famille": "d.famille"}),
    "publics": _terms("dispositif_public", "d.numero"),
    "codesExternes": Many("dispositif_code", "parent", "d.numero", "t.code"),
    "nombrePlaces": "d.nombre_places",
    "placesRestantes": "d.places_restantes",
    "effectifMinimal": "d.effectif_minimal",
    "capaciteSimultanee": "d.capacite_simultanee",
    "fraisPedagogiques": One({"ht": "d.frais_ht", "tauxTva": "d.taux_tva", "ttc": "d.frais_ttc"}, "d.frais_ht"),
    "fraisAdditionnels": One({"montant": "d.frais_additionnels", "detail": "d.detail_frais"}, "d.frais_additionnels"),
    "fraisCertification": Flag("d.frais_certification"),
    "priseEnCharge": Flag("d.prise_en_charge"),
}
_SESSION = {
    "id": "s.id",
    "numero": "s.numero",
    "code": "s.code",
    "etat": "CASE WHEN s.date_fin >= {today} THEN 'ACTIF' ELSE 'INACTIF' END",
    "dateDebut": "s.date_debut",
    "dateFin": "s.date_fin",
    "entreesSorties": "s.entrees_sorties",
    "rythmes": _terms("rythme", "s.numero"),
    "periodes": _terms("periode", "s.numero"),
    "typesParcours": Many("session_parcours", "parent", "s.numero", "t.code"),
    "modalitesPedagogiques": _terms("pedagogie", "s.numero"),
    "modaliteEnseignement": "s.modalite_enseignement",
    "dureeCentre": "s.duree_centre",
    "dureeEntreprise": "s.duree_entreprise",
    "dureeHebdomadaire": "s.duree_hebdomadaire",
    "commentaireDuree": "s.commentaire_duree",
    "cycleAlternance": One(
        {"unite": "s.cycle_unite", "entreprise": "s.cycle_entreprise", "centre": "s.cycle_centre"}, "s.cycle_unite"
    ),
    "siteLieu": One(
        {
            "numero": "l.numero",
            "nom": "l.nom",
            "commune": One({"codeInsee": "c.code", "nom": "c.nom"}),
            "latitude": "l.latitude",
            "longitude": "l.longitude",
        },
        "l.numero",
    ),
    "organismeResponsable": One({"siret": "r.siret", "nom": "r.nom"}, "r.numero"),
    "recrutement": "s.recrutement",
    "modalitesRecrutement": _terms("recrutement", "s.numero"),
    "informationsCollectives": Many(
        "session_information", "parent", "s.numero", {n: f"t.{n}" for n in ("debut", "fin", "lieu", "commentaire")}
    ),
    "periodesInscription": Many(
        "session_inscription", "parent", "s.numero", {n: f"t.{n}" for n in ("type", "debut", "fin")}
    ),
    "referentHandicap": _referent("h"),
    "referentMobilite": _referent("m"),
    "mailLiaison": "s.mail_liaison",
    "dispositifs": Many("dispositif d", "d.session", "s.numero", _DISPOSITIF),
}
_ACTION = {
    "id": "a.id",
    "numero": "a.numero",
    "code": "a.code",
    "complementIntitule": "a.complement_intitule",
    "complementProgramme": "a.complement_programme",
    "objectifs": "a.objectifs",
    "resultatsAttendus": "a.resultats_attendus",
    "plus": "a.plus",
    "urlVideo": "a.url_video",
    "urlPdf": "a.url_pdf",
    "urlAction": "a.url_action",
    "equipements": Many(
        "equipement",
        "parent",
        "a.numero",
        {
            "type": One({"code": "t.type_code", "libelle": "t.type_libelle"}),
            "coutIndicatif": "t.cout",
            "commentaire": "t.commentaire",
        },
    ),
    "niveauEntree": _coded("a.niveau"),
    "prerequis": _terms("prerequis", "a.numero"),
    "commentairePrerequis": "a.commentaire_prerequis",
    "siteDispensateur": One(
        {
            "numero": "l.numero",
            "siret": "l.siret",
            "nom": "l.nom",
            "commune": One({"codeInsee": "c.code", "nom": "c.nom"}),
        },
        "l.numero",
    ),
    "sessions": Many(
        "session s",
        "s.action",
        "a.numero",
        _SESSION,
        "LEFT JOIN site l ON l.numero = s.site LEFT JOIN commune c ON c.code = l.commune "
        "LEFT JOIN organisme r ON r.numero = s.responsable "
        "LEFT JOIN referent h ON h.numero = s.handicap LEFT JOIN referent m ON m.numero = s.mobilite",
    ),
}
FORMATION = {
    "id": "f.id",
    "numero": "f.numero",
    "code": "f.code",
    "intitule": "f.intitule",
    "objectifGeneral": "f.objectif_general",
    "individualisation": Flag("f.individualisation"),
    "validation": "f.validation",
    "certification": One(
        {
            "codeCertifinfo": "k.code",
            "codeRncp": "k.code_rncp",
            "intitule": "k.intitule",
            "type": _coded("k.type"),
            "niveau": One(
                {"code": "k.niveau_code", "libelle": "k.niveau_libelle", "niveauEuropeen": "k.niveau_europeen"},
                "k.niveau_europeen",
            ),
            "certificateurs": Many("certificateur", "parent", "k.code", "t.nom"),
            "anneeDerniereSession": "k.annee",
        },
        "k.code",
    ),
    "formacodes": _terms("formation_formacode", "f.numero"),
    "blocs": Many(
        "formation_bloc", "parent", "f.numero", {n: f"t.{n}" for n in ("code", "intitule", "objectif", "programme")}
    ),
    "organisme": One({"siret": "o.siret", "nom": "o.nom"}),
    "actions": Many(
        "action a",
        "a.formation",
        "f.numero",
        _ACTION,
        "LEFT JOIN site l ON l.numero = a.site LEFT JOIN commune c ON c.code = l.commune",
    ),
}
"""What the contract query asks of a formation."""
FORMATION_JOINS = "JOIN organisme o ON o.numero = f.organisme LEFT JOIN certification k ON k.code = f.certification"
