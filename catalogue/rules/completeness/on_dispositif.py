"""What may be wrong with the Dispositif card: its type, its publics, its places, its fees (procedure p. 10)."""

from catalogue.rules.completeness.context import Contexte
from catalogue.rules.completeness.node import Fiche, Noeud
from catalogue.rules.completeness.rule import bloquant, conseil, famille, libelle_type
from catalogue.rules.invalid import ValeurInvalide
from catalogue.rules.money import frais
from catalogue.vocabulary.dispositif import FamilleDispositif


@bloquant("TYPE_INCONNU", Fiche.DISPOSITIF, "type", "nomenclature des dispositifs")
def type_inconnu(dispositif: Noeud, contexte: Contexte) -> str | None:
    """The nomenclature has no such type."""
    if "type" in dispositif and dispositif.carte("type").texte("code") not in contexte.types:
        return (
            f"« Dispositif » : « {libelle_type(dispositif)} » n’est pas dans la nomenclature ; choisissez-en un autre."
        )
    return None


@bloquant("TYPE_HORS_VALIDITE", Fiche.DISPOSITIF, "type", "nomenclature des dispositifs")
def type_hors_validite(dispositif: Noeud, contexte: Contexte) -> str | None:
    """A scheme funds the sessions that begin while it exists; a session without a date is judged today."""
    rule = contexte.types.get(dispositif.carte("type").texte("code"))
    day = (dispositif.parent.jour("dateDebut") if dispositif.parent else None) or contexte.aujourdhui
    if rule is None:
        return None
    opening = f"« Dispositif » : « {libelle_type(dispositif)} » finance les sessions qui commencent"
    if rule.valide_au and day > rule.valide_au:
        return f"{opening} jusqu’au {rule.valide_au:%d/%m/%Y} ; choisissez-en un autre."
    if rule.valide_du and day < rule.valide_du:
        return f"{opening} à partir du {rule.valide_du:%d/%m/%Y} ; choisissez-en un autre."
    return None


@bloquant("PUBLIC_NON_ADMIS", Fiche.DISPOSITIF, "publics", "nomenclature des dispositifs")
def public_non_admis(dispositif: Noeud, contexte: Contexte) -> str | None:
    """A public that the scheme does not fund."""
    rule = contexte.types.get(dispositif.carte("type").texte("code"))
    if rule is None or not rule.publics:
        return None
    named = {item.texte("code"): item.texte("libelle") for item in dispositif.cartes("publics")}
    refused = [f"« {named.get(code) or code} »" for code in dispositif.codes("publics") if code not in rule.publics]
    if refused:
        return f"« Publics » : « {libelle_type(dispositif)} » n’admet pas {', '.join(refused)} ; retirez-les."
    return None


@conseil("PUBLICS_ABSENTS", Fiche.DISPOSITIF, "publics", "procédure p. 10, LHEO code-public-vise")
def publics_absents(dispositif: Noeud, contexte: Contexte) -> str | None:
    """The exchange format wants one; « tout public » stands in."""
    if "publics" in dispositif:
        return None
    return "« Publics » : sans public choisi, l’offre est transmise aux autres sites comme ouverte à tout public."


@bloquant("NOMBRE_PLACES_INSUFFISANT", Fiche.DISPOSITIF, "nombrePlaces", "R7, procédure p. 10")
def nombre_places_insuffisant(dispositif: Noeud, contexte: Contexte) -> str | None:
    """One at least."""
    places = dispositif.nombre("nombrePlaces")
    if places is not None and places < 1:
        return f"« Nombre de places dispositif » vaut {places} : saisissez un nombre, 1 au moins."
    return None


@bloquant("PLACES_RESTANTES_INCOHERENTES", Fiche.DISPOSITIF, "placesRestantes", "R7")
def places_restantes_incoherentes(dispositif: Noeud, contexte: Contexte) -> str | None:
    """From 0 to the number of places."""
    places, left = dispositif.nombre("nombrePlaces"), dispositif.nombre("placesRestantes")
    if places is not None and places >= 1 and left is not None and not 0 <= left <= places:
        return f"« Nb places restantes » vaut {left} : saisissez un nombre de 0 à {places}."
    return None


@bloquant("EFFECTIFS_INCOHERENTS", Fiche.DISPOSITIF, "capaciteSimultanee", "R7")
def effectifs_incoherents(dispositif: Noeud, contexte: Contexte) -> str | None:
    """1 ≤ effectif minimal ≤ capacité simultanée."""
    least, most = dispositif.nombre("effectifMinimal"), dispositif.nombre("capaciteSimultanee")
    if any(number is not None and number < 1 for number in (least, most)):
        return "« Effectif minimal » et « Capacité simultanée » valent 1 au moins."
    if least is not None and most is not None and least > most:
        return f"« Capacité simultanée » ({most}) est inférieure à « Effectif minimal » ({least}) : corrigez-les."
    return None


@conseil("EFFECTIF_SANS_PLACES", Fiche.DISPOSITIF, "effectifMinimal", "R7")
def effectif_sans_places(dispositif: Noeud, contexte: Contexte) -> str | None:
    """Such a session never begins on this dispositif alone."""
    places, least = dispositif.nombre("nombrePlaces"), dispositif.nombre("effectifMinimal")
    if places is not None and places >= 1 and least is not None and least > places:
        return f"« Effectif minimal » ({least}) dépasse « Nombre de places dispositif » ({places}) : vérifiez-les."
    return None


@bloquant("FRAIS_INCOHERENTS", Fiche.DISPOSITIF, "fraisPedagogiques", "R8")
def frais_incoherents(dispositif: Noeud, contexte: Contexte) -> str | None:
    """HT and its VAT make TTC."""
    fees = dispositif.carte("fraisPedagogiques")
    try:
        frais(ht=fees.montant("ht"), taux_tva=fees.montant("tauxTva"), ttc=fees.montant("ttc"))
    except ValeurInvalide as error:
        return f"« Frais pédagogiques » : {error}"
    return None


@conseil("FRAIS_ABSENTS", Fiche.DISPOSITIF, "fraisPedagogiques", "procédure p. 10")
def frais_absents(dispositif: Noeud, contexte: Contexte) -> str | None:
    """Never obligatory, but who pays for themselves asks for the price first."""
    if famille(dispositif) is FamilleDispositif.PRIVE and "fraisPedagogiques" not in dispositif:
        return "« Frais pédagogiques » : indiquez le prix, que les personnes et les entreprises qui paient cherchent."
    return None


@conseil("FRAIS_ADDITIONNELS_SANS_DETAIL", Fiche.DISPOSITIF, "fraisAdditionnels", "procédure p. 10")
def frais_additionnels_sans_detail(dispositif: Noeud, contexte: Contexte) -> str | None:
    """What is left to pay, and for what."""
    extra = dispositif.carte("fraisAdditionnels")
    if extra.montant("montant") and "detail" not in extra:
        return "« Détails des frais additionnels non pris en charge » : dites à quoi ce montant correspond."
    return None


REGLES = (
    type_inconnu,
    type_hors_validite,
    public_non_admis,
    publics_absents,
    nombre_places_insuffisant,
    places_restantes_incoherentes,
    effectifs_incoherents,
    effectif_sans_places,
    frais_incoherents,
    frais_absents,
    frais_additionnels_sans_detail,
)
