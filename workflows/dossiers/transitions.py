"""The table (domain B6.2): every transition with the states it starts from, who may do it, where it leads and what it
tells.

The two axes are independent: a transition names the states of the dossier and those of the diffusion from which it
starts, and moves one of them, both or none. What depends on more than the states (an answer is missing, somebody else
examines it) is checked by the function that carries the transition out; `garde` says it in a few words.
"""

from dataclasses import dataclass

from catalogue.vocabulary import Diffusion, EtatDossier
from workflows.policies import Verb

_EN_SAISIE = EtatDossier.EN_SAISIE
_SOUMISE = EtatDossier.SOUMISE
_EN_ATTENTE = EtatDossier.EN_ATTENTE_DE_REPONSES
_VALIDEE = EtatDossier.VALIDEE
_REFUSEE = EtatDossier.REFUSEE

_ALL = frozenset(EtatDossier)
_CLOSED = _ALL - {_SOUMISE, _EN_ATTENTE}
_ALIVE = frozenset(Diffusion) - {Diffusion.ARCHIVEE}
_ONLINE = frozenset({Diffusion.PUBLIEE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """One row. `vers` and `diffusion` are null where that axis stays; `geste` and `conseil` make the refusal."""

    nom: str
    verbe: Verb
    de: frozenset[EtatDossier]
    en: frozenset[Diffusion] = _ALIVE
    vers: EtatDossier | None = None
    diffusion: Diffusion | None = None
    evenements: tuple[str, ...] = ()
    garde: str = ""
    geste: str
    conseil: str

    def allows(self, dossier: EtatDossier, diffusion: Diffusion) -> bool:
        """Whether it may start from these states."""
        return dossier in self.de and diffusion in self.en


CREER = Transition(
    nom="créer",
    verbe=Verb.SAISIR,
    de=frozenset(),
    en=frozenset(),
    vers=_EN_SAISIE,
    diffusion=Diffusion.JAMAIS_PUBLIEE,
    garde="sous une formation de l'établissement",
    geste="créer",
    conseil="Une action se crée une fois.",
)
MODIFIER = Transition(
    nom="modifier",
    verbe=Verb.SAISIR,
    de=_ALL - {_SOUMISE},
    vers=_EN_SAISIE,
    garde="libres : publiés aussitôt ; structurants : refusés une fois publiés ; en attente de réponses, l'état reste",
    geste="modifier",
    conseil="L'organisme peut la rappeler, ou ne changer que des champs libres.",
)
SOUMETTRE = Transition(
    nom="soumettre",
    verbe=Verb.SOUMETTRE,
    de=frozenset({_EN_SAISIE, _REFUSEE, _EN_ATTENTE}),
    vers=_SOUMISE,
    evenements=("action.submitted",),
    garde="récapitulatif sans point bloquant, conformité (R30), pas de doublon (R25), autre que ce qui est en ligne",
    geste="soumettre",
    conseil="Modifiez-la d'abord, ou attendez la décision.",
)
RAPPELER = Transition(
    nom="rappeler",
    verbe=Verb.SOUMETTRE,
    de=frozenset({_SOUMISE}),
    vers=_EN_SAISIE,
    evenements=("action.recalled",),
    garde="qui l'a soumise, ou un gestionnaire de l'établissement",
    geste="rappeler",
    conseil="Seule une action soumise et pas encore décidée se rappelle.",
)
PRENDRE = Transition(
    nom="prendre",
    verbe=Verb.EXAMINER,
    de=frozenset({_SOUMISE}),
    evenements=("action.taken",),
    garde="personne d'autre ne l'examine",
    geste="prendre",
    conseil="Seule une action soumise s'examine.",
)
AFFECTER = Transition(
    nom="affecter",
    verbe=Verb.AFFECTER,
    de=frozenset({_SOUMISE, _EN_ATTENTE}),
    evenements=("action.taken",),
    garde="à un gestionnaire Offre",
    geste="affecter",
    conseil="Seule une action soumise s'examine.",
)
RELACHER = Transition(
    nom="relâcher",
    verbe=Verb.EXAMINER,
    de=frozenset({_SOUMISE}),
    evenements=("action.released",),
    garde="qui l'examine, ou un responsable Offre",
    geste="relâcher",
    conseil="Seule une action soumise et prise se relâche.",
)
DEMANDER = Transition(
    nom="demander",
    verbe=Verb.EXAMINER,
    de=frozenset({_SOUMISE}),
    vers=_EN_ATTENTE,
    evenements=("action.information_requested",),
    garde="qui l'examine ; au moins une question, un motif, une date",
    geste="interroger l'organisme sur",
    conseil="Seule une action soumise fait l'objet de questions.",
)
REPONDRE = Transition(
    nom="répondre",
    verbe=Verb.SOUMETTRE,
    de=frozenset({_EN_ATTENTE, _EN_SAISIE}),
    evenements=("action.answered",),
    garde="une question de cette action",
    geste="répondre pour",
    conseil="Aucune question n'attend de réponse.",
)
VALIDER = Transition(
    nom="valider",
    verbe=Verb.EXAMINER,
    de=frozenset({_SOUMISE}),
    vers=_VALIDEE,
    diffusion=Diffusion.PUBLIEE,
    evenements=("action.approved", "action.published"),
    garde="la révision lue est la révision soumise ; pas qui a saisi en dernier ; personne d'autre ne l'examine",
    geste="valider",
    conseil="Seule une action soumise se valide.",
)
REFUSER = Transition(
    nom="refuser",
    verbe=Verb.EXAMINER,
    de=frozenset({_SOUMISE}),
    vers=_REFUSEE,
    evenements=("action.refused",),
    garde="la révision lue est la révision soumise ; un motif, et sa précision s'il en demande une",
    geste="refuser",
    conseil="Seule une action soumise se refuse.",
)
RELANCER = Transition(
    nom="relancer",
    verbe=Verb.AFFECTER,
    de=frozenset({_EN_ATTENTE}),
    evenements=("action.reminded",),
    garde="une question attend",
    geste="relancer l'organisme sur",
    conseil="Aucune question n'attend de réponse.",
)
CLORE = Transition(
    nom="clore",
    verbe=Verb.AFFECTER,
    de=frozenset({_EN_ATTENTE}),
    vers=_EN_SAISIE,
    evenements=("action.closed",),
    garde="les questions restent ouvertes",
    geste="clore la demande d'information de",
    conseil="Aucune question n'attend de réponse.",
)
SUSPENDRE = Transition(
    nom="suspendre",
    verbe=Verb.EXAMINER,
    de=_ALL,
    en=_ONLINE,
    diffusion=Diffusion.SUSPENDUE,
    evenements=("action.suspended",),
    garde="un motif",
    geste="suspendre",
    conseil="Seule une action en ligne se suspend.",
)
LEVER = Transition(
    nom="lever",
    verbe=Verb.EXAMINER,
    de=_ALL,
    en=frozenset({Diffusion.SUSPENDUE}),
    diffusion=Diffusion.PUBLIEE,
    evenements=("action.resumed",),
    garde="conforme (R30)",
    geste="lever la suspension d'",
    conseil="Seule une action suspendue s'y prête.",
)
RETIRER = Transition(
    nom="retirer",
    verbe=Verb.DIFFUSER,
    de=_ALL,
    en=_ONLINE,
    diffusion=Diffusion.RETIREE,
    evenements=("action.withdrawn",),
    garde="un motif",
    geste="retirer",
    conseil="Seule une action en ligne se retire.",
)
REPUBLIER = Transition(
    nom="republier",
    verbe=Verb.DIFFUSER,
    de=_ALL,
    en=frozenset({Diffusion.RETIREE}),
    diffusion=Diffusion.PUBLIEE,
    evenements=("action.republished",),
    garde="retirée depuis moins de 90 jours, conforme (R30)",
    geste="republier",
    conseil="Seule une action retirée se republie.",
)
ARCHIVER = Transition(
    nom="archiver",
    verbe=Verb.EXAMINER,
    de=_CLOSED,
    diffusion=Diffusion.ARCHIVEE,
    evenements=("action.archived",),
    geste="archiver",
    conseil="Décidez d'abord de ce qui est soumis.",
)
DESARCHIVER = Transition(
    nom="désarchiver",
    verbe=Verb.EXAMINER,
    de=_CLOSED,
    en=frozenset({Diffusion.ARCHIVEE}),
    evenements=("action.restored",),
    garde="devient retirée, ou jamais publiée",
    geste="désarchiver",
    conseil="Elle n'est pas archivée.",
)
RESTAURER = Transition(
    nom="restaurer",
    verbe=Verb.SAISIR,
    de=_ALL - {_SOUMISE, _EN_ATTENTE},
    vers=_EN_SAISIE,
    evenements=("action.restored",),
    garde="la révision tient encore dans les règles ; un commentaire",
    geste="reprendre une révision d'",
    conseil="Rappelez-la d'abord.",
)
ACQUITTER = Transition(
    nom="acquitter",
    verbe=Verb.SOUMETTRE,
    de=_ALL,
    evenements=("certification.acknowledged",),
    garde="le code Certifinfo a été remplacé",
    geste="acquitter le remplacement de certification d'",
    conseil="Elle est archivée.",
)
REMPLACER = Transition(
    nom="remplacer",
    verbe=Verb.EXAMINER,
    de=_ALL,
    evenements=("certification.replaced",),
    garde="une certification pour une (R26), sinon une personne choisit (R27)",
    geste="remplacer la certification d'",
    conseil="Elle est archivée.",
)
SUPPRIMER = Transition(
    nom="supprimer",
    verbe=Verb.SAISIR,
    de=frozenset({_EN_SAISIE}),
    en=frozenset({Diffusion.JAMAIS_PUBLIEE}),
    garde="jamais soumise, sans session, d'aucun fichier importé",
    geste="supprimer",
    conseil="Retirez de la publication ce qui y est ; le Carif-Oref archive ce qui lui a été soumis.",
)

TABLE: tuple[Transition, ...] = (
    CREER,
    MODIFIER,
    SOUMETTRE,
    RAPPELER,
    PRENDRE,
    AFFECTER,
    RELACHER,
    DEMANDER,
    REPONDRE,
    VALIDER,
    REFUSER,
    RELANCER,
    CLORE,
    SUSPENDRE,
    LEVER,
    RETIRER,
    REPUBLIER,
    ARCHIVER,
    DESARCHIVER,
    RESTAURER,
    ACQUITTER,
    REMPLACER,
    SUPPRIMER,
)
