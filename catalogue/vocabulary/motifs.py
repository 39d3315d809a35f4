"""The reasons that a decision must give: for people to read, for programs to count (domain D2).

A tree of two levels. Codes never change their meaning; a motif that asks for a `precision` is refused without one.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from catalogue.vocabulary.liste import Liste


@dataclass(frozen=True, slots=True)
class Motif:
    """One reason. `conseil` tells its reader what to do."""

    code: str
    libelle: str
    conseil: str
    precision: bool = False


@dataclass(frozen=True, slots=True)
class FamilleMotifs:
    """Reasons of one kind."""

    code: str
    libelle: str
    motifs: tuple[Motif, ...]


@dataclass(frozen=True, slots=True)
class ArbreMotifs:
    """A tree of reasons for one gesture."""

    nom: str
    libelle: str
    familles: tuple[FamilleMotifs, ...]

    def __iter__(self) -> Iterator[Motif]:
        return (motif for famille in self.familles for motif in famille.motifs)

    def liste(self) -> Liste:
        """The leaves as a closed list."""
        return Liste.of(self.nom, self.libelle, "SOFI", {motif.code: motif.libelle for motif in self})

    def get(self, code: str) -> Motif | None:
        """The motif of a code."""
        return next((motif for motif in self if motif.code == code), None)


_AUTRE = Motif("AUTRE", "autre motif", "Lisez la précision.", precision=True)

MOTIFS_REFUS = ArbreMotifs(
    "MOTIFS_REFUS",
    "Motifs de refus",
    (
        FamilleMotifs(
            "CONTENU",
            "Contenu de l’offre",
            (
                Motif(
                    "TEXTE_INSUFFISANT",
                    "texte insuffisant ou incompréhensible",
                    "Récrivez les textes que la précision désigne.",
                    precision=True,
                ),
                Motif(
                    "TEXTE_PUBLICITAIRE",
                    "texte publicitaire ou comparatif",
                    "Retirez ce qui vante l’organisme ou le compare à d’autres.",
                ),
                Motif(
                    "INFORMATION_ERRONEE",
                    "information erronée",
                    "Corrigez ce que la précision désigne.",
                    precision=True,
                ),
                Motif(
                    "DONNEES_PERSONNELLES",
                    "données personnelles",
                    "Remplacez les noms et coordonnées de personnes par ceux d’un service.",
                ),
            ),
        ),
        FamilleMotifs(
            "DATES",
            "Dates, lieux et durées",
            (
                Motif("DATES_INCOHERENTES", "dates incohérentes", "Vérifiez les dates avec la durée déclarée."),
                Motif(
                    "DUREE_INCOHERENTE",
                    "durée incohérente avec la certification",
                    "Vérifiez les durées en centre et en entreprise.",
                ),
                Motif("LIEU_INCORRECT", "lieu incorrect", "Choisissez le site où la session a lieu."),
            ),
        ),
        FamilleMotifs(
            "CERTIFICATION",
            "Certification et habilitation",
            (
                Motif(
                    "CERTIFICATION_INADAPTEE",
                    "la certification ne correspond pas à la formation",
                    "Créez la formation avec la bonne référence Certifinfo.",
                ),
                Motif(
                    "HABILITATION_ABSENTE",
                    "organisme non habilité par le certificateur",
                    "Adressez au Carif-Oref l’habilitation du certificateur.",
                ),
                Motif(
                    "DISPOSITIF_NON_CONVENTIONNE",
                    "dispositif ou financement non conventionné",
                    "Retirez le dispositif, ou indiquez la convention.",
                    precision=True,
                ),
            ),
        ),
        FamilleMotifs(
            "PERIMETRE",
            "Périmètre de la base",
            (
                Motif("DOUBLON", "offre déjà publiée", "Modifiez l’offre que la précision désigne.", precision=True),
                Motif(
                    "HORS_CHAMP",
                    "offre hors du champ de la base régionale",
                    "Consultez les conditions de référencement.",
                ),
            ),
        ),
        FamilleMotifs("AUTRES", "Autres", (_AUTRE,)),
    ),
)

MOTIFS_QUESTION = ArbreMotifs(
    "MOTIFS_QUESTION",
    "Motifs de demande d’information",
    (
        FamilleMotifs(
            "QUESTIONS",
            "Demandes",
            (
                Motif("A_PRECISER", "information à préciser", "Répondez, ou complétez le champ."),
                Motif("A_CORRIGER", "information à corriger", "Corrigez le champ, ou expliquez pourquoi il est juste."),
                Motif("A_JUSTIFIER", "information à justifier", "Donnez la référence ou le document qui le prouve."),
                Motif("A_CONFIRMER", "information à confirmer", "Confirmez, ou corrigez le champ."),
            ),
        ),
    ),
)

MOTIFS_SUSPENSION = ArbreMotifs(
    "MOTIFS_SUSPENSION",
    "Motifs de suspension",
    (
        FamilleMotifs(
            "CONFORMITE",
            "Contrôle de conformité (levée automatique)",
            (
                Motif("QUALIOPI_ECHUE", "certification Qualiopi échue", "Déposez le nouveau certificat."),
                Motif("NDA_ABSENT", "numéro de déclaration d’activité absent", "Complétez la fiche de l’organisme."),
                Motif("SIRET_INACTIF", "établissement fermé", "Mettez à jour le SIRET de l’établissement."),
            ),
        ),
        FamilleMotifs(
            "CARIF",
            "Décision du Carif-Oref",
            (
                Motif("SIGNALEMENT", "signalement en cours d’examen", "Attendez d’être contacté.", precision=True),
                Motif(
                    "INFORMATION_PERIMEE",
                    "information périmée",
                    "Mettez l’action à jour et soumettez-la.",
                    precision=True,
                ),
                _AUTRE,
            ),
        ),
    ),
)

MOTIFS_RETRAIT = ArbreMotifs(
    "MOTIFS_RETRAIT",
    "Motifs de retrait",
    (
        FamilleMotifs(
            "RETRAITS",
            "Retraits",
            (
                Motif("ANNULEE", "action annulée", "Republiez-la si elle reprend."),
                Motif("COMPLETE", "action complète", "Republiez-la quand des places se libèrent."),
                Motif("ERREUR", "publiée par erreur", "Corrigez-la, puis soumettez-la."),
                _AUTRE,
            ),
        ),
    ),
)

MOTIFS_AUTOMATIQUES = frozenset(motif.code for motif in MOTIFS_SUSPENSION.familles[0].motifs)
"""Suspensions that the compliance check alone decides and lifts (R31)."""

ARBRES = (MOTIFS_REFUS, MOTIFS_QUESTION, MOTIFS_SUSPENSION, MOTIFS_RETRAIT)
