#!/usr/bin/env python3
"""Un dossier des deux côtés, par HTTP et GraphQL seulement : l'organisme soumet, le Carif-Oref examine et décide.

    python docs/examples/validation.py [http://127.0.0.1:8000/graphql]

Sur la base de démonstration (« make run ») : soumettre, prendre, demander, répondre, valider ; modifier pendant que
l'offre est en ligne, soumettre, voir la différence, refuser avec un motif, corriger, valider. SOFI_WEBHOOK donne
l'adresse d'un récepteur : la Région y reçoit chaque événement, signé.
"""

import datetime
import json
import os
import sys
import urllib.request
from typing import Any

ADRESSE = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000/graphql"
MOT_DE_PASSE = os.environ.get("SOFI_MOT_DE_PASSE", "sofi-demonstration")
SIRET = "13000511900032"
ERREUR = "... on Error { code message } ... on InvalidInput { problems { path message } }"
DOSSIER = "... on DossierSuccess { dossier { etat diffusion version depot { revision { rang } } } }"


class Compte:
    """Un compte connecté."""

    def __init__(self, courriel: str) -> None:
        self.jeton = ""
        self.jeton = self.faire(
            """mutation($email: String!, $password: String!) { signIn(input: {email: $email, password: $password}) {
              __typename ... on SignInSuccess { token } ... on Error { code message } } }""",
            email=courriel,
            password=MOT_DE_PASSE,
        )["token"]

    def demander(self, document: str, **variables: Any) -> Any:
        """La valeur du seul champ d'une opération."""
        requete = urllib.request.Request(  # noqa: S310  l'adresse est celle que l'on a donnée
            ADRESSE,
            json.dumps({"query": document, "variables": variables}).encode(),
            {"Content-Type": "application/json", **({"Authorization": f"Bearer {self.jeton}"} if self.jeton else {})},
        )
        with urllib.request.urlopen(requete, timeout=30) as reponse:  # noqa: S310
            recu = json.load(reponse)
        if "errors" in recu:
            sys.exit(f"Refusé : {recu['errors'][0]['message']}")
        [valeur] = recu["data"].values()
        return valeur

    def faire(self, document: str, **variables: Any) -> Any:
        """Comme `demander`, pour une mutation dont on attend le succès."""
        valeur = self.demander(document, **variables)
        if not valeur["__typename"].endswith("Success"):
            sys.exit(f"{valeur['code']} : {valeur['message']} {json.dumps(valeur, ensure_ascii=False)}")
        return valeur

    def dossier(self, mutation: str, entree: str, **valeurs: Any) -> Any:
        """Une mutation du dossier ; le dossier comme il est ensuite."""
        manque = (
            "... on IncompleteDossier { completude { bloquants { message } } }" if mutation == "submitAction" else ""
        )
        document = (
            f"mutation($input: {entree}!) {{ {mutation}(input: $input) {{ __typename {DOSSIER} {ERREUR} {manque} }} }}"
        )
        return self.faire(document, input=valeurs)["dossier"]


def en_ligne(code: str) -> str:
    """Le « plus » de l'action comme le public le lit."""
    offre = organisme.demander(
        "query($c: CodeFas!) { offre(code: $c) { __typename ... on Offre { action { plus } } } }", c=code
    )
    return str(offre["action"]["plus"]) if offre["__typename"] == "Offre" else offre["__typename"]


organisme, carif = Compte("saisie@demonstration.test"), Compte("validation@demonstration.test")
if adresse := os.environ.get("SOFI_WEBHOOK"):
    secret = Compte("administration@demonstration.test").faire(
        f"""mutation($input: CreateWebhookInput!) {{ createWebhook(input: $input) {{ __typename
          ... on WebhookSuccess {{ secret }} {ERREUR} }} }}""",
        input={"url": adresse},
    )["secret"]
    print(f"Secret du webhook : {secret}")

