"""Enums of the directory: bodies and their référents (procedure p. 4 and 9)."""

from catalogue.vocabulary.valeur import Valeur


class NatureOrganisme(
    Valeur,
    titre="Nature de l’organisme",
    description="Rôle de l’organisme dans l’offre : il porte la responsabilité des formations, il les dispense, "
    "ou les deux.",
    source="référentiel national des organismes de formation",
):
    """Responsible body, teaching body or both."""

    RESPONSABLE = "RESPONSABLE", "organisme responsable"
    FORMATEUR = "FORMATEUR", "organisme formateur (dispensateur)"
    RESPONSABLE_FORMATEUR = "RESPONSABLE_FORMATEUR", "organisme responsable et formateur"


class TypeReferent(
    Valeur,
    titre="Type de référent",
    description="Sujet sur lequel le référent renseigne le public ou les partenaires.",
    source="procédure SOFI, p. 9 ; LHEO 2.3, dict-type-contact",
):
    """The first two are required on a session. LHEO has no code for the référent of the regional programme (PRF)."""

    HANDICAP = "HANDICAP", "référent handicap (PMR)", "1"
    MOBILITE = "MOBILITE", "référent mobilité internationale", "2"
    PRF = "PRF", "référent du programme régional de formation (PRF)"
