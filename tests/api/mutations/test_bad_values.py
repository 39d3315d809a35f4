"""Values that can never become right, on every card: refused with their place and a code, and nothing is written."""

from typing import Any

import pytest

from seeds.procedure import ACTION, FORMATION, SESSION, SIRET
from tests.api.conftest import Unchanged
from tests.api.mutations.desk import Desk

LONG = "é" * 3001
MEETING = {"debut": "2030-06-15T12:15:00Z"}
PERIOD = {"type": "INSCRIPTION"}
HOST = "https://www.exemple.fr/"

# card, the values, path and code of the one problem
CASES: list[tuple[str, dict[str, Any], str, str]] = [
    ("formation", {"intitule": "é" * 256}, "intitule", "TROP_LONG"),
    ("formation", {"objectif": LONG}, "objectif", "TROP_LONG"),
    ("formation", {"programme": LONG}, "programme", "TROP_LONG"),
    ("formation", {"intitule": "<b>Couture</b>"}, "intitule", "FORMAT"),
    ("formation", {"objectif": "Coudre &eacute;"}, "objectif", "FORMAT"),
    ("formation", {"programme": "Coudre \u202eerduoc"}, "programme", "FORMAT"),
    ("formation", {"niveauSortie": "99"}, "niveauSortie", "CODE_INCONNU"),
    ("formation", {"formacodes": [{"code": "2177", "version": "V14"}]}, "formacodes.0.code", "FORMAT"),
    ("formation", {"formacodes": [{"code": "21771", "version": "quatorze"}]}, "formacodes.0.version", "FORMAT"),
    (
        "formation",
        {"formacodes": [{"code": "21771", "version": "V14", "libelle": "x" * 256}]},
        "formacodes.0.libelle",
        "TROP_LONG",
    ),
    ("formation", {"formacodes": [{"code": "21771", "version": "V14"}] * 51}, "formacodes", "TROP_NOMBREUX"),
    ("formation", {"blocs": ["RNCP35030BC01"]}, "blocs", "BLOCS"),
    ("formation", {"validation": "PARTIELLE"}, "validation", "SANS_INDIVIDUALISATION"),
    ("action", {"siteDispensateur": 999999}, "siteDispensateur", "SITE_INCONNU"),
    ("action", {"siteDispensateur": -1}, "siteDispensateur", "SITE_INCONNU"),
    ("action", {"complementIntitule": "é" * 256}, "complementIntitule", "TROP_LONG"),
    ("action", {"complementProgramme": LONG}, "complementProgramme", "TROP_LONG"),
    ("action", {"objectifs": LONG}, "objectifs", "TROP_LONG"),
    ("action", {"resultatsAttendus": LONG}, "resultatsAttendus", "TROP_LONG"),
    ("action", {"plus": "é" * 251}, "plus", "TROP_LONG"),
    ("action", {"commentairePrerequis": LONG}, "commentairePrerequis", "TROP_LONG"),
    ("action", {"objectifs": "<table><tr><td>1</td></tr></table>"}, "objectifs", "FORMAT"),
    ("action", {"plus": "<script>alert(1)"}, "plus", "FORMAT"),
    ("action", {"urlVideo": "https://vimeo.com/1"}, "urlVideo", "FORMAT"),
    ("action", {"urlVideo": "https://www.youtube.com/@sofi"}, "urlVideo", "FORMAT"),
    ("action", {"urlPdf": f"{HOST}plaquette.docx"}, "urlPdf", "FORMAT"),
    ("action", {"urlAction": "javascript:alert(1)"}, "urlAction", "FORMAT"),
    ("action", {"urlAction": "ftp://www.exemple.fr/"}, "urlAction", "FORMAT"),
    ("action", {"urlAction": "www.exemple.fr"}, "urlAction", "FORMAT"),
    ("action", {"urlAction": "https://compte:secret@www.exemple.fr/"}, "urlAction", "FORMAT"),
    ("action", {"urlAction": "http://127.0.0.1/"}, "urlAction", "FORMAT"),
    ("action", {"urlAction": f"{HOST}\u202egpj.exe"}, "urlAction", "FORMAT"),
    ("action", {"urlAction": HOST + "a" * 400}, "urlAction", "FORMAT"),
    ("action", {"equipements": [{"type": "99"}]}, "equipements.0.type", "CODE_INCONNU"),
    ("action", {"equipements": [{"type": "1", "coutIndicatif": -1}]}, "equipements.0.coutIndicatif", "HORS_LIMITES"),
    (
        "action",
        {"equipements": [{"type": "1"}, {"type": "1", "commentaire": LONG}]},
        "equipements.1.commentaire",
        "TROP_LONG",
    ),
    ("action", {"equipements": [{"type": "1", "commentaire": "<i>"}]}, "equipements.0.commentaire", "FORMAT"),
    ("action", {"equipements": [{"type": "1"}] * 51}, "equipements", "TROP_NOMBREUX"),
    ("action", {"niveauEntree": "🙂"}, "niveauEntree", "CODE_INCONNU"),
    ("action", {"prerequis": ["aucun", "\u200e"]}, "prerequis", "CODE_INCONNU"),
    ("session", {"siteLieu": 999999}, "siteLieu", "SITE_INCONNU"),
    ("session", {"referentHandicap": 999999}, "referentHandicap", "REFERENT_INCONNU"),
    ("session", {"referentMobilite": 0}, "referentMobilite", "REFERENT_INCONNU"),
    ("session", {"referentPrf": -7}, "referentPrf", "REFERENT_INCONNU"),
    ("session", {"organismeResponsable": "30000000700017"}, "organismeResponsable", "ORGANISME_INCONNU"),
    ("session", {"dateDebut": "2030-02-02", "dateFin": "2030-02-01"}, "dateFin", "DATES"),
    ("session", {"dateDebut": "0001-01-01", "dateFin": None}, "dateDebut", "DATE_ABSURDE"),
    ("session", {"dateFin": "9999-12-31"}, "dateFin", "DATE_ABSURDE"),
    ("session", {"rythmes": ["plein-temps"]}, "rythmes", "CODE_INCONNU"),
    ("session", {"periodes": [""]}, "periodes", "CODE_INCONNU"),
    ("session", {"modalitesPedagogiques": ["x" * 5000]}, "modalitesPedagogiques", "CODE_INCONNU"),
    ("session", {"modalitesRecrutement": ["٣"]}, "modalitesRecrutement", "CODE_INCONNU"),
    ("session", {"dureeCentre": -1}, "dureeCentre", "HORS_LIMITES"),
    ("session", {"dureeCentre": 100000}, "dureeCentre", "HORS_LIMITES"),
    ("session", {"dureeEntreprise": -2147483648}, "dureeEntreprise", "HORS_LIMITES"),
    ("session", {"dureeHebdomadaire": "-1"}, "dureeHebdomadaire", "HORS_LIMITES"),
    ("session", {"dureeHebdomadaire": "168.01"}, "dureeHebdomadaire", "HORS_LIMITES"),
    ("session", {"dureeHebdomadaire": "35.123"}, "dureeHebdomadaire", "HORS_LIMITES"),
    ("session", {"commentaireDuree": LONG}, "commentaireDuree", "TROP_LONG"),
    ("session", {"commentaireDuree": "<!-- planning -->"}, "commentaireDuree", "FORMAT"),
    (
        "session",
        {"cycleAlternance": {"unite": "SEMAINE", "entreprise": 0, "centre": 1}},
        "cycleAlternance.entreprise",
        "HORS_LIMITES",
    ),
    (
        "session",
        {"cycleAlternance": {"unite": "SEMAINE", "entreprise": 1, "centre": -1}},
        "cycleAlternance.centre",
        "HORS_LIMITES",
    ),
    (
        "session",
        {"informationsCollectives": [{**MEETING, "fin": "2030-06-15T12:14:59Z"}]},
        "informationsCollectives.0.fin",
        "DATES",
    ),
    (
        "session",
        {"informationsCollectives": [{"debut": "0001-01-01T00:00:00Z"}]},
        "informationsCollectives.0.debut",
        "DATE_ABSURDE",
    ),
    (
        "session",
        {"informationsCollectives": [{**MEETING, "lieu": "x" * 256}]},
        "informationsCollectives.0.lieu",
        "TROP_LONG",
    ),
    (
        "session",
        {"informationsCollectives": [MEETING, {**MEETING, "commentaire": LONG}]},
        "informationsCollectives.1.commentaire",
        "TROP_LONG",
    ),
    ("session", {"informationsCollectives": [MEETING] * 51}, "informationsCollectives", "TROP_NOMBREUX"),
    (
        "session",
        {"periodesInscription": [{**PERIOD, "debut": "2030-02-02", "fin": "2030-02-01"}]},
        "periodesInscription.0.fin",
        "DATES",
    ),
    (
        "session",
        {"periodesInscription": [{**PERIOD, "fin": "9999-12-31"}]},
        "periodesInscription.0.fin",
        "DATE_ABSURDE",
    ),
    ("session", {"periodesInscription": [PERIOD] * 51}, "periodesInscription", "TROP_NOMBREUX"),
    ("session", {"mailLiaison": "pas une adresse"}, "mailLiaison", "FORMAT"),
    ("session", {"mailLiaison": "a@exemple.fr\nBcc: b@exemple.fr"}, "mailLiaison", "FORMAT"),
    ("session", {"mailLiaison": f"{'a' * 60}@{'b' * 60}.{'c' * 60}.fr"}, "mailLiaison", "FORMAT"),
    ("dispositif", {"publics": ["80006", "99999"]}, "publics", "CODE_INCONNU"),
    ("dispositif", {"codesExternes": ["x" * 101]}, "codesExternes.0", "TROP_LONG"),
    ("dispositif", {"codesExternes": ["A1", "<b>"]}, "codesExternes.1", "FORMAT"),
    ("dispositif", {"codesExternes": [f"A{rank}" for rank in range(51)]}, "codesExternes", "TROP_NOMBREUX"),
    ("dispositif", {"nombrePlaces": 0, "placesRestantes": None}, "nombrePlaces", "HORS_LIMITES"),
    ("dispositif", {"nombrePlaces": -5, "placesRestantes": None}, "nombrePlaces", "HORS_LIMITES"),
    ("dispositif", {"nombrePlaces": 100000}, "nombrePlaces", "HORS_LIMITES"),
    ("dispositif", {"placesRestantes": -1}, "placesRestantes", "HORS_LIMITES"),
    ("dispositif", {"nombrePlaces": 3, "placesRestantes": 4}, "placesRestantes", "PLACES"),
    ("dispositif", {"effectifMinimal": 0}, "effectifMinimal", "HORS_LIMITES"),
    ("dispositif", {"capaciteSimultanee": 0, "effectifMinimal": None}, "capaciteSimultanee", "HORS_LIMITES"),
    ("dispositif", {"effectifMinimal": 9, "capaciteSimultanee": 8}, "capaciteSimultanee", "EFFECTIFS"),
    ("dispositif", {"fraisPedagogiques": {"ht": "-1", "tauxTva": 0}}, "fraisPedagogiques", "FRAIS"),
    ("dispositif", {"fraisPedagogiques": {"ttc": "1"}}, "fraisPedagogiques", "FRAIS"),
    ("dispositif", {"fraisAdditionnels": {"montant": "-0.01"}}, "fraisAdditionnels.montant", "FRAIS"),
    ("dispositif", {"fraisAdditionnels": {"montant": "1.234"}}, "fraisAdditionnels.montant", "FRAIS"),
    ("dispositif", {"fraisAdditionnels": {"montant": "100000000"}}, "fraisAdditionnels.montant", "FRAIS"),
    ("dispositif", {"fraisAdditionnels": {"detail": LONG}}, "fraisAdditionnels.detail", "TROP_LONG"),
    ("dispositif", {"fraisAdditionnels": {"detail": "<p>"}}, "fraisAdditionnels.detail", "FORMAT"),
]
CREATIONS: dict[str, tuple[str, dict[str, Any]]] = {
    "formation": ("createFormation", {"siret": SIRET}),
    "action": ("addAction", {"formation": FORMATION}),
    "session": ("addSession", {"action": ACTION}),
    "dispositif": ("addDispositif", {"session": SESSION, "type": "8"}),
}
CHANGED = {"action": ACTION, "session": SESSION, "dispositif": 1}


