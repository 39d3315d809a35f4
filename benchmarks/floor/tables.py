"""The relational tables of the floor, filled from what is online: one row for each node and each item of a list."""

from collections.abc import Iterable, Iterator
from typing import Any

COLUMNS = {
    "organisme": "numero! siret nom",
    "commune": "code!t nom",
    "site": "numero! siret nom commune latitude:f longitude:f",
    "referent": "numero! nom courriel telephone",
    "certification": "code!t code_rncp intitule type_code type_libelle niveau_code niveau_libelle niveau_europeen:i "
    "annee:i",
    "certificateur": "parent:t rang:i nom",
    "formation": "numero! id code intitule objectif_general individualisation:b validation certification organisme:i",
    "formation_formacode": "parent:i rang:i code libelle",
    "formation_bloc": "parent:i rang:i code intitule objectif programme",
    "action": "numero! formation:i id code complement_intitule complement_programme objectifs resultats_attendus plus "
    "url_video url_pdf url_action niveau_code niveau_libelle commentaire_prerequis site:i",
    "equipement": "parent:i rang:i type_code type_libelle cout:i commentaire",
    "prerequis": "parent:i rang:i code libelle",
    "session": "numero! action:i id code date_debut date_fin entrees_sorties modalite_enseignement duree_centre:i "
    "duree_entreprise:i duree_hebdomadaire commentaire_duree cycle_unite cycle_entreprise:i cycle_centre:i site:i "
    "responsable:i recrutement handicap:i mobilite:i mail_liaison",
    "session_rythme": "parent:i rang:i code libelle",
    "session_periode": "parent:i rang:i code libelle",
    "session_pedagogie": "parent:i rang:i code libelle",
    "session_recrutement": "parent:i rang:i code libelle",
    "session_parcours": "parent:i rang:i code",
    "session_information": "parent:i rang:i debut fin lieu commentaire",
    "session_inscription": "parent:i rang:i type debut fin",
    "dispositif": "numero! session:i id type_code type_libelle famille nombre_places:i places_restantes:i "
    "effectif_minimal:i capacite_simultanee:i frais_ht taux_tva frais_ttc frais_additionnels detail_frais "
    "frais_certification:b prise_en_charge:b",
    "dispositif_public": "parent:i rang:i code libelle",
    "dispositif_code": "parent:i rang:i code",
}
_KINDS = {"": "TEXT", "t": "TEXT", "i": "INTEGER", "f": "DOUBLE PRECISION", "b": "BOOLEAN"}
INDEXES = ("action (formation)", "session (action)", "session (site)", "dispositif (session)", "site (commune)")
Row = tuple[str, list[Any]]


def definitions(engine: str) -> list[str]:
    """The statements that create the tables and their indexes."""
    made = []
    for table, described in COLUMNS.items():
        parts = [_column(text) for text in described.split()]
        lists = described.startswith("parent")
        if lists:
            parts.append("PRIMARY KEY (parent, rang)")
        end = " WITHOUT ROWID" if engine == "sqlite" and lists else ""
        made.append(f"CREATE TABLE {table} ({', '.join(parts)}){end}")
    return made + [f"CREATE INDEX {_named(index)} ON {index}" for index in INDEXES]


def _named(index: str) -> str:
    return "par_" + index.replace(" (", "_").removesuffix(")")


def _column(text: str) -> str:
    if text.endswith("!"):
        return f"{text[:-1]} INTEGER PRIMARY KEY"
    if text.endswith("!t"):
        return f"{text[:-2]} TEXT PRIMARY KEY"
    name, _, kind = text.partition(":")
    return f"{name} {_KINDS[kind]}"


