"""The fields of each card of a document, in the cards' order, with the cards' words (procedure p. 7 to 10)."""

from catalogue.vocabulary.champs import libelle_champ

FICHES = {
    "Formation": "Fiche Formation",
    "Action": "Fiche Action",
    "Session": "Fiche Session",
    "Dispositif": "Fiche Dispositif",
}

_FIELDS = {
    "Formation": "certification intitule objectifGeneral objectif programme formacodes niveauSortie individualisation "
    "validation blocs organisme",
    "Action": "siteDispensateur complementIntitule complementProgramme objectifs resultatsAttendus plus urlVideo "
    "urlPdf urlAction equipements niveauEntree prerequis commentairePrerequis",
    "Session": "siteLieu dateDebut dateFin entreesSorties rythmes periodes typesParcours modalitesPedagogiques "
    "modaliteEnseignement dureeCentre dureeEntreprise dureeHebdomadaire commentaireDuree cycleAlternance "
    "organismeResponsable recrutement modalitesRecrutement informationsCollectives periodesInscription "
    "referentHandicap referentMobilite referentPrf mailLiaison",
    "Dispositif": "type publics codesExternes nombrePlaces placesRestantes effectifMinimal capaciteSimultanee "
    "fraisPedagogiques fraisAdditionnels fraisCertification priseEnCharge",
}

LIBELLES: dict[str, dict[str, str]] = {
    fiche: {champ: libelle_champ(champ) for champ in champs.split()} for fiche, champs in _FIELDS.items()
}
"""By card and name in documents."""
