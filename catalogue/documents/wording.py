"""Values of a document as people read them."""

import datetime
from typing import Any

from catalogue.vocabulary import (
    EntreesSorties,
    ModaliteEnseignement,
    ObjectifGeneral,
    Recrutement,
    TypeParcours,
    TypePeriodeInscription,
    UniteCycle,
    Valeur,
    Validation,
)

_ENUMS: dict[str, type[Valeur]] = {
    "objectifGeneral": ObjectifGeneral,
    "validation": Validation,
    "entreesSorties": EntreesSorties,
    "typesParcours": TypeParcours,
    "modaliteEnseignement": ModaliteEnseignement,
    "recrutement": Recrutement,
}
_INSTANT = len("2021-06-15T12:15:00Z")


def in_words(champ: str, value: Any) -> str | None:
    """A field's value in French; None when it holds nothing."""
    if value is None or value == [] or value == "":
        return None
    if isinstance(value, list):
        return " ; ".join(text for item in value if (text := in_words(champ, item)) is not None)
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, dict):
        return _card(champ, value)
    if champ in _ENUMS:
        return _ENUMS[champ](value).libelle
    return _day(value) if isinstance(value, str) else str(value)


def _card(champ: str, card: dict[str, Any]) -> str:
    if champ == "certification":
        return f"{card.get('intitule') or 'certification'} (Certifinfo {card['codeCertifinfo']})"
    if champ == "cycleAlternance":
        parts = (("entreprise", "en entreprise"), ("centre", "en centre"))
        told = ", ".join(f"{card[name]} {words}" for name, words in parts if card[name] is not None)
        return f"{told} ({UniteCycle(card['unite']).libelle})"
    if champ == "fraisPedagogiques":
        return f"{card['ht']} € HT, TVA {card['tauxTva']} %, {card['ttc']} € TTC"
    if champ == "equipements":
        return _joined(card["type"]["libelle"], card["coutIndicatif"], card["commentaire"])
    if champ == "periodesInscription":
        kind = TypePeriodeInscription(card["type"]).libelle
        return f"{kind} : du {_day(card['debut'] or '…')} au {_day(card['fin'] or '…')}"
    if champ in ("siteLieu", "siteDispensateur"):
        return f"{card['nom']}, {card['commune']['nom']} (site {card['numero']})"
    if champ in ("organisme", "organismeResponsable"):
        return f"{card['nom']} ({card['siret']})"
    for name in ("libelle", "intitule", "nom"):
        if isinstance(card.get(name), str):
            return _joined(card[name], card.get("courriel"), card.get("telephone"))
    return _joined(*card.values())


def _joined(*values: Any) -> str:
    return ", ".join(_day(value) if isinstance(value, str) else str(value) for value in values if value is not None)


def _day(text: str) -> str:
    """A date or an instant as people write it; any other text as it is."""
    if len(text) not in (10, _INSTANT) or text[4:5] != "-":
        return text
    try:
        day = datetime.date.fromisoformat(text[:10])
    except ValueError:
        return text
    return f"{day:%d/%m/%Y}" + (f" à {text[11:16]} UTC" if len(text) == _INSTANT else "")
