"""A training body at its desk: the card mutations over HTTP, each answer with all that its union may hold."""

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from graphql import GraphQLObjectType, GraphQLUnionType

from api.schema import schema
from tests.conftest import Client

FORMATION = """id numero code version intitule objectifGeneral objectif programme niveauSortie { code libelle }
  individualisation validation certification { codeCertifinfo } formacodes { code version libelle } blocs { code }
  organisme { siret }"""
ACTION = """id numero code version dossier complementIntitule complementProgramme objectifs resultatsAttendus plus
  urlVideo urlPdf urlAction equipements { type { code } coutIndicatif commentaire } niveauEntree { code }
  prerequis { code } commentairePrerequis siteDispensateur { numero }"""
DISPOSITIF = """id numero version type { code } publics { code } codesExternes nombrePlaces placesRestantes
  effectifMinimal capaciteSimultanee fraisPedagogiques { ht tauxTva ttc } fraisAdditionnels { montant detail }
  fraisCertification priseEnCharge"""
SESSION = f"""id numero code version dateDebut dateFin entreesSorties rythmes {{ code }} periodes {{ code }} typesParcours
  modalitesPedagogiques {{ code }} modaliteEnseignement dureeCentre dureeEntreprise dureeHebdomadaire commentaireDuree
  cycleAlternance {{ unite entreprise centre }} siteLieu {{ numero }} organismeResponsable {{ siret }} recrutement
  modalitesRecrutement {{ code }} informationsCollectives {{ debut fin lieu commentaire }}
  periodesInscription {{ type debut fin }} referentHandicap {{ numero }} referentMobilite {{ numero }}
  referentPrf {{ numero }} mailLiaison dispositifs {{ {DISPOSITIF} }}"""
_MEMBERS = {
    "FormationSuccess": f"changed warnings formation {{ {FORMATION} }}",
    "ActionSuccess": f"changed warnings action {{ {ACTION} }}",
    "SessionSuccess": f"changed warnings session {{ {SESSION} }}",
    "DispositifSuccess": f"changed warnings dispositif {{ {DISPOSITIF} }} session {{ numero }}",
    "RemoveSuccess": "numero",
    "SiteSuccess": "changed warnings site { numero version }",
    "ContactSuccess": "changed warnings contact { numero version }",
    "ReferentSuccess": "changed warnings referent { numero version }",
    "PorteOuverteSuccess": "changed warnings porteOuverte { numero version }",
    "OrganismeSuccess": "changed warnings organisme { numero } version",
    "InvalidInput": "problems { path code message }",
    "LockedField": "field source",
    "StaleVersion": "version changes",
    "InUse": "usages",
    "Duplicate": "twin",
}
_READ = f"""query ($siret: Siret!, $numero: Int!) {{ workspace(siret: $siret) {{
  formation(numero: $numero) {{ {FORMATION} actions {{ numero }} }} action(numero: $numero) {{ {ACTION} }}
  session(numero: $numero) {{ {SESSION} }} }} }}"""
_HISTORY = """query ($siret: Siret!, $objet: String!, $numero: Int!) { workspace(siret: $siret) {
  historique(objet: $objet, numero: $numero, first: 50) { verbe version par champs { champ libelle avant apres } } } }"""


@cache
def document(mutation: str) -> str:
    """The operation of a mutation that takes an `input`, with every member of its union spelled out."""
    graph = schema._schema
    assert graph.mutation_type is not None
    field = graph.mutation_type.fields[mutation]
    union: Any = field.type
    while not isinstance(union, GraphQLUnionType):
        union = union.of_type
    members = " ".join(_member(kind) for kind in union.types)
    return f"mutation ($input: {field.args['input'].type}) {{ {mutation}(input: $input) {{ __typename {members} }} }}"


def _member(kind: GraphQLObjectType) -> str:
    errors = "code message " if any(interface.name == "Error" for interface in kind.interfaces) else ""
    selected = f"{errors}{_MEMBERS.get(kind.name, '')}".strip() or "__typename"
    return f"... on {kind.name} {{ {selected} }}"


@dataclass(frozen=True, slots=True)
class Desk:
    """Somebody's way to the mutations, and the room in which they see what came of them."""

    client: Client
    siret: str

    async def send(self, mutation: str, /, **values: Any) -> dict[str, Any]:
        """What a mutation answers to this input: a member of its union."""
        answer: dict[str, Any] = (await self.client.data(document(mutation), input=values))[mutation]
        return answer

    async def done(self, mutation: str, /, **values: Any) -> dict[str, Any]:
        """The same when it must succeed."""
        answer = await self.send(mutation, **values)
        assert answer["__typename"].endswith("Success"), answer
        return answer

    async def refused(self, mutation: str, /, **values: Any) -> tuple[str, str]:
        """Kind and sentence of the refusal that must come."""
        answer = await self.send(mutation, **values)
        assert "message" in answer, answer
        return answer["__typename"], answer["message"]

    async def problems(self, mutation: str, /, **values: Any) -> list[tuple[str, str]]:
        """Path and code of each problem of an input that must be invalid."""
        answer = await self.send(mutation, **values)
        assert answer["__typename"] == "InvalidInput", answer
        return [(".".join(problem["path"]), problem["code"]) for problem in answer["problems"]]

    async def unreadable(self, mutation: str, /, **values: Any) -> str:
        """The sentence of the one error when the input is of no such type; an infinite number is sent as 1e309."""
        body = json.dumps({"query": document(mutation), "variables": {"input": values}}).replace("Infinity", "1e309")
        headers = {**self.client.headers, "Content-Type": "application/json"}
        answer = (await self.client.http.post("/graphql", content=body, headers=headers)).json()
        [error] = answer["errors"]
        assert "data" not in answer, answer
        assert (error["extensions"]["code"], len(error["message"]) <= 400) == ("BAD_USER_INPUT", True)
        message: str = error["message"]
        return message

    async def read(self, level: str, numero: int) -> Any:
        """A card as the workspace shows it; None when it is not there."""
        return (await self.client.data(_READ, siret=self.siret, numero=numero))["workspace"][level]

    async def history(self, objet: str, numero: int) -> list[dict[str, Any]]:
        """The changes of an object, the latest first."""
        data = await self.client.data(_HISTORY, siret=self.siret, objet=objet, numero=numero)
        lines: list[dict[str, Any]] = data["workspace"]["historique"]
        return lines
