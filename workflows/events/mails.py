"""Events as mails: French, as text and as HTML, with the reason and the way to the file. Pure functions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any

from catalogue.vocabulary.motifs import ARBRES
from workflows.events.kinds import KINDS
from workflows.mail.outbox import SITE

_REASONS = {motif.code: motif for tree in ARBRES for family in tree.familles for motif in family.motifs}
_LABELS = {
    "motif": "Motif",
    "precision": "Précision",
    "echeance": "Échéance",
    "questions": "Questions",
    "relance": "Relance",
    "fin": "Fin de la dernière session",
    "ancienne": "Ancienne certification",
    "nouvelle": "Nouvelle certification",
}
_FOOT = (
    "Vous recevez ce courriel parce que votre compte suit ce dossier. La mutation `setMailPreference` choisit un "
    "résumé par jour, ou aucun courriel."
)


@dataclass(frozen=True, slots=True)
class Mail:
    """What is sent: a subject of one line, a text, the same in HTML."""

    sujet: str
    texte: str
    html: str


def of_event(kind: str, donnees: Mapping[str, Any]) -> Mail:
    """The mail that tells one event."""
    title = f"{donnees['intitule']} ({donnees['code']})"
    return _mail(f"[SOFI] {_short(kind)} : {title}", [(title, kind, donnees)])


def of_day(events: Sequence[tuple[str, Mapping[str, Any]]]) -> Mail:
    """The mail that tells a day's events, in order."""
    parts = [(f"{donnees['intitule']} ({donnees['code']})", kind, donnees) for kind, donnees in events]
    count = len(parts)
    return _mail(f"[SOFI] {count} nouvelle{'s' if count > 1 else ''} de vos dossiers", parts)


def _mail(sujet: str, parts: Sequence[tuple[str, str, Mapping[str, Any]]]) -> Mail:
    link = f"{SITE}/graphql"
    text, html = ["Bonjour,", ""], ["<p>Bonjour,</p>"]
    for title, kind, donnees in parts:
        lines = _details(donnees)
        text += [title, KINDS[kind].libelle, *(f"{label} : {value}" for label, value in lines), ""]
        items = "".join(f"<li>{escape(label)} : {escape(value)}</li>" for label, value in lines)
        html.append(
            f"<p><strong>{escape(title)}</strong><br>{escape(KINDS[kind].libelle)}</p>"
            + (f"<ul>{items}</ul>" if items else "")
        )
    text += [f"Le dossier : {link}", "", "--", _FOOT, ""]
    html.append(f'<p><a href="{link}">Ouvrir SOFI</a></p><hr><p><small>{escape(_FOOT)}</small></p>')
    page = "".join(html)
    return Mail(sujet[:200], "\n".join(text), f'<!doctype html><html lang="fr"><body>{page}</body></html>')


def _short(kind: str) -> str:
    """The sentence of a kind as a subject: without its last full stop."""
    return KINDS[kind].libelle.rstrip(".")


def _details(donnees: Mapping[str, Any]) -> list[tuple[str, str]]:
    found = []
    for name, label in _LABELS.items():
        value = donnees.get(name)
        if value is None or value == "":
            continue
        found.append((label, _shown(name, value)))
        if name == "motif" and value in _REASONS:
            found.append(("Que faire", _REASONS[value].conseil))
    return found


def _shown(name: str, value: Any) -> str:
    if name == "motif":
        motif = _REASONS.get(value)
        return motif.libelle if motif else str(value)
    if name in ("echeance", "fin"):
        return f"{date.fromisoformat(value):%d/%m/%Y}"
    return str(value)
