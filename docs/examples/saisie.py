#!/usr/bin/env python3
"""La journée d'un organisme, par HTTP et GraphQL seulement : de la connexion à une saisie sans point bloquant.

    python docs/examples/saisie.py [http://127.0.0.1:8000/graphql]

Suit les pages 3 à 11 de la procédure, avec leurs valeurs, sur la base de démonstration (« make run »). Le compte et le
mot de passe sont ceux que « make run » affiche ; SOFI_COURRIEL et SOFI_MOT_DE_PASSE en donnent d'autres.
"""

import json
import os
import sys
import urllib.request
from typing import Any

ADRESSE = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000/graphql"
COURRIEL = os.environ.get("SOFI_COURRIEL", "saisie@demonstration.test")
MOT_DE_PASSE = os.environ.get("SOFI_MOT_DE_PASSE", "sofi-demonstration")
SIRET = "13000511900032"
REFERENT = 1902  # « auto saisie », page 9

jeton = ""


def demander(document: str, **variables: Any) -> Any:
    """Envoie une opération ; rend la valeur de son seul champ, ou s'arrête en disant pourquoi."""
    requete = urllib.request.Request(  # noqa: S310  l'adresse est celle que l'on a donnée
        ADRESSE,
        json.dumps({"query": document, "variables": variables}).encode(),
        {"Content-Type": "application/json", **({"Authorization": f"Bearer {jeton}"} if jeton else {})},
    )
    with urllib.request.urlopen(requete, timeout=30) as reponse:  # noqa: S310
        recu = json.load(reponse)
    if "errors" in recu:
        sys.exit(f"Refusé : {recu['errors'][0]['message']}")
    [valeur] = recu["data"].values()
    return valeur


def reussir(document: str, **variables: Any) -> Any:
    """Comme `demander`, pour une mutation dont on attend le succès."""
    valeur = demander(document, **variables)
    if not valeur["__typename"].endswith("Success"):
        sys.exit(f"{valeur['code']} : {valeur['message']} {valeur.get('problems', '')}")
    return valeur


ERREUR = "... on Error { code message } ... on InvalidInput { problems { path message } }"

# Page 3 : se connecter ; page 4 : choisir l'établissement.
jeton = reussir(
    """mutation($email: String!, $password: String!) { signIn(input: {email: $email, password: $password}) {
      __typename ... on SignInSuccess { token } ... on Error { code message } } }""",
    email=COURRIEL,
    password=MOT_DE_PASSE,
)["token"]
espace = demander(
    """query($siret: Siret!) { workspace(siret: $siret) { organisme { nom sites { numero nom } }
      dashboard { actions { libelle nombre } } } }""",
    siret=SIRET,
)
site = espace["organisme"]["sites"][0]
print(f"Établissement : {espace['organisme']['nom']}, site {site['numero']}")

# Page 6 : trouver la certification par son code RNCP.
[certification] = demander(
    """{ certifications(filter: {codeRncp: "35030"}) { nodes { codeCertifinfo codeRncp intitule
      niveau { libelle } blocs { code intitule } } } }"""
)["nodes"]
print(f"Certifinfo {certification['codeCertifinfo']} : {certification['intitule']} ({certification['codeRncp']})")

# Page 7 : la fiche Formation. Ce que Certifinfo remplit ne se saisit pas.
creation = demander(
    f"""mutation($input: CreateFormationInput!) {{ createFormation(input: $input) {{ __typename
      ... on FormationSuccess {{ formation {{ numero code }} }} ... on Duplicate {{ twin }} {ERREUR} }} }}""",
    input={
        "siret": SIRET,
        "certification": certification["codeCertifinfo"],
        "formation": {"objectifGeneral": "CERTIFICATION", "individualisation": False, "validation": "TOTALE"},
    },
)
if creation["__typename"] == "Duplicate":
    # L'exemple de la procédure est déjà dans la base de démonstration : on ajoute une action à sa formation.
    formation = int(creation["twin"])