class Seen:
    """Turns documents into rows; the cards that several documents show become one row."""

    def __init__(self) -> None:
        self._keys: set[tuple[str, Any]] = set()

    def formation(self, header: dict[str, Any]) -> Iterator[Row]:
        """The rows of a header."""
        yield from self._once("organisme", header["organisme"], "numero", "siret", "nom")
        certification = header["certification"]
        if certification and ("certification", certification["codeCertifinfo"]) not in self._keys:
            self._keys.add(("certification", certification["codeCertifinfo"]))
            niveau = certification["niveau"] or {}
            code = certification["codeCertifinfo"]
            yield (
                "certification",
                [
                    code,
                    certification["codeRncp"],
                    certification["intitule"],
                    *_coded(certification["type"]),
                    *(niveau.get(name) for name in ("code", "libelle", "niveauEuropeen")),
                    certification["anneeDerniereSession"],
                ],
            )
            for rang, nom in enumerate(certification["certificateurs"]):
                yield "certificateur", [code, rang, nom]
        own = ("numero", "id", "code", "intitule", "objectifGeneral", "individualisation", "validation")
        yield (
            "formation",
            [*_values(header, own), (certification or {}).get("codeCertifinfo"), header["organisme"]["numero"]],
        )
        yield from _items("formation_formacode", header["numero"], header["formacodes"], "code", "libelle")
        yield from _items(
            "formation_bloc", header["numero"], header["blocs"], "code", "intitule", "objectif", "programme"
        )

    def action(self, formation: int, action: dict[str, Any]) -> Iterator[Row]:
        """The rows of an action's document."""
        numero = action["numero"]
        texts = ("complementIntitule", "complementProgramme", "objectifs", "resultatsAttendus", "plus")
        urls = ("urlVideo", "urlPdf", "urlAction")
        yield from self._site(action["siteDispensateur"])
        yield (
            "action",
            [
                numero,
                formation,
                *_values(action, ("id", "code", *texts, *urls)),
                *_coded(action["niveauEntree"]),
                action["commentairePrerequis"],
                _key(action["siteDispensateur"]),
            ],
        )
        for rang, item in enumerate(action["equipements"]):
            yield "equipement", [numero, rang, *_coded(item["type"]), item["coutIndicatif"], item["commentaire"]]
        yield from _items("prerequis", numero, action["prerequis"], "code", "libelle")
        for session in action["sessions"]:
            yield from self._session(numero, session)

    def _session(self, action: int, session: dict[str, Any]) -> Iterator[Row]:
        numero, cycle = session["numero"], session["cycleAlternance"] or {}
        yield from self._site(session["siteLieu"])
        yield from self._once("organisme", session["organismeResponsable"], "numero", "siret", "nom")
        for name in ("referentHandicap", "referentMobilite"):
            yield from self._once("referent", session[name], "numero", "nom", "courriel", "telephone")
        own = ("id", "code", "dateDebut", "dateFin", "entreesSorties", "modaliteEnseignement", "dureeCentre")
        more = ("dureeEntreprise", "dureeHebdomadaire", "commentaireDuree")
        yield (
            "session",
            [
                numero,
                action,
                *_values(session, own + more),
                *(cycle.get(name) for name in ("unite", "entreprise", "centre")),
                _key(session["siteLieu"]),
                _key(session["organismeResponsable"]),
                session["recrutement"],
                _key(session["referentHandicap"]),
                _key(session["referentMobilite"]),
                session["mailLiaison"],
            ],
        )
        yield from _items("session_rythme", numero, session["rythmes"], "code", "libelle")
        yield from _items("session_periode", numero, session["periodes"], "code", "libelle")
        yield from _items("session_pedagogie", numero, session["modalitesPedagogiques"], "code", "libelle")
        yield from _items("session_recrutement", numero, session["modalitesRecrutement"], "code", "libelle")
        meetings, periods = session["informationsCollectives"], session["periodesInscription"]
        yield from _items("session_information", numero, meetings, "debut", "fin", "lieu", "commentaire")
        yield from _items("session_inscription", numero, periods, "type", "debut", "fin")
        for rang, code in enumerate(session["typesParcours"]):
            yield "session_parcours", [numero, rang, code]
        for dispositif in session["dispositifs"]:
            yield from _dispositif(numero, dispositif)

    def _site(self, site: dict[str, Any] | None) -> Iterator[Row]:
        if site and ("site", site["numero"]) not in self._keys:
            self._keys.add(("site", site["numero"]))
            commune = site["commune"]
            yield from self._once("commune", commune, "codeInsee", "nom")
            kept = _values(site, ("numero", "siret", "nom"))
            yield "site", [*kept, commune["codeInsee"], site["latitude"], site["longitude"]]

    def _once(self, table: str, card: dict[str, Any] | None, key: str, *names: str) -> Iterator[Row]:
        if card and (table, card[key]) not in self._keys:
            self._keys.add((table, card[key]))
            yield table, _values(card, (key, *names))


def _dispositif(session: int, node: dict[str, Any]) -> Iterator[Row]:
    numero, kind = node["numero"], node["type"]
    fees, more = node["fraisPedagogiques"] or {}, node["fraisAdditionnels"] or {}
    places = ("nombrePlaces", "placesRestantes", "effectifMinimal", "capaciteSimultanee")
    yield (
        "dispositif",
        [
            numero,
            session,
            node["id"],
            *_values(kind, ("code", "libelle", "famille")),
            *_values(node, places),
            *(fees.get(name) for name in ("ht", "tauxTva", "ttc")),
            more.get("montant"),
            more.get("detail"),
            node["fraisCertification"],
            node["priseEnCharge"],
        ],
    )
    yield from _items("dispositif_public", numero, node["publics"], "code", "libelle")
    for rang, code in enumerate(node["codesExternes"]):
        yield "dispositif_code", [numero, rang, code]


def _items(table: str, parent: int, items: Iterable[dict[str, Any]], *names: str) -> Iterator[Row]:
    for rang, item in enumerate(items):
        yield table, [parent, rang, *_values(item, names)]


def _values(node: dict[str, Any], names: Iterable[str]) -> list[Any]:
    return [node[name] for name in names]


def _coded(term: dict[str, Any] | None) -> list[Any]:
    return [term["code"], term["libelle"]] if term else [None, None]


def _key(card: dict[str, Any] | None) -> Any:
    return card["numero"] if card else None
