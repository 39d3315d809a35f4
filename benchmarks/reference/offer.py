"""The invented offer of a body: formations, actions, sessions, dispositifs, as rows that no base holds yet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from benchmarks.reference.bodies import Body
from catalogue.models import Action, Dispositif, Formation, FormationBloc, Session
from catalogue.vocabulary import (
    Diffusion,
    EntreesSorties,
    EtatDossier,
    ModaliteEnseignement,
    ObjectifGeneral,
    Recrutement,
    TypeParcours,
    UniteCycle,
    lheo,
    procedure,
)

_PROGRAMME = (
    "Accueil et positionnement. Module 1 : connaître l'environnement du métier, ses règles et ses acteurs. Module 2 : "
    "organiser son travail, choisir ses outils, appliquer les règles de sécurité. Module 3 : réaliser, contrôler, "
    "rendre compte. Période en entreprise, préparation aux épreuves, bilan individuel avec le formateur référent."
)
_OBJECTIFS = (
    "Acquérir les gestes et les savoirs du métier, en autonomie ; travailler en équipe dans le respect des règles "
    "de sécurité ; préparer l'entrée dans l'emploi ou la poursuite de la formation."
)
_ENDS = (40, 120, 250, 20, 400, -15)
"""Days from today to the end of the sessions online, in turn: five in six are active."""


@dataclass
class Offer:
    """The rows of one body."""

    formations: list[Formation] = field(default_factory=list)
    blocs: list[FormationBloc] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)
    sessions: dict[int, list[Session]] = field(default_factory=dict)
    dispositifs: dict[int, list[Dispositif]] = field(default_factory=dict)

    def online(self) -> list[Action]:
        """The actions that are online."""
        return [action for action in self.actions if action.diffusion is Diffusion.PUBLIEE]


@dataclass
class Numbers:
    """The last number given at each level; the first are beyond those of the procedure's example."""

    formation: int = 20_000
    action: int = 100_000
    session: int = 200_000
    dispositif: int = 500_000


