"""Working rows to offer documents."""

from typing import Any

from catalogue.documents import cards
from catalogue.documents.canonical import Document
from catalogue.documents.identity import code_fas, global_id
from catalogue.documents.rows import Rows
from catalogue.models import Action, Dispositif, Formation, Session
from catalogue.vocabulary import lheo, procedure
from catalogue.vocabulary.niveaux import niveau_of_lheo


def documents_of(rows: Rows) -> dict[int, Document]:
    """The documents of all actions among the rows, by number."""
    headers = {numero: header_of(formation, rows) for numero, formation in rows.formations.items()}
    return {
        action.numero: {"formation": headers[action.formation_id], "action": action_body(action, rows)}
        for action in rows.actions
    }


def header_of(formation: Formation, rows: Rows) -> dict[str, Any]:
    """The Formation card. What Certifinfo locks comes from the certification (R1)."""
    own = {
        "intitule": formation.intitule,
        "objectif": formation.objectif,
        "programme": formation.programme,
        "formacodes": formation.formacodes,
        "niveauSortie": _niveau(formation.niveau_sortie),
    }
    certification = None
    if formation.certification_id is not None:
        certification = cards.certification_card(
            rows.certifications[formation.certification_id], rows.certificateurs[formation.certification_id]
        )
        locked = {name: certification[name] for name in ("intitule", "objectif", "programme", "formacodes")}
        own = {**locked, "niveauSortie": certification["niveau"]}
    objectif_general = formation.objectif_general
    return {
        "id": global_id("Formation", formation.numero),
        "numero": formation.numero,
        "code": code_fas(formation.numero),
        **own,
        "objectifGeneral": objectif_general.value if objectif_general else None,
        "individualisation": formation.individualisation,
        "validation": formation.validation.value,
        "certification": certification,
        "blocs": [
            {"code": bloc.code, "intitule": bloc.intitule, "objectif": bloc.objectif, "programme": bloc.programme}
            for bloc in rows.blocs[formation.numero]
        ],
        "organisme": cards.organisme_card(rows.organismes[formation.organisme_id]),
    }


def action_body(action: Action, rows: Rows) -> dict[str, Any]:
    """The Action card with its sessions and their dispositifs."""
    sessions = [session_body(session, action.formation_id, rows) for session in rows.sessions[action.numero]]
    return action_card(action, rows) | {"sessions": sessions}


def action_card(action: Action, rows: Rows) -> dict[str, Any]:
    """The Action card alone."""
    return {
        "id": global_id("Action", action.numero),
        "numero": action.numero,
        "code": code_fas(action.formation_id, action.numero),
        "complementIntitule": action.complement_intitule,
        "complementProgramme": action.complement_programme,
        "objectifs": action.objectifs,
        "resultatsAttendus": action.resultats_attendus,
        "plus": action.plus,
        "urlVideo": action.url_video,
        "urlPdf": action.url_pdf,
        "urlAction": action.url_action,
        "equipements": [
            {
                "type": cards.term(lheo.TYPE_EQUIPEMENT, equipement["type"]),
                "coutIndicatif": equipement["coutIndicatif"],
                "commentaire": equipement["commentaire"],
            }
            for equipement in action.equipements
        ],
        "niveauEntree": cards.term(lheo.NIVEAUX, action.niveau_entree),
        "prerequis": cards.terms(procedure.PREREQUIS, action.prerequis),
        "commentairePrerequis": action.commentaire_prerequis,
        "siteDispensateur": _site(action.site_dispensateur_id, rows),
    }


