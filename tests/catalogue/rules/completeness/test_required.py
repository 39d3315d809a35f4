"""Every obligatory field: its own sentence, and who asks for it."""

from typing import Any

import pytest

from catalogue.rules.completeness import CHAMPS_EXIGIBLES, EXIGENCES, RegleDispositif, completeness
from tests.catalogue.rules.completeness import example
from tests.catalogue.rules.completeness.case import EIGHT, Case

SENTENCES = {
    "INTITULE_REQUIS": "« Intitulé » est obligatoire : saisissez l’intitulé de la formation.",
    "OBJECTIF_GENERAL_REQUIS": "« Objectif général » est obligatoire : choisissez ce que vise la formation.",
    "INDIVIDUALISATION_REQUISE": "« Souhaitez-vous individualiser le parcours par bloc de compétences » est obligatoire : "
    "répondez oui ou non.",
    "VALIDATION_REQUISE": "« Validation de la formation » est obligatoire : choisissez partielle ou totale.",
    "SITE_DISPENSATEUR_REQUIS": "« Site dispensateur » est obligatoire : choisissez un site de l’annuaire.",
    "NIVEAU_ENTREE_REQUIS": "« Niveau d’entrée » est obligatoire : choisissez-le, même « sans niveau spécifique ».",
    "SESSION_REQUISE": "« Session » est obligatoire : ajoutez au moins une session à l’action.",
    "SITE_LIEU_REQUIS": "« Site lieu » est obligatoire : choisissez dans l’annuaire le site où a lieu la session.",
    "DATE_DEBUT_REQUISE": "« Date début » est obligatoire : saisissez le premier jour de la session.",
    "DATE_FIN_REQUISE": "« Date fin » est obligatoire : saisissez le dernier jour de la session.",
    "ENTREES_SORTIES_REQUISES": "« ESP » est obligatoire : choisissez entrées et sorties permanentes ou à dates fixes.",
    "RYTHMES_REQUIS": "« Rythmes » est obligatoire : choisissez au moins un rythme, par exemple temps plein.",
    "PERIODES_REQUISES": "« Périodes de formation » est obligatoire : choisissez-en une au moins, par exemple cours de "
    "jour.",
    "TYPES_PARCOURS_REQUIS": "« Type de parcours » est obligatoire : choisissez-en un au moins, par exemple collectif.",
    "MODALITES_PEDAGOGIQUES_REQUISES": "« Modalités pédagogiques » est obligatoire : choisissez-en une au moins.",
    "MODALITE_ENSEIGNEMENT_REQUISE": "« Modalités d’enseignement » est obligatoire : choisissez en présentiel, "
    "entièrement à distance ou mixte.",
    "DUREE_CENTRE_REQUISE": "« Durée en centre (en h) » est obligatoire : saisissez-la, 0 s’il n’y en a pas.",
    "DUREE_ENTREPRISE_REQUISE": "« Durée en entreprise (en h) » est obligatoire : saisissez-la, 0 s’il n’y en a pas.",
    "CYCLE_REQUIS": f"« Cycle de l’alternance » est obligatoire pour {EIGHT} : indiquez l’unité du cycle, l’unité "
    "entreprise et l’unité centre.",
    "ORGANISME_RESPONSABLE_REQUIS": "« Organisme responsable » est obligatoire : choisissez le dispensateur ou, en "
    "apprentissage, le CFA.",
    "RECRUTEMENT_REQUIS": "« Recrutement » est obligatoire : choisissez ouvert, suspendu ou fermé.",
    "MODALITES_RECRUTEMENT_REQUISES": "« Modalité de recrutement » est obligatoire : choisissez-en une au moins.",
    "REFERENT_HANDICAP_REQUIS": "« Référent PMR » est obligatoire : choisissez un référent handicap de l’annuaire.",
    "REFERENT_MOBILITE_REQUIS": "« Référent mobilité » est obligatoire : choisissez un référent mobilité de l’annuaire.",
    "DUREE_HEBDOMADAIRE_REQUISE": f"« Durée hebdo » est obligatoire pour {EIGHT} : saisissez le nombre d’heures par "
    "semaine.",
    "INFORMATIONS_COLLECTIVES_REQUISES": f"« Informations collectives » est obligatoire pour {EIGHT} : ajoutez-en une.",
    "PERIODES_INSCRIPTION_REQUISES": f"« Périodes d’inscription » est obligatoire pour {EIGHT} : ajoutez-en une.",
    "REFERENT_PRF_REQUIS": f"« Référent PRF » est obligatoire pour {EIGHT} : choisissez un référent PRF de l’annuaire.",
    "MAIL_LIAISON_REQUIS": f"« Mail de liaison » est obligatoire pour {EIGHT} : saisissez une adresse électronique.",
    "DISPOSITIF_REQUIS": "« Dispositif » est obligatoire : ajoutez au moins un dispositif à la session.",
    "TYPE_DISPOSITIF_REQUIS": "« Dispositif » est obligatoire : choisissez un dispositif dans la liste.",
    "NOMBRE_PLACES_REQUIS": "« Nombre de places dispositif » est obligatoire : saisissez un nombre, 1 au moins.",
    "EFFECTIF_MINIMAL_REQUIS": f"« Effectif minimal » est obligatoire pour {EIGHT} : indiquez combien de personnes il "
    "faut pour que la session débute.",
    "CAPACITE_SIMULTANEE_REQUISE": f"« Capacité simultanée » est obligatoire pour {EIGHT} : indiquez combien de "
    "personnes sont accueillies en même temps.",
    "PUBLICS_REQUIS": f"« Publics » est obligatoire pour {EIGHT} : choisissez au moins un public.",
    "CODES_EXTERNES_REQUIS": f"« Codes externes » est obligatoire pour {EIGHT} : saisissez le code donné par le "
    "financeur.",
    "PLACES_RESTANTES_REQUISES": f"« Nb places restantes » est obligatoire pour {EIGHT} : saisissez-les, 0 s’il n’en "
    "reste plus.",
    "FRAIS_PEDAGOGIQUES_REQUIS": f"« Frais pédagogiques » est obligatoire pour {EIGHT} : saisissez deux valeurs parmi "
    "frais HT, taux de TVA et frais TTC.",
    "FRAIS_ADDITIONNELS_REQUIS": "« Montant total des frais additionnels non pris en charge » est obligatoire pour "
    f"{EIGHT} : saisissez-le, 0 s’il n’y en a pas.",
}
CARDS: dict[str, tuple[Any, ...]] = {
    "Formation": ("formation",),
    "Action": ("action",),
    "Session": ("action", "sessions", 0),
    "Dispositif": ("action", "sessions", 0, "dispositifs", 0),
}