@pytest.mark.parametrize("card", CREATIONS)
async def test_a_value_that_can_never_be_right_is_refused_where_it_stands(
    desk: Desk, unchanged: Unchanged, card: str
) -> None:
    own = (await desk.done("createFormation", siret=SIRET, formation={"intitule": "Couture"}))["formation"]["numero"]
    creation, parent = CREATIONS[card]
    targets: list[tuple[str, dict[str, Any]]] = [
        (creation, {**parent, "clientMutationId": "cle"}),
        (f"update{card.capitalize()}", {"numero": CHANGED.get(card, own), "expectedVersion": 1}),
    ]
    wrong = []
    async with unchanged():
        for values, path, code in [row[1:] for row in CASES if row[0] == card]:
            for mutation, target in targets:
                answer = await desk.send(mutation, **target, **{card: values})
                told = [(".".join(found["path"]), found["code"]) for found in answer.get("problems", ())]
                if told != [(f"{card}.{path}", code)]:
                    wrong.append((mutation, path, code, told or answer["__typename"]))
                for problem in answer.get("problems", ()):
                    assert problem["message"].endswith(".")
                    assert len(problem["message"]) < 400
    assert wrong == []


async def test_every_problem_of_a_card_is_told_at_once(desk: Desk, unchanged: Unchanged) -> None:
    wrong = {"dureeCentre": -1, "dureeEntreprise": -1, "rythmes": ["x", "y"], "dateDebut": "2030-01-02"}
    async with unchanged():
        problems = await desk.problems("addSession", action=ACTION, session={**wrong, "dateFin": "2030-01-01"})
        assert problems == [
            ("session.rythmes", "CODE_INCONNU"),
            ("session.rythmes", "CODE_INCONNU"),
            ("session.dateFin", "DATES"),
            ("session.dureeCentre", "HORS_LIMITES"),
            ("session.dureeEntreprise", "HORS_LIMITES"),
        ]
