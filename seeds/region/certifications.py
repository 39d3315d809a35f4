"""The certifications of the demonstration, numbered from 990001; three of them were replaced."""

from catalogue.models import TypeCertification
from seeds.region.sectors import SECTEURS, TYPES, Secteur, Titre
from workflows import references

_FIRST = 990001
_CERTIFICATEURS = ("Ministère du travail", "Ministère de l'éducation nationale", "Branche professionnelle (exemple)")


def codes(secteur: Secteur) -> list[str]:
    """The Certifinfo codes of a field's titles."""
    before = sum(len(other.titres) for other in SECTEURS[: SECTEURS.index(secteur)])
    return [str(_FIRST + before + rank) for rank in range(len(secteur.titres))]


async def save_certifications(year: int) -> None:
    """The kinds and the certifications; `year` is that of the last sessions of those that go on."""
    records = [
        _record(code, secteur, titre, year)
        for secteur in SECTEURS
        for code, titre in zip(codes(secteur), secteur.titres, strict=True)
    ]
    await references.save_certifications(
        [TypeCertification(code=code, libelle=libelle) for code, libelle in TYPES.items()], records
    )
    await references.save_replacements(list(REPLACED.items()))


REPLACED = {
    codes(secteur)[0]: codes(secteur)[1]
    for secteur in SECTEURS
    if secteur.nom in ("Automobile", "Paysage", "Soins esthétiques")
}
"""Code that was replaced → its successor."""


def _record(code: str, secteur: Secteur, titre: Titre, year: int) -> references.CertificationRecord:
    registry = "RS" if titre.type == "D-CS" else "RNCP"
    number = f"{registry}9{code[-4:]}"
    return references.CertificationRecord(
        code=code,
        intitule=titre.intitule,
        source="démonstration",
        code_rncp=number if registry == "RNCP" else None,
        code_rs=number if registry == "RS" else None,
        type_id=titre.type,
        niveau_europeen=titre.niveau,
        annee_derniere_session=year + (1 if code in REPLACED else 4),
        objectif=f"Savoir {secteur.metier}, au niveau {titre.niveau}.",
        programme="\n".join(f"Bloc {rank} : {bloc}." for rank, bloc in enumerate(titre.blocs, 1)) or None,
        formacodes=[{"code": secteur.formacode[0], "version": "V14", "libelle": secteur.formacode[1]}],
        nsf=[{"code": secteur.nsf[0], "libelle": secteur.nsf[1]}],
        romes=[{"code": secteur.rome[0], "libelle": secteur.rome[1]}],
        certificateurs=[(_CERTIFICATEURS[int(code) % 3], None)],
        blocs=[
            references.BlocRecord(
                code=f"{number}BC{rank:02}",
                intitule=bloc,
                objectif=f"Être capable de : {bloc[0].lower()}{bloc[1:]}.",
                programme="Mises en situation, études de cas, travaux dirigés.",
            )
            for rank, bloc in enumerate(titre.blocs, 1)
        ],
    )