def session_body(session: Session, formation: int, rows: Rows) -> dict[str, Any]:
    """The Session card with its dispositifs; `formation` is the number of the one it is in."""
    responsable = session.organisme_responsable_id
    return {
        "id": global_id("Session", session.numero),
        "numero": session.numero,
        "code": code_fas(formation, session.action_id, session.numero),
        "dateDebut": cards.day(session.date_debut),
        "dateFin": cards.day(session.date_fin),
        "entreesSorties": session.entrees_sorties.value if session.entrees_sorties else None,
        "rythmes": cards.terms(procedure.RYTHMES, session.rythmes),
        "periodes": cards.terms(procedure.PERIODES, session.periodes),
        "typesParcours": session.types_parcours,
        "modalitesPedagogiques": cards.terms(procedure.MODALITES_PEDAGOGIQUES, session.modalites_pedagogiques),
        "modaliteEnseignement": session.modalite_enseignement.value if session.modalite_enseignement else None,
        "dureeCentre": session.duree_centre,
        "dureeEntreprise": session.duree_entreprise,
        "dureeHebdomadaire": cards.amount(session.duree_hebdomadaire),
        "commentaireDuree": session.commentaire_duree,
        "cycleAlternance": _cycle(session),
        "siteLieu": _site(session.site_lieu_id, rows),
        "organismeResponsable": None if responsable is None else cards.organisme_card(rows.organismes[responsable]),
        "recrutement": session.recrutement.value if session.recrutement else None,
        "modalitesRecrutement": cards.terms(lheo.MODALITE_RECRUTEMENT, session.modalites_recrutement),
        "informationsCollectives": session.informations_collectives,
        "periodesInscription": session.periodes_inscription,
        "referentHandicap": _referent(session.referent_handicap_id, rows),
        "referentMobilite": _referent(session.referent_mobilite_id, rows),
        "referentPrf": _referent(session.referent_prf_id, rows),
        "mailLiaison": session.mail_liaison,
        "dispositifs": [_dispositif(dispositif, rows) for dispositif in rows.dispositifs[session.numero]],
    }


def _dispositif(dispositif: Dispositif, rows: Rows) -> dict[str, Any]:
    return {
        "id": global_id("Dispositif", dispositif.numero),
        "numero": dispositif.numero,
        "type": cards.type_dispositif_card(rows.types[dispositif.type_id]),
        "publics": cards.terms(procedure.PUBLICS, dispositif.publics),
        "codesExternes": dispositif.codes_externes,
        "nombrePlaces": dispositif.nombre_places,
        "placesRestantes": dispositif.places_restantes,
        "effectifMinimal": dispositif.effectif_minimal,
        "capaciteSimultanee": dispositif.capacite_simultanee,
        "fraisPedagogiques": _frais(dispositif),
        "fraisAdditionnels": _frais_additionnels(dispositif),
        "fraisCertification": dispositif.frais_certification,
        "priseEnCharge": dispositif.prise_en_charge,
    }


def _cycle(session: Session) -> dict[str, Any] | None:
    if session.cycle_unite is None:
        return None
    return {
        "unite": session.cycle_unite.value,
        "entreprise": session.cycle_entreprise,
        "centre": session.cycle_centre,
    }


def _frais(dispositif: Dispositif) -> dict[str, Any] | None:
    if dispositif.frais_ht is None:
        return None
    return {
        "ht": cards.amount(dispositif.frais_ht),
        "tauxTva": cards.amount(dispositif.taux_tva),
        "ttc": cards.amount(dispositif.frais_ttc),
    }


def _frais_additionnels(dispositif: Dispositif) -> dict[str, Any] | None:
    if dispositif.frais_additionnels is None and dispositif.detail_frais_additionnels is None:
        return None
    return {
        "montant": cards.amount(dispositif.frais_additionnels),
        "detail": dispositif.detail_frais_additionnels,
    }


def _niveau(code_lheo: str | None) -> dict[str, Any] | None:
    niveau = niveau_of_lheo(code_lheo)
    return cards.niveau_card(niveau.francais, int(niveau.europeen) if niveau.europeen else None)


def _site(numero: int | None, rows: Rows) -> dict[str, Any] | None:
    if numero is None:
        return None
    site = rows.sites[numero]
    return cards.site_card(site, rows.communes[site.commune_id])


def _referent(numero: int | None, rows: Rows) -> dict[str, Any] | None:
    return None if numero is None else cards.referent_card(rows.referents[numero])
