"""The certifications, found the ways the procedure's search does (p. 6)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from tortoise.expressions import Q, Subquery
from tortoise.queryset import QuerySet

from catalogue.documents import cards
from catalogue.models import Bloc, Certificateur, Certification, Remplacement
from catalogue.reads import limits
from catalogue.rules.texts import mots

Card = dict[str, Any]

_CODES = ("code", "code_rncp", "code_rs", "code_formation_diplome")


@dataclass(frozen=True, slots=True, kw_only=True)
class CritereCertification:
    """Criteria of the Certifinfo search; those that are given must all hold.

    `texte` is matched with the words of the title, or with any code of the certification when it is one.
    """

    texte: str | None = None
    code_rncp: str | None = None
    code_rs: str | None = None
    certificateur: str | None = None
    niveau_europeen: int | None = None
    niveau_francais: str | None = None
    type: str | None = None

    def __post_init__(self) -> None:
        limits.check_lengths(self, Certification, {"type": "type_id"})

    def certifications(self) -> QuerySet[Certification]:
        """The certifications that satisfy every criterion."""
        query = Certification.all()
        equal = {
            "code_rncp": self.code_rncp,
            "code_rs": self.code_rs,
            "niveau_europeen": self.niveau_europeen,
            "niveau_francais": self.niveau_francais,
            "type_id": self.type,
        }
        query = query.filter(**{name: value for name, value in equal.items() if value is not None})
        if self.texte is not None:
            words = Q(*(Q(recherche__contains=f" {mot}") for mot in mots(self.texte)))
            text = self.texte.strip().upper()
            spellings = [text, f"RNCP{text}", f"RS{text}"]
            codes = Q(
                *(Q(**{f"{name}__in": _fitting(name, spellings)}) for name in _CODES),  # type: ignore[arg-type]
                join_type="OR",
            )
            query = query.filter(words | codes)
        for mot in mots(self.certificateur or ""):
            names = Certificateur.filter(recherche__contains=f" {mot}").values("certification_id")
            query = query.filter(code__in=Subquery(names))
        return query


def _fitting(column: str, texts: Sequence[str]) -> list[str]:
    """The texts that are short enough to stand in a column; the others cannot be found there."""
    limit = Certification._meta.fields_map[column].max_length  # type: ignore[attr-defined]
    return [text for text in texts if len(text) <= limit]


async def certification_cards(rows: Sequence[Certification]) -> list[Card]:
    """The cards of certifications whose type was fetched with them. One statement."""
    certificateurs: dict[str, list[Certificateur]] = defaultdict(list)
    for row in await Certificateur.filter(certification_id__in=[row.code for row in rows]).order_by("rang"):
        certificateurs[row.certification_id].append(row)
    return [cards.certification_card(row, certificateurs[row.code]) for row in rows]


async def certifications(codes: Sequence[str]) -> dict[str, Card]:
    """The cards of certifications by code. Two statements."""
    rows = await Certification.filter(code__in=_fitting("code", codes)).select_related("type")
    return {card["codeCertifinfo"]: card for card in await certification_cards(rows)}


async def blocs_of_certifications(codes: Sequence[str]) -> dict[str, list[Card]]:
    """The blocs of certifications. One statement."""
    found: dict[str, list[Card]] = defaultdict(list)
    for row in await Bloc.filter(certification_id__in=codes).order_by("certification_id", "rang"):
        found[row.certification_id].append(
            {"code": row.code, "intitule": row.intitule, "objectif": row.objectif, "programme": row.programme}
        )
    return found


@dataclass(frozen=True, slots=True)
class Succession:
    """The codes that a certification replaced and those that replaced it (R26)."""

    predecesseurs: list[str] = field(default_factory=list)
    successeurs: list[str] = field(default_factory=list)


async def successions(codes: Sequence[str]) -> dict[str, Succession]:
    """What replaced what, for these certifications. One statement."""
    found: dict[str, Succession] = defaultdict(Succession)
    rows = await Remplacement.filter(Q(ancienne_id__in=codes) | Q(nouvelle_id__in=codes)).order_by("id")
    for row in rows:
        found[row.ancienne_id].successeurs.append(row.nouvelle_id)
        found[row.nouvelle_id].predecesseurs.append(row.ancienne_id)
    return found