# L'organisme saisit une offre entière, sans référence Certifinfo.
debut = datetime.date.today() + datetime.timedelta(days=120)
offre = organisme.faire(
    f"""mutation($input: CreateOffreInput!) {{ createOffre(input: $input) {{ __typename
      ... on FormationSuccess {{ formation {{ numero code actions {{ numero code version }} }} }} {ERREUR} }} }}""",
    input={
        "siret": SIRET,
        "formation": {
            "intitule": "Animer un réseau d'organismes",
            "objectifGeneral": "PROFESSIONNALISATION",
            "objectif": "Savoir animer un réseau.",
            "programme": "Trois jours en groupe.",
            "formacodes": [{"code": "33054", "version": "V14", "libelle": "Ressources humaines"}],
            "niveauSortie": "1",
        },
        "actions": [
            {
                "fiche": {
                    "siteDispensateur": 36364,
                    "niveauEntree": "1",
                    "prerequis": ["aucun"],
                    "resultatsAttendus": "Animer une réunion de réseau",
                    "plus": "Petits groupes",
                },
                "sessions": [
                    {
                        "fiche": {
                            "dateDebut": debut.isoformat(),
                            "dateFin": (debut + datetime.timedelta(days=90)).isoformat(),
                            "entreesSorties": "DATES_FIXES",
                            "rythmes": ["temps-plein"],
                            "periodes": ["96414"],
                            "typesParcours": ["COLLECTIF"],
                            "modalitesPedagogiques": ["en-centre"],
                            "modaliteEnseignement": "PRESENTIEL",
                            "dureeCentre": 21,
                            "dureeEntreprise": 0,
                            "recrutement": "OUVERT",
                            "modalitesRecrutement": ["3"],
                            "referentHandicap": 1902,
                            "referentMobilite": 1902,
                            "mailLiaison": "offre@cariforef-pdl.org",
                        },
                        "dispositifs": [
                            {"type": "1", "fiche": {"publics": ["82044"], "nombrePlaces": 12, "placesRestantes": 12}}
                        ],
                    }
                ],
            }
        ],
    },
)["formation"]
[action] = offre["actions"]
numero, code = action["numero"], action["code"]
print(f"Action {code} saisie")

# Soumettre, prendre, demander, répondre, valider.
dossier = organisme.dossier("submitAction", "SubmitActionInput", numero=numero, expectedVersion=action["version"])
rang = dossier["depot"]["revision"]["rang"]
print(f"Soumise : révision {rang}")
carif.faire(f"mutation($n: Int!) {{ takeAction(numero: $n) {{ __typename {DOSSIER} {ERREUR} }} }}", n=numero)
carif.dossier(
    "requestInformation",
    "RequestInformationInput",
    numero=numero,
    expectedRevision=rang,
    questions=[{"texte": "À qui s'adresse cette action ?", "motif": "A_PRECISER"}],
    reponseAvant=(datetime.date.today() + datetime.timedelta(days=10)).isoformat(),
)
LIRE = """query($n: ID!) { dossier(id: $n) { etat version depot { revision { rang } }
  questions { numero texte reponse } revisions { rang origine }
  difference { nombre noeuds { libelle champs { libelle ancien nouveau } } } historique { verbe par } } }"""
[question] = organisme.demander(LIRE, n=str(numero))["questions"]
print(f"Question : {question['texte']}")
dossier = organisme.dossier(
    "answerRequest",
    "AnswerRequestInput",
    question=question["numero"],
    reponse="À celles et ceux qui animent un réseau.",
)
dossier = organisme.dossier("submitAction", "SubmitActionInput", numero=numero, expectedVersion=dossier["version"])
rang = dossier["depot"]["revision"]["rang"]
dossier = carif.dossier("approveAction", "ApproveActionInput", numero=numero, expectedRevision=rang)
print(f"Validée : {dossier['diffusion']}, le public lit « {en_ligne(code)} »")

# Modifier pendant que c'est en ligne, soumettre, voir la différence, refuser.
MODIFIER = f"""mutation($input: UpdateActionInput!) {{ updateAction(input: $input) {{ __typename
  ... on ActionSuccess {{ action {{ version }} }} {ERREUR} }} }}"""


def modifier(plus: str, version: int) -> int:
    """Change le « plus » de l'action ; sa nouvelle version."""
    faite = organisme.faire(MODIFIER, input={"numero": numero, "expectedVersion": version, "action": {"plus": plus}})
    nouvelle: int = faite["action"]["version"]
    return nouvelle


version = modifier("Le meilleur réseau de France", dossier["version"])
print(f"Modifiée ; le public lit toujours « {en_ligne(code)} »")
dossier = organisme.dossier("submitAction", "SubmitActionInput", numero=numero, expectedVersion=version)
lu = carif.demander(LIRE, n=str(numero))
for noeud in lu["difference"]["noeuds"]:
    for champ in noeud["champs"]:
        print(f"Différence, {noeud['libelle']} : {champ['libelle']} : {champ['ancien']} → {champ['nouveau']}")
dossier = carif.dossier(
    "refuseAction",
    "RefuseActionInput",
    numero=numero,
    expectedRevision=lu["depot"]["revision"]["rang"],
    motif="TEXTE_PUBLICITAIRE",
    precision="Sans superlatif.",
)
print(f"Refusée ; le public lit toujours « {en_ligne(code)} »")

# Corriger, soumettre, valider.
version = modifier("Petits groupes, ateliers filmés", dossier["version"])
dossier = organisme.dossier("submitAction", "SubmitActionInput", numero=numero, expectedVersion=version)
carif.dossier(
    "approveAction", "ApproveActionInput", numero=numero, expectedRevision=dossier["depot"]["revision"]["rang"]
)
print(f"Validée ; le public lit « {en_ligne(code)} »")
lu = carif.demander(LIRE, n=str(numero))
print(f"Révisions : {', '.join(str(revision['rang']) for revision in lu['revisions'])}")
print(f"Histoire : {' < '.join(ligne['verbe'] for ligne in lu['historique'])}")