@dataclass(frozen=True)
class Writer:
    """Invents the offer of one body after the other. Every choice goes by numbers: the same each time."""

    numbers: Numbers
    blocs: dict[str, list[int]]
    kinds: Sequence[str]
    today: date

    def formation(self, offer: Offer, body: Body, certification: str | None) -> Formation:
        """A formation, on a certification or without."""
        self.numbers.formation += 1
        numero = self.numbers.formation
        own = {} if certification else {"intitule": f"Perfectionnement professionnel {numero}", "niveau_sortie": "1"}
        made = Formation(
            numero=numero,
            organisme_id=body.organisme.numero,
            certification_id=certification,
            objectif_general=ObjectifGeneral.CERTIFICATION if certification else ObjectifGeneral.PROFESSIONNALISATION,
            **own,
        )
        offer.formations.append(made)
        offer.blocs += [
            FormationBloc(formation_id=numero, bloc_id=bloc) for bloc in self.blocs.get(certification or "", ())
        ]
        return made

    def action(self, offer: Offer, body: Body, formation: int, *, online: bool) -> Action:
        """An action with its sessions."""
        self.numbers.action += 1
        numero = self.numbers.action
        illustrated = numero % 3 == 0
        made = Action(
            numero=numero,
            formation_id=formation,
            site_dispensateur_id=body.sites[numero % len(body.sites)].numero,
            complement_programme=_PROGRAMME if illustrated else None,
            objectifs=_OBJECTIFS,
            resultats_attendus="Réussir l'examen et trouver un emploi durable dans le métier.",
            plus="Plateau technique récent, accompagnement vers l'emploi." if illustrated else None,
            url_action=f"https://organisme{body.organisme.numero}.mesure.test/actions/{numero}",
            equipements=[{"type": "1", "coutIndicatif": 80, "commentaire": "Prêté la première semaine."}]
            if illustrated
            else [],
            niveau_entree=lheo.NIVEAUX.codes()[numero % len(lheo.NIVEAUX.codes())],
            prerequis=_some(procedure.PREREQUIS.codes(), numero, 1),
            dossier=EtatDossier.VALIDEE if online else EtatDossier.EN_SAISIE,
            diffusion=Diffusion.PUBLIEE if online else Diffusion.JAMAIS_PUBLIEE,
        )
        offer.actions.append(made)
        count = 2 + numero % 2 if online else 1 + (numero % 17 < 8)
        offer.sessions[numero] = [self._session(offer, body, numero, online=online) for _ in range(count)]
        return made

    def _session(self, offer: Offer, body: Body, action: int, *, online: bool) -> Session:
        self.numbers.session += 1
        numero = self.numbers.session
        days = _ENDS[numero % len(_ENDS)] + numero % 30 if online else -200 - numero % 1500
        end = self.today + timedelta(days=days)
        start = end - timedelta(days=90 + numero % 200)
        handicap, mobilite = body.referents
        made = Session(
            numero=numero,
            action_id=action,
            site_lieu_id=body.sites[numero % len(body.sites)].numero,
            date_debut=start,
            date_fin=end,
            entrees_sorties=EntreesSorties.PERMANENTES if numero % 3 == 0 else EntreesSorties.DATES_FIXES,
            rythmes=_some(procedure.RYTHMES.codes(), numero, 1),
            periodes=_some(procedure.PERIODES.codes(), numero, 1),
            types_parcours=[TypeParcours.COLLECTIF.value],
            modalites_pedagogiques=_some(procedure.MODALITES_PEDAGOGIQUES.codes(), numero, 2),
            modalite_enseignement=list(ModaliteEnseignement)[numero % len(ModaliteEnseignement)],
            duree_centre=35 * (1 + numero % 30),
            duree_entreprise=35 * (numero % 12),
            duree_hebdomadaire=Decimal("35.00"),
            cycle_unite=UniteCycle.SEMAINE,
            cycle_entreprise=2,
            cycle_centre=1,
            organisme_responsable_id=body.organisme.numero,
            recrutement=Recrutement.OUVERT,
            modalites_recrutement=_some(procedure.MODALITES_RECRUTEMENT.codes(), numero, 2),
            informations_collectives=[_meeting(start)] if numero % 3 == 0 else [],
            referent_handicap_id=handicap.numero,
            referent_mobilite_id=mobilite.numero,
            mail_liaison=body.organisme.courriel,
        )
        offer.dispositifs[numero] = list(self._dispositifs(numero))
        return made

    def _dispositifs(self, session: int) -> Iterator[Dispositif]:
        for rank in range(1 + (session % 8 < 3)):
            self.numbers.dispositif += 1
            numero = self.numbers.dispositif
            places = 8 + numero % 12
            yield Dispositif(
                numero=numero,
                session_id=session,
                type_id=self.kinds[(session + rank) % len(self.kinds)],
                publics=_some(procedure.PUBLICS.codes(), numero, 2 + numero % 2),
                nombre_places=places,
                places_restantes=numero % 8,
                effectif_minimal=places // 2,
                capacite_simultanee=places,
                frais_ht=Decimal(f"{1000 + numero % 4000}.00"),
                taux_tva=Decimal("0.00"),
                frais_ttc=Decimal(f"{1000 + numero % 4000}.00"),
                prise_en_charge=numero % 2 == 0,
            )


def _some(codes: Sequence[str], rank: int, count: int) -> list[str]:
    return [codes[(rank + step) % len(codes)] for step in range(count)]


def _meeting(start: date) -> dict[str, str]:
    day = datetime(start.year, start.month, start.day, 13, tzinfo=UTC) - timedelta(days=30)
    return {
        "debut": f"{day:%Y-%m-%dT%H:%M:%SZ}",
        "fin": f"{day + timedelta(hours=2):%Y-%m-%dT%H:%M:%SZ}",
        "lieu": "Amphithéâtre",
        "commentaire": "Entrée libre.",
    }
