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
MAX_LINES = 200
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


@dataclass(frozen=True, slots=True)
class Told:
    """What a mail tells: an event, the action whose dossier it links to, and what is said of it besides its data."""

    kind: str
    donnees: Mapping[str, Any]
    action: int | None = None
    details: Sequence[tuple[str, str]] = ()

    @property
    def title(self) -> str:
        """The offer."""
        return f"{self.donnees['intitule']} ({self.donnees['code']})"

    @property
    def link(self) -> str:
        """The page that opens on the dossier."""
        return _link(self.action)


def of_event(told: Told) -> Mail:
    """The mail that tells one event."""
    return _mail(f"[SOFI] {_short(told.kind)} : {told.title}", [told])


def of_day(events: Sequence[Told]) -> Mail:
    """The mail that tells a day's events, in order."""
    count = len(events)
    return _mail(f"[SOFI] {count} nouvelle{'s' if count > 1 else ''} de vos dossiers", events)


def of_libres(found: Sequence[tuple[int, str]]) -> Mail:
    """The mail that tells the Carif-Oref what went online without a validation: a line for each action."""
    count, shown = len(found), found[:MAX_LINES]
    intro = "Publié sans validation par les organismes (champs libres) :"
    more = [f"… et {count - len(shown)} autres actions."] if count > len(shown) else []
    text = ["Bonjour,", "", intro, *(f"- {line} {_link(action)}" for action, line in shown), *more, "", "--", _FOOT, ""]
    items = "".join(f'<li><a href="{escape(_link(action))}">{escape(line)}</a></li>' for action, line in shown)
    rest = "".join(f"<p>{escape(line)}</p>" for line in more)
    html = f"<p>Bonjour,</p><p>{escape(intro)}</p><ul>{items}</ul>{rest}<hr><p><small>{escape(_FOOT)}</small></p>"
    plural = "s" if count > 1 else ""
    return Mail(f"[SOFI] {count} action{plural} changée{plural} sans validation", "\n".join(text), _page(html))


def _link(action: int | None) -> str:
    return f"{SITE}/graphql" + (f"?dossier={action}" if action is not None else "")


def _page(html: str) -> str:
    return f'<!doctype html><html lang="fr"><body>{html}</body></html>'


def _mail(sujet: str, parts: Sequence[Told]) -> Mail:
    text, html = ["Bonjour,", ""], ["<p>Bonjour,</p>"]
    for told in parts:
        lines, what = [*_details(told.donnees), *told.details], KINDS[told.kind].libelle
        text += [told.title, what, *(f"{label} : {value}" for label, value in lines), f"Le dossier : {told.link}", ""]
        items = "".join(f"<li>{escape(label)} : {escape(value)}</li>" for label, value in lines)
        html.append(
            f"<p><strong>{escape(told.title)}</strong><br>{escape(what)}</p>"
            + (f"<ul>{items}</ul>" if items else "")
            + f'<p><a href="{escape(told.link)}">Ouvrir le dossier</a></p>'
        )
    text += ["--", _FOOT, ""]
    html.append(f"<hr><p><small>{escape(_FOOT)}</small></p>")
    return Mail(sujet[:200], "\n".join(text), _page("".join(html)))


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
