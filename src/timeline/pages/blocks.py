"""The blocks: each a function from the facts and a language to Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from timeline import reliability
from timeline.analysis import compare_groups, load_coverage
from timeline.charts.theme import long_date, number
from timeline.charts.words import blocs_in_a_sentence, decimal, month_text, percent
from timeline.codebook import labels
from timeline.load import load_partners
from timeline.pages.facts import Facts
from timeline.pages.measured import NAMES, printed
from timeline.verdict import Verdict

_MOST = 10
_WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "fell": "Since the coup of 26 July 2023 Niger has exchanged partners, and has fewer of them",
        "rose": "Since the coup of 26 July 2023 Niger has spread its relations over more partners",
        "same": "Since the coup of 26 July 2023 Niger has exchanged partners; that it has more or fewer of them cannot "
        "be shown",
        "finding": "{verdict}. Of the acts that bring a partner nearer, the share went {shares}. Drawn down to the "
        "same number of acts, the effective number of partners went {all}; {caveat}.",
        "share": "from {before} to {after} for {bloc}",
        "and": " and ",
        "reach": "{events} events from {first} to {last} with {partners} partners, from {pages} pages of {outlets} "
        "outlets; {two} rest on two or more independent voices. Research was systematic from {start} to {end}; earlier "
        "years hold landmarks only, and later months were not researched.",
        "composition": "- {events} events from {first} to {last} with {partners} partners, {rows} source rows ({pages} "
        "pages of {outlets} outlets), {spells} spells, {links} links between events.\n"
        "- {day} have a known day or interval, {two} two or more independent voices, {cross} voices from two or more "
        "countries.",
        "curation": "A first reading gave {all} candidate events: {kept} are kept, {merged} merged into another, "
        "{rejected} rejected with a reason; {added} were added since. {corrected} of the records were corrected in "
        "some field, sources included, by the second reading (`reviewed`).",
        "biases": "- {inside} of the events lie in the systematic period. A count of events is also a count of how "
        "hard somebody looked: compare windows inside that period only.\n"
        "- Media report what their readers care about. Source rows by the outlet's country: {countries}; by language: "
        "{languages}. Pages in Hausa, Arabic, Turkish and Chinese are under-represented.\n"
        "- {single} of the events rest on one independent voice. `corroboration` counts voices, not pages: reprints "
        "of a wire report and aggregators add none. {certain} of the outlets have a country and kind that are certain.",
        "counts": "Year|Partner|Event type|Orientation|Date known to|Corroboration",
        "reliability": "field|units|agreement|alpha",
    },
    "fr": {
        "fell": "Depuis le coup d'État du 26 juillet 2023, le Niger a changé de partenaires, et en a moins",
        "rose": "Depuis le coup d'État du 26 juillet 2023, le Niger a réparti ses relations entre davantage de "
        "partenaires",
        "same": "Depuis le coup d'État du 26 juillet 2023, le Niger a changé de partenaires ; rien ne prouve qu'il en "
        "ait plus ou moins",
        "finding": "{verdict}. Parmi les actes de rapprochement, la part est passée {shares}. Ramené au même nombre "
        "d'actes, le nombre effectif de partenaires est passé {all} ; {caveat}.",
        "share": "de {before} à {after} pour {bloc}",
        "and": " et ",
        "reach": "{events} événements du {first} au {last} avec {partners} partenaires, tirés de {pages} pages de "
        "{outlets} médias ; {two} reposent sur au moins deux voix indépendantes. La recherche est systématique "
        "{start} à {end} ; les années antérieures ne comptent que des jalons, et les mois suivants n'ont pas été "
        "étudiés.",
        "composition": "- {events} événements du {first} au {last} avec {partners} partenaires, {rows} lignes de "
        "sources ({pages} pages de {outlets} médias), {spells} présences, {links} liens entre événements.\n"
        "- {day} ont un jour ou un intervalle connu, {two} au moins deux voix indépendantes, {cross} des voix d'au "
        "moins deux pays.",
        "curation": "Une première lecture a donné {all} événements candidats : {kept} sont gardés, {merged} fondus "
        "dans un autre, {rejected} écartés avec un motif ; {added} ont été ajoutés depuis. {corrected} des fiches ont "
        "été corrigées sur quelque champ, sources comprises, par la seconde lecture (`reviewed`).",
        "biases": "- {inside} des événements se situent dans la période systématique. Un nombre d'événements dit aussi "
        "avec quelle ardeur on a cherché : ne comparez que des fenêtres de cette période.\n"
        "- Les médias rapportent ce qui intéresse leurs lecteurs. Lignes de sources par pays du média : {countries} ; "
        "par langue : {languages}. Les pages en haoussa, arabe, turc et chinois sont sous-représentées.\n"
        "- {single} des événements reposent sur une seule voix indépendante. `corroboration` compte des voix, non des "
        "pages : ni les reprises d'une dépêche ni les agrégateurs n'en ajoutent. Pays et genre sont certains pour "
        "{certain} des médias.",
        "counts": "Année|Partenaire|Type d'événement|Orientation|Date connue à|Corroboration",
        "reliability": "champ|unités|accord|alpha",
    },
}  # fmt: skip


def finding(facts: Facts, lang: str) -> str:
    """The main result: the blocs whose share changed, and whether the partners have become more.

    Blocs are named whose interval leaves out 0. Whether partners have become more or fewer: see
    ``timeline.verdict``."""
    words = _WORDS[lang]
    verdict = Verdict.of(facts.events, facts.participants)
    groups: Any = compare_groups(events=facts.events, participants=facts.participants)
    moved = groups[(groups["measure"] == "share") & ((groups["high"] < 0) | (groups["low"] > 0))]
    moved = moved.reindex(moved["difference"].abs().sort_values(ascending=False).index)
    names = blocs_in_a_sentence(lang)
    shares = [
        words["share"].format(
            before=percent(one["before"], lang), after=percent(one["after"], lang), bloc=names[str(one["bloc"])]
        )
        for _, one in moved.iterrows()
    ]
    return words["finding"].format(
        verdict=words[verdict.direction], shares=_listed(shares, words["and"]), all=verdict.all.told(lang),
        caveat=verdict.caveat(lang),
    )  # fmt: skip


def reach(facts: Facts, lang: str) -> str:
    """How much there is, and how far it reaches."""
    coverage = load_coverage()
    start = month_text(coverage.start, lang)
    if lang == "fr":  # elision before avril, août, octobre
        start = f"d'{start}" if start[0] in "ao" else f"de {start}"
    return _WORDS[lang]["reach"].format(**_size(facts, lang), start=start, end=month_text(coverage.end, lang))


def composition(facts: Facts, lang: str) -> str:
    """What the dataset holds, as a list."""
    return _WORDS[lang]["composition"].format(**_size(facts, lang))


def curation(facts: Facts, lang: str) -> str:
    """What became of the researched events."""
    decisions = facts.curation["decision"].value_counts()
    added = set(facts.events["event_id"]) - set(facts.curation["record"])
    corrected: Any = (facts.events["review_outcome"] == "corrected").mean()
    figures = {"all": len(facts.curation), "added": len(added), **{key: int(decisions[key]) for key in _DECISIONS}}
    return _WORDS[lang]["curation"].format(
        corrected=percent(corrected, lang), **{key: number(value, lang) for key, value in figures.items()}
    )


def biases(facts: Facts, lang: str) -> str:
    """Where the dataset looks with more than one eye, and where with half of one."""
    coverage = load_coverage()
    inside: Any = facts.events["date_plot"].between(coverage.start, coverage.end).mean()
    single: Any = (facts.events["corroboration"] == "single").mean()
    used = facts.publishers[facts.publishers["publisher"].isin(facts.sources["publisher"])]
    partners: Any = load_partners().set_index("partner")[f"name_{lang}"]
    languages = labels("language", lang)
    countries = facts.sources["publisher_country"].value_counts(normalize=True)
    spoken = facts.sources["language"].astype("str").value_counts(normalize=True)
    return _WORDS[lang]["biases"].format(
        inside=percent(inside, lang),
        single=percent(single, lang),
        certain=percent(used["certain"].mean(), lang),
        countries=_shares({partners.get(code, code): share for code, share in countries.head(6).items()}, lang),
        languages=_shares({languages[str(code)]: share for code, share in spoken.head(4).items()}, lang),
    )


def counts(facts: Facts, lang: str) -> str:
    """Events by year, partner, type, orientation, precision and corroboration, most frequent first."""
    events, pairs = facts.events, facts.participants
    years = events["date_start"].dt.year.astype("str").value_counts().sort_index(ascending=False)
    columns: list[Any] = [years, pairs[f"partner_{lang}"].value_counts()]
    for table, column in ((events, "event_type"), (pairs, "orientation"), (events, "date_precision"),
                          (events, "corroboration")):  # fmt: skip
        columns.append(table[column].astype("str").map(labels(column, lang)).value_counts())
    cells = [
        [f"{name} {number(int(count), lang)}" for name, count in column.head(_MOST).items() if count]
        for column in columns
    ]
    height = max(map(len, cells))
    rows = [[column[index] if index < len(column) else "" for column in cells] for index in range(height)]
    return _table(_WORDS[lang]["counts"].split("|"), rows)


def agreement(facts: Facts, lang: str) -> str:
    """Krippendorff's alpha of the two codings, a row a field."""
    found: Any = reliability.table(facts.codings)
    rows = [
        [f"`{field}`", number(int(row["units"]), lang), *(decimal(row[key], lang, 2) for key in ("agreement", "alpha"))]
        for field, row in found.iterrows()
    ]
    return _table(_WORDS[lang]["reliability"].split("|"), rows)


