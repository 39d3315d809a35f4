"""Page 11 of the procedure, in its order: a second dispositif under a session, a second session under an action."""

from datetime import date

import pytest

from catalogue import clock
from seeds.procedure import CERTIFINFO, REFERENT, SIRET, SITE
from tests.api.mutations.desk import Desk

SESSION = {
    "entreesSorties": "DATES_FIXES",
    "rythmes": ["temps-plein"],
    "periodes": ["96414"],
    "typesParcours": ["COLLECTIF"],
    "modalitesPedagogiques": ["96142"],
    "modaliteEnseignement": "PRESENTIEL",
    "dureeCentre": 200,
    "dureeEntreprise": 400,
    "cycleAlternance": {"unite": "SEMAINE", "entreprise": 2, "centre": 1},
    "recrutement": "OUVERT",
    "modalitesRecrutement": ["3"],
    "referentMobilite": REFERENT,
}
DISPOSITIF = {"nombrePlaces": 16, "effectifMinimal": 8, "capaciteSimultanee": 16}
TREE = """query ($siret: Siret!, $numero: Int!) { workspace(siret: $siret) { formation(numero: $numero) { code version
  actions { code version sessions { code version dispositifs { numero type { code } } } } } } }"""
REPORT = """query ($siret: Siret!, $numero: Int!) { workspace(siret: $siret) { action(numero: $numero) {
  completude { complet pourcentage bloquants { code } } } } }"""


async def test_a_second_dispositif_then_a_second_session_with_its_own(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2026, 3, 1))
    individualised = {"objectifGeneral": "CERTIFICATION", "individualisation": True}
    made = await desk.done("createFormation", siret=SIRET, certification=CERTIFINFO, formation=individualised)
    formation = made["formation"]["numero"]
    card = {"siteDispensateur": SITE, "niveauEntree": "1"}
    action = (await desk.done("addAction", formation=formation, action=card))["action"]["numero"]
    first = (
        await desk.done(
            "addSession", action=action, session={**SESSION, "dateDebut": "2026-09-01", "dateFin": "2026-12-31"}
        )
    )["session"]["numero"]
    # « Enregistrez votre 1er dispositif, puis cliquez sur + de la Fiche Session. »
    one = (await desk.done("addDispositif", session=first, type="8", dispositif=DISPOSITIF))["dispositif"]["numero"]
    two = (await desk.done("addDispositif", session=first, type="1", dispositif=DISPOSITIF))["dispositif"]["numero"]
    # « Cliquez sur Action dans le bandeau FASD, sur +, saisissez la Fiche Session, ajoutez le dispositif. »
    second = (
        await desk.done(
            "addSession", action=action, session={**SESSION, "dateDebut": "2027-09-01", "dateFin": "2027-12-31"}
        )
    )["session"]["numero"]
    three = (await desk.done("addDispositif", session=second, type="8", dispositif=DISPOSITIF))["dispositif"]["numero"]

    tree = (await desk.client.data(TREE, siret=SIRET, numero=formation))["workspace"]["formation"]
    assert tree == {
        "code": f"{formation}",
        "version": 1,
        "actions": [
            {
                "code": f"{formation}-{action}",
                "version": 1,
                "sessions": [
                    {
                        "code": f"{formation}-{action}-{first}",
                        "version": 1,
                        "dispositifs": [
                            {"numero": one, "type": {"code": "8"}},
                            {"numero": two, "type": {"code": "1"}},
                        ],
                    },
                    {
                        "code": f"{formation}-{action}-{second}",
                        "version": 1,
                        "dispositifs": [{"numero": three, "type": {"code": "8"}}],
                    },
                ],
            }
        ],
    }
    # « Appuyez pour voir l'état de la saisie. »
    report = await desk.client.data(REPORT, siret=SIRET, numero=action)
    codes = [point["code"] for point in report["workspace"]["action"]["completude"]["bloquants"]]
    assert codes == ["CERTIFICATION_EXPIREE"]  # 109049 has its last exams in 2026: nothing begins in 2027


async def test_what_is_already_online_takes_a_second_dispositif_and_session_too(desk: Desk) -> None:
    await desk.done("addDispositif", session=143842, type="1", dispositif={"nombrePlaces": 4})
    answer = await desk.done("addSession", action=89393, session={**SESSION, "dateDebut": "2022-09-01"})
    assert answer["session"]["code"] == "19482-89393-143843"
    online = '{ offre(code: "19482-89393") { action { sessions { numero dispositifs { type { code } } } } } }'
    assert (await desk.client.data(online))["offre"]["action"]["sessions"] == [
        {"numero": 143842, "dispositifs": [{"type": {"code": "8"}}]}
    ]