else:
    formation = creation["formation"]["numero"]

# Page 8 : la fiche Action.
action = reussir(
    f"""mutation($input: AddActionInput!) {{ addAction(input: $input) {{ __typename
      ... on ActionSuccess {{ action {{ numero code }} }} {ERREUR} }} }}""",
    input={
        "formation": formation,
        "action": {
            "siteDispensateur": site["numero"],
            "niveauEntree": "1",
            "prerequis": ["aucun"],
            "resultatsAttendus": "Titre professionnel assistant ressources humaines",
        },
    },
)["action"]
print(f"Action {action['code']}")

# Page 9 : la fiche Session ; page 11 : une seconde, à de nouvelles dates.
SESSION = {
    "siteLieu": site["numero"],
    "entreesSorties": "DATES_FIXES",
    "rythmes": ["temps-plein"],
    "periodes": ["96414"],
    "typesParcours": ["INCONNU"],
    "modalitesPedagogiques": ["96142"],
    "modaliteEnseignement": "PRESENTIEL",
    "dureeCentre": 200,
    "dureeEntreprise": 400,
    "cycleAlternance": {"unite": "SEMAINE", "entreprise": 2, "centre": 1},
    "recrutement": "OUVERT",
    "modalitesRecrutement": ["3", "8"],
    "referentHandicap": REFERENT,
    "referentMobilite": REFERENT,
    "mailLiaison": "offre@cariforef-pdl.org",
}


def ajouter_session(debut: str, fin: str) -> dict[str, Any]:
    """Une session de l'action."""
    session: dict[str, Any] = reussir(
        f"""mutation($input: AddSessionInput!) {{ addSession(input: $input) {{ __typename
          ... on SessionSuccess {{ session {{ numero code }} }} {ERREUR} }} }}""",
        input={"action": action["numero"], "session": {**SESSION, "dateDebut": debut, "dateFin": fin}},
    )["session"]
    print(f"Session {session['code']} du {debut} au {fin}")
    return session


# Page 10 : la fiche Dispositif ; page 11 : un second dispositif de financement.
APPRENTISSAGE = {
    "publics": ["interimaire", "80006", "81050", "82038", "82044", "82055"],
    "nombrePlaces": 16,
    "placesRestantes": 4,
    "effectifMinimal": 8,
    "capaciteSimultanee": 16,
    "fraisPedagogiques": {"ht": "4500", "tauxTva": "0"},
}


def ajouter_dispositif(session: dict[str, Any], code: str) -> None:
    """Un dispositif d'une session."""
    dispositif = reussir(
        f"""mutation($input: AddDispositifInput!) {{ addDispositif(input: $input) {{ __typename
          ... on DispositifSuccess {{ dispositif {{ numero type {{ code libelle }} }} }} {ERREUR} }} }}""",
        input={"session": session["numero"], "type": code, "dispositif": APPRENTISSAGE},
    )["dispositif"]
    print(f"  dispositif {dispositif['numero']} : {dispositif['type']['libelle']}")


premiere = ajouter_session("2021-09-01", "2021-12-31")
ajouter_dispositif(premiere, "8")
ajouter_dispositif(premiere, "1")
seconde = ajouter_session("2022-09-01", "2022-12-31")
ajouter_dispositif(seconde, "8")

# Page 11 : l'état de la saisie.
bilan = demander(
    """query($siret: Siret!, $action: Int!) { workspace(siret: $siret) { action(numero: $action) {
      completude { pourcentage complet bloquants { champ message } conseils { message } } } } }""",
    siret=SIRET,
    action=action["numero"],
)["action"]["completude"]
for point in bilan["bloquants"]:
    print(f"BLOQUANT : {point['message']}")
for point in bilan["conseils"]:
    print(f"Conseil : {point['message']}")
if not bilan["complet"]:
    sys.exit("La saisie ne peut pas encore être envoyée en validation.")
print(f"Saisie complète à {bilan['pourcentage']} % : elle peut être envoyée en validation.")