def _measured(name: str, facts: Facts, lang: str) -> str:
    """What a benchmark found, when it was last made."""
    return printed(facts.measured[name], lang)


BLOCKS: Mapping[str, Callable[[Facts, str], str]] = {
    "finding": finding,
    "reach": reach,
    "composition": composition,
    "curation": curation,
    "biases": biases,
    "counts": counts,
    "reliability": agreement,
    **{name: partial(_measured, name) for name in NAMES},
}
_DECISIONS = ("kept", "merged", "rejected")


def _size(facts: Facts, lang: str) -> dict[str, str]:
    events, sources = facts.events, facts.sources
    whole = {
        "events": len(events), "partners": facts.participants["partner"].nunique(), "rows": len(sources),
        "pages": sources["url"].nunique(), "outlets": sources["publisher"].nunique(), "spells": len(facts.spells),
        "links": sum(map(len, events["related"])),
    }  # fmt: skip
    shares: dict[str, Any] = {
        "day": events["date_precision"].isin(["day", "interval"]).mean(),
        "two": (events["n_publishers"] >= 2).mean(),
        "cross": (events["corroboration"] == "cross-country").mean(),
    }
    return {
        "first": long_date(events["date_start"].min(), lang),
        "last": long_date(events["date_end"].max(), lang),
        **{key: number(int(value), lang) for key, value in whole.items()},
        **{key: percent(value, lang) for key, value in shares.items()},
    }


def _shares(parts: Mapping[Any, float], lang: str) -> str:
    return ", ".join(f"{name} {percent(share, lang)}" for name, share in parts.items())


def _listed(parts: Sequence[str], last: str) -> str:
    return last.join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
