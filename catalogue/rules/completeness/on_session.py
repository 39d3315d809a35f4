"""What may be wrong with the rest of the Session card: path, cycle, recruitment, référents, place (procedure p. 9)."""

from catalogue.rules.completeness.context import Contexte
from catalogue.rules.completeness.node import Fiche, Noeud
from catalogue.rules.completeness.rule import Regle, bloquant, champs_requis, conseil
from catalogue.vocabulary.session import Recrutement, TypeParcours

_INFORMATION_COLLECTIVE = "9"  # of LHEO's modalite-recrutement
_MODALITES = 5  # of LHEO's code-modalite-pedagogique, periods included
_FORMACODE = 5  # digits; other codes of these lists are ours and are not exported there


@bloquant("PARCOURS_NON_INDIVIDUALISE", Fiche.SESSION, "typesParcours", "R4, procédure p. 9")
def parcours_non_individualise(session: Noeud, contexte: Contexte) -> str | None:
    """An individualised formation has sessions that are modulaires and individualisées."""
    formation = session.parent.parent if session.parent else None
    if formation is None or formation.valeurs.get("individualisation") is not True or "typesParcours" not in session:
        return None
    wanted = (TypeParcours.MODULAIRE, TypeParcours.INDIVIDUALISE)
    missing = [kind.libelle for kind in wanted if kind.value not in session.codes("typesParcours")]
    if missing:
        names = " et ".join(f"« {libelle} »" for libelle in missing)
        return f"« Type de parcours » : la formation est individualisée, ajoutez {names}."
    return None


@conseil("PARCOURS_INCONNU", Fiche.SESSION, "typesParcours", "procédure p. 9, LHEO parcours-de-formation")
def parcours_inconnu(session: Noeud, contexte: Contexte) -> str | None:
    """The exchange format has no code for « inconnu »."""
    if TypeParcours.INCONNU.value in session.codes("typesParcours"):
        return "« Type de parcours » est inconnu : choisissez collectif, individualisé, mixte ou modulaire."
    return None


@bloquant("CYCLE_INCOMPLET", Fiche.SESSION, "cycleAlternance", "R6, procédure p. 9")
def cycle_incomplet(session: Noeud, contexte: Contexte) -> str | None:
    """Unit, entreprise and centre: all three, the last two above zero."""
    cycle = session.carte("cycleAlternance")
    parts = {"unité entreprise": cycle.nombre("entreprise"), "unité centre": cycle.nombre("centre")}
    missing = [name for name, value in parts.items() if not value or value < 0]
    if "unite" not in cycle:
        missing.insert(0, "unité du cycle")
    if "cycleAlternance" in session and missing:
        return f"« Cycle de l’alternance » : complétez {', '.join(missing)} avec une valeur d’au moins 1."
    return None


@conseil("ALTERNANCE_SANS_ENTREPRISE", Fiche.SESSION, "dureeEntreprise", "R6")
def alternance_sans_entreprise(session: Noeud, contexte: Contexte) -> str | None:
    """A contract without an hour in the company."""
    alternating = any("cycleAlternance" in champs_requis(one, contexte) for one in session.enfants)
    if alternating and session.nombre("dureeEntreprise") == 0:
        return "« Durée en entreprise » est nulle alors que la session est en alternance : vérifiez-la."
    return None


@conseil("MODALITES_TROP_NOMBREUSES", Fiche.SESSION, "modalitesPedagogiques", "LHEO code-modalite-pedagogique")
def modalites_trop_nombreuses(session: Noeud, contexte: Contexte) -> str | None:
    """Periods and modalities share five places in the exchange format."""
    codes = [*session.codes("periodes"), *session.codes("modalitesPedagogiques")]
    coded = [code for code in codes if code.isdecimal() and len(code) == _FORMACODE]
    if len(coded) <= _MODALITES:
        return None
    return (
        f"« Modalités pédagogiques » et « Périodes de formation » : {len(coded)} choix, dont {_MODALITES} seulement "
        "sont transmis aux autres sites ; gardez les principaux."
    )


@bloquant("INSCRIPTION_INVERSEE", Fiche.SESSION, "periodesInscription", "procédure p. 9")
def inscription_inversee(session: Noeud, contexte: Contexte) -> str | None:
    """A registration period ends after it began."""
    if _reversed(session, "periodesInscription"):
        return "« Périodes d’inscription » : une période finit avant de commencer ; corrigez ses dates."
    return None