@pytest.mark.parametrize("row", EXIGENCES, ids=lambda row: row.code)
def test_a_missing_field_is_named_as_the_card_does(row: Any) -> None:
    document = example.document()
    card: Any = document
    for key in CARDS[row.fiche]:
        card = card[key]
    card[row.champ] = None
    asking = RegleDispositif(champs_requis=CHAMPS_EXIGIBLES)
    report = completeness(document, example.contexte(types={"8": asking}))
    assert [(point.code, point.message) for point in report.manques] == [(row.code, SENTENCES[row.code])]


@pytest.mark.parametrize(
    ("famille", "codes"),
    [
        ("APPRENTISSAGE", ["CYCLE_REQUIS", "EFFECTIF_MINIMAL_REQUIS", "CAPACITE_SIMULTANEE_REQUISE"]),
        ("PROFESSIONNALISATION", ["CYCLE_REQUIS"]),
        ("REGION", []),
    ],
)
def test_a_contract_asks_what_the_procedure_says_even_when_the_nomenclature_is_silent(
    famille: str, codes: list[str]
) -> None:
    case = Case(
        "",
        "",
        session={"cycleAlternance": None},
        dispositif={
            "type": {"code": "20", "libelle": "Contrat", "famille": famille},
            "effectifMinimal": None,
            "capaciteSimultanee": None,
        },
    )
    report = completeness(case.document(), example.contexte(types={"20": RegleDispositif()}))
    assert [point.code for point in report.manques] == codes


def test_the_cycle_names_every_dispositif_that_asks_for_it() -> None:
    document = Case("", "", session={"cycleAlternance": None}).document()
    dispositifs = document["action"]["sessions"][0]["dispositifs"]
    pro = {"code": "7", "libelle": "Contrat de professionnalisation", "famille": "PROFESSIONNALISATION"}
    dispositifs += [{**dispositifs[0], "numero": 2, "id": "dispositif-2", "type": pro}] * 2
    report = completeness(document, example.contexte(types={"8": example.APPRENTISSAGE, "7": RegleDispositif()}))
    assert [point.message for point in report.manques] == [
        f"« Cycle de l’alternance » est obligatoire pour {EIGHT}, « Contrat de professionnalisation » : indiquez l’unité "
        "du cycle, l’unité entreprise et l’unité centre."
    ]
