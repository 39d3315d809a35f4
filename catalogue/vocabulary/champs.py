"""What the four cards call their fields (procedure p. 7 to 10): the words of every message about one of them."""

import re

_FORMATION = {
    "certification": "Référence Certifinfo",
    "type_certification": "Type de certification",
    "intitule": "Intitulé",
    "objectif_general": "Objectif général",
    "objectif": "Objectif",
    "programme": "Programme",
    "formacodes": "Formacodes",
    "formacodes.code": "Formacodes, code",
    "formacodes.version": "Formacodes, version",
    "formacodes.libelle": "Formacodes, libellé",
    "niveau_sortie": "Niveau de sortie",
    "individualisation": "Souhaitez-vous individualiser le parcours par bloc de compétences",
    "validation": "Validation de la formation",
    "blocs": "Blocs de compétences",
}
_ACTION = {
    "site_dispensateur": "Site dispensateur",
    "complement_intitule": "Complément intitulé",
    "complement_programme": "Complément programme",
    "objectifs": "Objectifs",
    "resultats_attendus": "Résultats attendus",
    "plus": "Mon + formation",
    "url_video": "URL Vidéo",
    "url_pdf": "URL PDF",
    "url_action": "URL Action",
    "equipements": "Équipement",
    "equipements.type": "Type d’équipement",
    "equipements.cout_indicatif": "Coût indicatif",
    "equipements.commentaire": "Commentaire équipement",
    "niveau_entree": "Niveau d’entrée",
    "prerequis": "Pré-requis",
    "commentaire_prerequis": "Commentaire Pré-requis",
    "sessions": "Session",
}
_SESSION = {
    "site_lieu": "Site lieu",
    "date_debut": "Date début",
    "date_fin": "Date fin",
    "entrees_sorties": "ESP",
    "rythmes": "Rythmes",
    "periodes": "Périodes de formation",
    "types_parcours": "Type de parcours",
    "modalites_pedagogiques": "Modalités pédagogiques",
    "modalite_enseignement": "Modalités d’enseignement",
    "duree_centre": "Durée en centre (en h)",
    "duree_entreprise": "Durée en entreprise (en h)",
    "duree_hebdomadaire": "Durée hebdo",
    "commentaire_duree": "Commentaire durée",
    "cycle_alternance": "Cycle de l’alternance",
    "cycle_unite": "Cycle de l’alternance",
    "cycle_entreprise": "Unité entreprise",
    "cycle_centre": "Unité centre",
    "organisme_responsable": "Organisme responsable",
    "recrutement": "Recrutement",
    "modalites_recrutement": "Modalité de recrutement",
    "informations_collectives": "Informations collectives",
    "informations_collectives.debut": "Informations collectives, début",
    "informations_collectives.fin": "Informations collectives, fin",
    "informations_collectives.lieu": "Informations collectives, lieu",
    "informations_collectives.commentaire": "Informations collectives, commentaire",
    "periodes_inscription": "Périodes d’inscription",
    "periodes_inscription.type": "Périodes d’inscription, type",
    "periodes_inscription.debut": "Périodes d’inscription, début",
    "periodes_inscription.fin": "Périodes d’inscription, fin",
    "referent_handicap": "Référent PMR",
    "referent_mobilite": "Référent mobilité",
    "referent_prf": "Référent PRF",
    "mail_liaison": "Mail de liaison",
    "dispositifs": "Dispositif",
}
_DISPOSITIF = {
    "type": "Dispositif",
    "publics": "Publics",
    "codes_externes": "Codes externes",
    "nombre_places": "Nombre de places dispositif",
    "places_restantes": "Nb places restantes",
    "effectif_minimal": "Effectif minimal",
    "capacite_simultanee": "Capacité simultanée",
    "frais_pedagogiques": "Frais pédagogiques",
    "frais_ht": "Frais HT",
    "taux_tva": "Taux TVA",
    "frais_ttc": "Frais TTC",
    "frais_additionnels": "Montant total des frais additionnels non pris en charge",
    "detail_frais_additionnels": "Détails des frais additionnels non pris en charge",
    "frais_certification": "Frais afférents au passage de la certification",
    "prise_en_charge": "Prise en charge des frais pédagogiques",
}
_COMPTE = {"role": "Rôle"}

CHAMPS: dict[str, str] = {**_FORMATION, **_ACTION, **_SESSION, **_DISPOSITIF, **_COMPTE}
"""The label by the name of the column, `list.member` for a part of a card; no name means two things on two cards."""

_CAPITAL = re.compile("(?<=[a-z])(?=[A-Z])")


def libelle_champ(champ: str) -> str:
    """The card's words for a field, told by its column (`date_fin`, `site_lieu_id`), its name in documents
    (`dateFin`) or a path that leads to it (`sessions.0.date_fin`); else its own name, readable.
    """
    snake = _CAPITAL.sub("_", champ).lower()
    steps = [step for step in snake.split(".") if not step.isdecimal()] or [snake]
    steps[-1] = steps[-1].removesuffix("_id")
    last = steps[-1]
    return CHAMPS.get(".".join(steps[-2:])) or CHAMPS.get(last) or last.replace("_", " ")
