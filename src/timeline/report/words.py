"""The page's own words, in English and French; the codes' labels and definitions come from the codebook."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from timeline.about import load_about
from timeline.charts.words import percent
from timeline.codebook import load_codebook
from timeline.verdict import Verdict

LANGS = ("en", "fr")

# `{name}` is filled in; of `one|many` the form that the number `n` asks for is taken
_WORDS: Mapping[str, tuple[str, str]] = {
    "title": (load_about().title.en, load_about().title.fr),
    "headline": (
        "{fall}: from {fall_before} to {fall_after} of Niger's acts towards partners since the coup; "
        "{rise}: from {rise_before} to {rise_after}",
        "{fall} : de {fall_before} à {fall_after} des actes de rapprochement du Niger depuis le coup d'État ; "
        "{rise} : de {rise_before} à {rise_after}",
    ),
    "deck": (
        "Explore every event through which Niger moved towards or away from a foreign partner, down to the pages that "
        "report it.",
        "Explorez chaque événement par lequel le Niger s'est rapproché ou éloigné d'un partenaire étranger, jusqu'aux "
        "pages qui le rapportent.",
    ),
    "skip": ("Skip to the events", "Aller aux événements"),
    "languages": ("Language", "Langue"),
    "dark": ("Dark theme", "Thème sombre"),
    "noscript": (
        "This page draws itself with a script that it carries; please allow scripts to see the events.",
        "Cette page se dessine avec un script qu'elle contient ; autorisez les scripts pour voir les événements.",
    ),
    # headline figures
    "figures": ("The dataset in figures", "Le jeu de données en chiffres"),
    "figure_events": ("event, {first} to {last}|events, {first} to {last}",
                      "événement, de {first} à {last}|événements, de {first} à {last}"),
    "figure_partners": ("foreign partner|foreign partners", "partenaire étranger|partenaires étrangers"),
    "figure_pages": ("source pages, {outlets} outlets, {languages} languages",
                     "pages sources, {outlets} médias, {languages} langues"),
    "figure_corroborated": ("of events told by two or more independent voices",
                            "des événements rapportés par deux voix indépendantes ou plus"),
    "figure_diversity": (
        "effective number of partners at equal sample size, before → after the coup (95% interval of the change: "
        "{low} to {high})",
        "nombre effectif de partenaires à taille d'échantillon égale, avant → après le coup d'État (intervalle à 95 % "
        "de l'écart : {low} à {high})",
    ),
    "figure_share": ("{bloc}: share of acts towards partners, weighted by significance, before → after the coup",
                     "{bloc} : part des actes de rapprochement, pondérés par leur importance, avant → après le coup "
                     "d'État"),
    # filters
    "filters": ("Filters", "Filtres"),
    "search": ("Search", "Recherche"),
    "search_hint": ("title, person, place, source …", "titre, personne, lieu, source…"),
    "orientation": ("Orientation", "Orientation"),
    "bloc": ("Bloc", "Bloc"),
    "partner": ("Partner", "Partenaire"),
    "partner_hint": ("Find a partner", "Trouver un partenaire"),
    "domain": ("Domain", "Domaine"),
    "type": ("Type", "Type"),
    "significance": ("Significance", "Importance"),
    "clear": ("Clear all filters", "Effacer tous les filtres"),
    "active": ("Active filters", "Filtres actifs"),
    "remove_filter": ("Remove filter: {name}", "Retirer le filtre : {name}"),
    "quoted": ("“{text}”", "« {text} »"),
    "result": ("{n} event of {all}|{n} events of {all}", "{n} événement sur {all}|{n} événements sur {all}"),
    "result_all": ("All {n} events", "Tous les événements ({n})"),
    # time
    "when_heading": ("Towards and away, quarter by quarter", "Rapprochements et éloignements, trimestre par trimestre"),
    "when_text": (
        "Acts towards partners up, away from them down. Drag over the bars, or move the two handles, to choose a span.",
        "Rapprochements vers le haut, éloignements vers le bas. Faites glisser sur les barres, ou déplacez les deux "
        "curseurs, pour choisir une période.",
    ),
    "overview_described": ("Bars by quarter. Acts towards partners: {toward}; away from them: {away}.",
                           "Barres par trimestre. Rapprochements : {toward} ; éloignements : {away}."),
    "brush_from": ("First month", "Premier mois"),
    "brush_to": ("Last month", "Dernier mois"),
    "span": ("{from} to {to}", "Du {from} au {to}"),
    "span_all": ("Whole period, {from} to {to}", "Toute la période, {from} à {to}"),
    "presets": ("Periods", "Périodes"),
    "preset_all": ("Everything", "Tout"),
    "preset_systematic": ("Systematic research", "Recherche systématique"),
    "preset_before": ("Before the coup", "Avant le coup d'État"),
    "preset_since": ("Since the coup", "Depuis le coup d'État"),
    "landmarks_only": ("landmarks only", "événements marquants seulement"),
    "landmarks_narrow": ("landmarks only, years drawn narrower", "événements marquants seulement, années resserrées"),
    "coup": ("Coup of 26 July 2023", "Coup d'État du 26 juillet 2023"),
    # lanes and blocs
    "lanes_heading": ("Every event, in the lane of its partner", "Chaque événement, sur la ligne de son partenaire"),
    "lanes_text": (
        "Larger dots weigh more; towards lies above the line, away below. Choose a dot to open the event, a name to "
        "filter by it.",
        "Les grands points pèsent plus ; rapprochement au-dessus de la ligne, éloignement au-dessous. Choisissez un "
        "point pour ouvrir l'événement, un nom pour filtrer.",
    ),
    "lanes_label": ("Events by partner and date", "Événements par partenaire et par date"),
    "lanes_keys": (
        "Arrow keys left and right walk along a partner's events, up and down change the partner, Enter opens the "
        "event.",
        "Les flèches gauche et droite parcourent les événements d'un partenaire, haut et bas changent de partenaire, "
        "Entrée ouvre l'événement.",
    ),
    "lane_button": ("Filter by {partner}: {n} event|Filter by {partner}: {n} events",
                    "Filtrer par {partner} : {n} événement|Filtrer par {partner} : {n} événements"),
    "all_lanes": ("Show all {n} partners", "Afficher les {n} partenaires"),
    "fewer_lanes": ("Show the {n} most active", "Afficher les {n} plus actifs"),
    "blocs_heading": ("The balance, bloc by bloc", "Le bilan, bloc par bloc"),
    "blocs_text": ("Acts away, acts towards, and the difference, in the span chosen above. Choose a bloc to filter by "
                   "it.",
                   "Éloignements, rapprochements et différence, sur la période choisie ci-dessus. Choisissez un bloc "
                   "pour filtrer."),
    "bloc_button": ("Filter by {bloc}; towards: {toward}, away: {away}, balance: {net}",
                    "Filtrer par {bloc} ; rapprochements : {toward}, éloignements : {away}, bilan : {net}"),
    "nothing": ("No event passes these filters.", "Aucun événement ne correspond à ces filtres."),
    # table
    "events_heading": ("The events", "Les événements"),
    "csv": ("Download these rows (CSV)", "Télécharger ces lignes (CSV)"),
    "table_caption": ("Events that pass the filters; the title opens the event.",
                      "Événements retenus par les filtres ; le titre ouvre l'événement."),
    "date": ("Date", "Date"),
    "event": ("Event", "Événement"),
    "partners": ("Partners", "Partenaires"),
    "domains": ("Domains", "Domaines"),
    "voices_column": ("Voices", "Voix"),
    "pages": ("Pages of the table", "Pages du tableau"),
    "page": ("Page {page} of {pages}", "Page {page} sur {pages}"),
    "page_before": ("Previous page", "Page précédente"),
    "page_after": ("Next page", "Page suivante"),
    "voices": ("{n} independent voice|{n} independent voices", "{n} voix indépendante|{n} voix indépendantes"),
    # one event
    "close": ("Close", "Fermer"),
    "event_before": ("Previous", "Précédent"),
    "event_after": ("Next", "Suivant"),
    "permalink": ("Permanent link:", "Lien permanent :"),
    "copy": ("Copy link", "Copier le lien"),
    "copied": ("Link copied", "Lien copié"),
    "not_copied": ("The browser refused; the link is {address}", "Le navigateur a refusé ; le lien est {address}"),
    "unknown": ("No event has the id “{id}”, now or in an earlier release.",
                "Aucun événement n'a l'identifiant « {id} », ni aujourd'hui ni dans une version antérieure."),
    "partners_heading": ("Who, and in which direction", "Qui, et dans quel sens"),
    "initiator": ("Initiative: {who}", "Initiative : {who}"),
    "corroboration_heading": ("Corroboration", "Corroboration"),
    "sources_heading": ("{n} source (opens in a new tab)|{n} sources (open in a new tab)",
                        "{n} source (s'ouvre dans un nouvel onglet)|{n} sources (s'ouvrent dans un nouvel onglet)"),
    "undated": ("no date seen", "sans date visible"),
    "untitled": ("Page of {outlet}", "Page de {outlet}"),
    "agency": ("report by {name}", "dépêche {name}"),
    "supports": ("supports: {what}", "atteste : {what}"),
    "archive": ("archived copy ({outlet})", "copie archivée ({outlet})"),
    "note_heading": ("Note (in English)", "Note (en anglais)"),
    "coding_heading": ("Coding", "Codage"),
    "mode": ("Mode", "Mode"),
    "act": ("Act", "Acte"),
    "quad_class": ("Quad class", "Classe"),
    "status": ("Status", "Statut"),
    "score": ("PLOVER score", "Score PLOVER"),
    "score_meaning": ("from −10, conflict, to +10, cooperation", "de −10, conflit, à +10, coopération"),
    "related_heading": ("Related events", "Événements liés"),
    "back_follows": ("is followed by", "est suivi de"),
    "back_carries_out": ("is carried out by", "est mis en œuvre par"),
    "back_responds_to": ("is answered by", "suscite"),
    "back_reverses": ("is undone by", "est annulé par"),
    "distinct": ("is not to be confused with", "à ne pas confondre avec"),
    "spells_heading": ("Presences that begin or end with it", "Présences qui commencent ou finissent avec lui"),
    "starts": ("begins", "début"),
    "ends": ("ends", "fin"),
    "ongoing": ("goes on", "se poursuit"),
    "record_heading": ("Record", "Fiche"),
    "place": ("Place", "Lieu"),
    "people": ("People", "Personnes"),
    "organisations": ("Organisations", "Organisations"),
    "amounts": ("Amounts", "Montants"),
    "date_written": ("Date as recorded (EDTF)", "Date saisie (EDTF)"),
    "approximate": ("approximate", "approximative"),
    "uncertain": ("uncertain", "incertaine"),
    "origin": ("Origin", "Origine"),
    "reviewed": ("Second reading", "Seconde lecture"),
    "former": ("Former ids", "Anciens identifiants"),
    # gallery and what lies under the data
    "gallery_heading": ("The story in charts", "L'histoire en graphiques"),
    "gallery_text": ("Drawn from the whole dataset, whatever the filters above.",
                     "Tracés sur tout le jeu de données, quels que soient les filtres ci-dessus."),
    "save_svg": ("Save (SVG)", "Enregistrer (SVG)"),
    "save_picture": ("Save as SVG: {title}", "Enregistrer en SVG : {title}"),
    "about_heading": ("How to read these data", "Comment lire ces données"),
    "about_counts": (
        "Counts of acts are counts of what was found. Compare periods and partners inside the systematically "
        "researched span only; the pale ground marks the rest.",
        "Compter les actes, c'est compter ce qui a été trouvé. Ne comparez périodes et partenaires qu'à l'intérieur de "
        "la période recherchée systématiquement ; le fond pâle marque le reste.",
    ),
    "about_figures": (
        "Shares of blocs weigh each act by its significance. The effective number of partners is the Hill number of "
        "order 1, drawn down to equal sample size, so that the longer and busier period does not look more diverse for "
        "that alone; the interval comes from resampling events.",
        "Les parts des blocs pondèrent chaque acte par son importance. Le nombre effectif de partenaires est le nombre "
        "de Hill d'ordre 1, ramené à taille d'échantillon égale, pour que la période la plus longue et la plus chargée "
        "ne paraisse pas plus diverse pour cette seule raison ; l'intervalle vient d'un rééchantillonnage des "
        "événements.",
    ),
    "about_orientation": (
        "Orientation says whether an act brings Niger and a partner nearer or apart; it belongs to the pair, so that "
        "one event may bring Niger towards one partner and away from another. It is no praise and no blame.",
        "L'orientation dit si un acte rapproche ou éloigne le Niger et un partenaire ; elle appartient au couple, si "
        "bien qu'un même événement peut rapprocher de l'un et éloigner de l'autre. Elle n'est ni éloge ni reproche.",
    ),
    "about_voices": (
        "Independent voices are publishers, or the agencies whose reports they reprint; an aggregator adds none.",
        "Les voix indépendantes sont les éditeurs, ou les agences dont ils reprennent les dépêches ; un agrégateur "
        "n'en ajoute aucune.",
    ),
    "research_heading": ("How each period was researched", "Comment chaque période a été recherchée"),
    "licence": ("Data: CC BY 4.0. Code: MIT. Please cite: {citation}",
                "Données : CC BY 4.0. Code : MIT. Merci de citer : {citation}"),
}  # fmt: skip


def _french(text: str) -> str:
    """French spacing: a space that never breaks before : ; ? ! % » and after «, a narrow one where print has it.

    >>> _french("Source : « oui » ; 95 %")
    'Source\\xa0: «\\xa0oui\\xa0»\\u202f; 95\\xa0%'
    """
    text = re.sub(r" (?=[:%»])|(?<=«) ", "\u00a0", text)
    return re.sub(r" (?=[;?!])", "\u202f", text)


WORDS: Mapping[str, Mapping[str, str]] = {key: {"en": en, "fr": _french(fr)} for key, (en, fr) in _WORDS.items()}


def words_for_script() -> dict[str, list[str]]:
    """The words as the script takes them: a pair each, in the order of ``LANGS``."""
    return {key: [words[lang] for lang in LANGS] for key, words in WORDS.items()}


def headline(figures: Mapping[str, Any], lang: str = LANGS[0]) -> str:
    """What the page's headline says, computed from its figures; the dataset's name where nothing can be compared.

    >>> change = {"bloc": "west", "before": 0.44, "after": 0.09}
    >>> headline({"fall": change, "rise": change | {"bloc": "aes", "before": 0.03, "after": 0.33}})
    "West: from 44% to 9% of Niger's acts towards partners since the coup; Sahel alliance: from 3% to 33%"
    >>> headline({}, "fr")
    'Chronologie de la diversification des partenaires du Niger'
    """
    if "fall" not in figures:
        return WORDS["title"][lang]
    values: dict[str, str] = {}
    for name in ("fall", "rise"):
        change = figures[name]
        values[name] = load_codebook()["bloc"][change["bloc"]].label[lang]
        values |= {f"{name}_{side}": percent(change[side], lang) for side in ("before", "after")}
    return WORDS["headline"][lang].format(**values)


def caveat(verdict: Verdict, lang: str) -> str:
    """What stays of the change in the effective number of partners without the Sahel alliance: a sentence.

    >>> from timeline.verdict import Change
    >>> change = Change(35.8, 34.1, -1.6, -7.1, 3.9)
    >>> caveat(Verdict(change, change), "fr").partition("partenaires, ")[2]
    "aucun changement n'est démontrable\\xa0: de 35,8 à 34,1 (écart −1,6, intervalle à 95\\xa0% de −7,1 à 3,9)."
    """
    text = verdict.caveat(lang)
    sentence = f"{text[0].upper()}{text[1:]}."
    return _french(sentence) if lang == "fr" else sentence