@conseil("INSCRIPTION_ABSENTE", Fiche.SESSION, "periodesInscription", "procédure p. 9, LHEO periode-inscription")
def inscription_absente(session: Noeud, contexte: Contexte) -> str | None:
    """When to apply."""
    if "periodesInscription" in session:
        return None
    return "« Périodes d’inscription » : indiquez quand candidater ou s’inscrire."


@conseil("INSCRIPTION_TARDIVE", Fiche.SESSION, "periodesInscription", "R10")
def inscription_tardive(session: Noeud, contexte: Contexte) -> str | None:
    """Nobody registers for a session that is over."""
    fin = session.jour("dateFin")
    starts = [period.jour("debut") for period in session.cartes("periodesInscription")]
    if fin and any(start > fin for start in starts if start):
        return "« Périodes d’inscription » : une période commence après la fin de la session ; vérifiez ses dates."
    return None


@bloquant("INFORMATION_COLLECTIVE_INVERSEE", Fiche.SESSION, "informationsCollectives", "procédure p. 9")
def information_collective_inversee(session: Noeud, contexte: Contexte) -> str | None:
    """A meeting ends after it began."""
    if _reversed(session, "informationsCollectives"):
        return "« Informations collectives » : une réunion finit avant de commencer ; corrigez ses horaires."
    return None


@conseil("INFORMATION_COLLECTIVE_ABSENTE", Fiche.SESSION, "informationsCollectives", "procédure p. 9")
def information_collective_absente(session: Noeud, contexte: Contexte) -> str | None:
    """Recruited at meetings, and no meeting is given."""
    if _INFORMATION_COLLECTIVE in session.codes("modalitesRecrutement") and "informationsCollectives" not in session:
        return "« Informations collectives » : le recrutement en prévoit ; indiquez-en la date et le lieu."
    return None


@conseil("RECRUTEMENT_SANS_PLACE", Fiche.SESSION, "recrutement", "R14")
def recrutement_sans_place(session: Noeud, contexte: Contexte) -> str | None:
    """Open, and every dispositif full."""
    left = [one.nombre("placesRestantes") for one in session.enfants]
    if session.texte("recrutement") == Recrutement.OUVERT and left and all(places == 0 for places in left):
        return "« Recrutement » est ouvert alors qu’il ne reste aucune place : suspendez-le ou corrigez les places."
    return None


@conseil("ADRESSE_LIEU_ABSENTE", Fiche.SESSION, "siteLieu", "LHEO adresse-inscription, lieu-de-formation")
def adresse_lieu_absente(session: Noeud, contexte: Contexte) -> str | None:
    """The place's street is asked for by the exchange format."""
    if "siteLieu" in session and "adresse" not in session.carte("siteLieu"):
        return "« Site lieu » n’a pas d’adresse : complétez la fiche du site dans l’annuaire."
    return None


def _injoignable(code: str, champ: str, libelle: str) -> Regle:
    @conseil(code, Fiche.SESSION, champ, "procédure p. 9, LHEO contact-session")
    def rule(session: Noeud, contexte: Contexte) -> str | None:
        referent = session.carte(champ)
        if champ in session and "courriel" not in referent and "telephone" not in referent:
            return f"« {libelle} » n’a ni courriel ni téléphone : complétez sa fiche dans l’annuaire."
        return None

    return rule


def _reversed(session: Noeud, champ: str) -> bool:
    # Days and instants in UTC are written so that their texts are in their order.
    spans = ((item.texte("debut"), item.texte("fin")) for item in session.cartes(champ))
    return any(debut and fin and fin < debut for debut, fin in spans)


REGLES = (
    parcours_non_individualise,
    parcours_inconnu,
    cycle_incomplet,
    alternance_sans_entreprise,
    modalites_trop_nombreuses,
    inscription_inversee,
    inscription_absente,
    inscription_tardive,
    information_collective_inversee,
    information_collective_absente,
    recrutement_sans_place,
    adresse_lieu_absente,
    _injoignable("REFERENT_HANDICAP_INJOIGNABLE", "referentHandicap", "Référent PMR"),
    _injoignable("REFERENT_MOBILITE_INJOIGNABLE", "referentMobilite", "Référent mobilité"),
)
