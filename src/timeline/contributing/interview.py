"""The questions of ``timeline new`` on a terminal: one field at a time, each answer checked as it is given."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import questionary
from questionary import Choice as Offer

from timeline.bilingual import Lang, typeset
from timeline.codebook import load_codebook
from timeline.contributing.candidate import Dataset, LookAlike, examine, examine_so_far, similar, suggest_id
from timeline.contributing.questions import QUESTIONS, Choice, choices
from timeline.findings import Finding
from timeline.rules.sources import site_of

Check = Callable[[str], bool | str]
Say = Callable[[str], None]

_WORDS: Mapping[str, tuple[str, str]] = {
    "none": ("none of them", "aucun"),
    "partner": ("A partner (code or name; empty: no more)", "Un partenaire (code ou nom ; vide : c'est tout)"),
    "partner-needed": ("at least one partner is needed", "il faut au moins un partenaire"),
    "orientation": (
        "What did the act do between Niger and this partner ({})?",
        "Qu'a fait l'acte entre le Niger et ce partenaire ({}) ?",
    ),
    "one": ("(arrows, or type to filter)", "(flèches, ou tapez pour filtrer)"),
    "several": ("(space bar to choose, type to filter)", "(barre d'espace pour choisir, tapez pour filtrer)"),
    "unknown": ("{!r} is none of the choices", "« {} » ne figure pas parmi les choix"),
    "at-least-one": ("choose at least one (space bar)", "choisissez-en au moins un (barre d'espace)"),
    "more": ("{} (empty: no more)", "{} (vide : c'est tout)"),
    "url": ("Address of a page that you read", "Adresse d'une page que vous avez lue"),
    "another": ("Another page?", "Une autre page ?"),
    "outlet": ("Its outlet", "Son média"),
    "outlet-known": ("outlet: {}", "média : {}"),
    "published": ("Published on (empty: not seen)", "Publiée le (vide : pas vu)"),
    "language": ("Its language", "Sa langue"),
    "title": ("Its title (empty: not seen)", "Son titre (vide : pas vu)"),
    "agency": ("The agency that it reprints (empty: none)", "L'agence qu'elle reprend (vide : aucune)"),
    "supports": ("What of the record does it support?", "Qu'étaie-t-elle de la fiche ?"),
    "alike": ("These events look like yours:", "Ces événements ressemblent au vôtre :"),
    "same": ("Is yours one of them?", "Le vôtre est-il l'un d'eux ?"),
    "different": ("No, it is another event", "Non, c'est un autre événement"),
    "id": ("The event's permanent id, the file's name", "L'identifiant permanent, le nom du fichier"),
    "id-form": (
        "year and month, partner, a few words, in small letters with hyphens",
        "année et mois, partenaire, quelques mots, en minuscules avec des traits d'union",
    ),
}


class SameEventError(Exception):
    """The person sees that the event is in the dataset already; ``event_id`` says where."""

    def __init__(self, event_id: str) -> None:
        super().__init__(event_id)
        self.event_id = event_id


def interview(dataset: Dataset, lang: Lang, say: Say) -> tuple[str, dict[str, Any]]:
    """Ask for a whole record; the event's id and the record's value.

    Raises SameEventError where the event is there already, KeyboardInterrupt where the person breaks off."""
    return _Interview(dataset, lang, say).run()


class _Interview:
    """What has been answered so far; each answer is held against the rules together with the earlier ones."""

    def __init__(self, dataset: Dataset, lang: Lang, say: Say) -> None:
        self.dataset: Dataset = dataset
        self.lang: Lang = lang
        self.say: Say = say
        self.value: dict[str, Any] = {}

    def run(self) -> tuple[str, dict[str, Any]]:
        self.value["date"] = self.text("date", lambda text: {"date": text})
        self.value["event_type"] = kind = self.one("event_type")
        modes = load_codebook().modes[kind].values()
        if modes:
            offers = [Choice(mode.code, mode.label, mode.definition) for mode in modes]
            mode = self.choose(QUESTIONS["mode"].asked(self.lang), offers, optional=True)
            self.value |= {"mode": mode} if mode else {}
        acts = load_codebook()["act"]
        fitting = [one for one in self.offers("act") if kind in acts[one.code].extra["event_types"]]
        self.value["act"] = self.choose(QUESTIONS["act"].asked(self.lang), fitting)
        self.value["partners"] = self.partners()
        self.value["initiator"] = self.initiator()
        self.value["domains"] = self.several(QUESTIONS["domains"].asked(self.lang), self.offers("domains"))
        self.value["status"] = self.one("status")
        self.value["significance"] = int(self.one("significance"))
        self.bilingual("title")
        self.duplicates()
        self.bilingual("summary")
        for key in ("people", "organisations"):
            self.value[key] = self.lines(key)
        if place := self.text("place", lambda text: {"place": self.place(text)}, optional=True):
            self.value["place"] = self.place(place)
        self.value["sources"] = self.sources()
        note = self.text("note", lambda text: {"note": text}, optional=True)
        self.value |= {"note": note} if note else {}
        self.value["origin"] = "curated"
        return self.identifier(), {key: found for key, found in self.value.items() if found not in (None, "", [], {})}

    def word(self, key: str, *values: str) -> str:
        return typeset(_WORDS[key][0 if self.lang == "en" else 1], self.lang).format(*values)

    def offers(self, key: str) -> list[Choice]:
        return choices(key, self.dataset.reference)

    def fault(self, part: Mapping[str, Any], *fields: str) -> str | None:
        """The first error about these fields when the part is added to what has been answered."""
        return next((_beneath(one, self.lang) for one in self.found(part, *fields) if one.severity == "error"), None)

    def found(self, part: Mapping[str, Any], *fields: str) -> list[Finding]:
        findings = examine_so_far({**self.value, **part}, self.dataset)
        return [one for one in findings if one.field in fields or one.field.startswith(tuple(f"{f}." for f in fields))]

    def warn(self, *fields: str) -> None:
        """Say what the rules want to have looked at again."""
        for one in self.found({}, *fields):
            self.say(f"  ! {one.told(self.lang)}")

    def text(
        self, key: str, part: Callable[[str], Mapping[str, Any]], *, optional: bool = False, field: str | None = None
    ) -> str:
        question = QUESTIONS[key]
        self.say(f"  {question.helped(self.lang)}")

        def check(text: str) -> bool | str:
            if optional and not text.strip():
                return True
            return self.fault(part(" ".join(text.split())), field or key) or True

        return " ".join(self.input(question.asked(self.lang), check).split())

    def input(self, message: str, check: Check, default: str = "") -> str:
        # at the end of an answer, not at every letter: the rules look at the whole dataset
        return questionary.text(message, validate=check, default=default, validate_while_typing=False).unsafe_ask()

    def one(self, key: str) -> str:
        return self.choose(QUESTIONS[key].asked(self.lang), self.offers(key))

    def choose(self, message: str, offers: Sequence[Choice], *, optional: bool = False) -> Any:
        """One of a few codes, each with its meaning; letters typed narrow the list."""
        shown = [Offer(self.word("none"), value="")] if optional else []
        shown += [self.offer(one) for one in offers]
        return (
            questionary.select(
                message, shown, use_search_filter=True, use_jk_keys=False, instruction=self.word("one")
            ).unsafe_ask()
            or None
        )

    def several(self, message: str, offers: Sequence[Choice]) -> list[str]:
        def enough(chosen: Sequence[str]) -> bool | str:
            return bool(chosen) or self.word("at-least-one")

        shown = [self.offer(one) for one in offers]
        return questionary.checkbox(
            message, shown, validate=enough, use_search_filter=True, use_jk_keys=False, instruction=self.word("several")
        ).unsafe_ask()

    def offer(self, one: Choice) -> Offer:
        meaning = one.definition.get(self.lang, "")
        return Offer(f"{one.code}: {one.label[self.lang]}", value=one.code, description=" ".join(meaning.split()))

    def complete(
        self,
        message: str,
        known: Mapping[str, str],
        *,
        shown: Sequence[str] | None = None,
        empty: str | None = None,
        free: bool = False,
    ) -> str:
        """A code typed with completion; ``known`` maps what may be typed to what it stands for.

        ``shown`` is what is offered, by default all of it; ``empty`` is what an empty answer is refused with, None
        where it is allowed; ``free`` allows other texts."""
        folded = {text.casefold(): code for text, code in known.items()}

        def check(text: str) -> bool | str:
            answer = " ".join(text.split())
            if not answer:
                return empty or True
            return free or answer.casefold() in folded or self.word("unknown", answer[:40])

        offered = list(shown or known)
        answer = questionary.autocomplete(message, offered, validate=check, validate_while_typing=False).unsafe_ask()
        answer = " ".join(answer.split())
        return folded.get(answer.casefold(), answer)

    def partners(self) -> dict[str, str]:
        rows = self.dataset.reference.partners
        offered = self.offers("toward")
        shown = {f"{one.code} {one.label[self.lang]}": one.code for one in offered}
        known = shown | {name: one.code for one in offered for name in (one.code, *one.label.values())}
        answer: dict[str, str] = {}
        while True:
            needed = None if answer else self.word("partner-needed")
            code = self.complete(self.word("partner"), known, shown=list(shown), empty=needed)
            if not code:
                self.value["partners"] = answer
                self.warn("partners")
                return answer
            name = rows[code].name.en if self.lang == "en" else rows[code].name.fr
            terms = load_codebook()["orientation"].values()
            offers = [Choice(term.code, term.label, term.definition) for term in terms]
            answer[code] = self.choose(self.word("orientation", name), offers)

    def initiator(self) -> str:
        parties = {"NER", *load_codebook()["initiator"], *self.value["partners"]}
        offers = [one for one in self.offers("initiator") if one.code in parties]
        return self.choose(QUESTIONS["initiator"].asked(self.lang), offers)

    def bilingual(self, name: str) -> None:
        answer: dict[str, str] = {}
        for lang in ("en", "fr"):
            answer[lang] = self.text(
                f"{name}_{lang}",
                lambda text, lang=lang: {name: {**answer, lang: text}},
                field=f"{name}.{lang}",
            )
        self.value[name] = answer
        self.warn(f"{name}.fr")

    def duplicates(self) -> None:
        """Show what looks alike before the long questions come; go on only with another event."""
        filled = {
            **self.value, "summary": {"en": "Filler.", "fr": "Texte provisoire."}, "origin": "curated",
            "sources": [{"url": "https://example.org/", "publisher": "Filler"}],
        }  # fmt: skip
        entry = examine(filled, suggest_id(filled, self.taken()), self.dataset).entry
        alike = similar(entry, self.dataset) if entry is not None else []
        if not alike:
            return
        self.say(self.word("alike"))
        offers = [Offer(self.word("different"), value="")]
        offers += [Offer(self.shown(one), value=one.event_id) for one in alike]
        same = questionary.select(self.word("same"), offers, instruction=" ").unsafe_ask()
        if same:
            raise SameEventError(same)
        self.value["distinct_from"] = [one.event_id for one in alike]

    def shown(self, one: LookAlike) -> str:
        return f"{one.event_id} ({one.percent} %): {one.title[self.lang]}"

    def taken(self) -> list[str]:
        return [entry.event_id for entry in self.dataset.entries]

    def lines(self, key: str) -> list[str]:
        question, answer = QUESTIONS[key], list[str]()
        rows = self.dataset.reference.people if key == "people" else self.dataset.reference.organisations
        known = {name: name for name in rows}
        self.say(f"  {question.helped(self.lang)}")
        while True:
            name = self.complete(self.word("more", question.asked(self.lang)), known, free=True)
            if not name:
                return answer
            if fault := self.fault({key: [*answer, name]}, key):
                self.say(f"  ! {fault}")
                continue
            answer.append(name)
            self.value[key] = answer
            self.warn(f"{key}.{len(answer) - 1}")

    def place(self, text: str) -> dict[str, str]:
        name, _, country = (part.strip() for part in text.partition(","))
        return {"name": name, "country": country} if country else {"name": name}

    def sources(self) -> list[dict[str, Any]]:
        answer: list[dict[str, Any]] = []
        while True:
            answer.append(self.source(answer))
            if not questionary.confirm(self.word("another"), default=False).unsafe_ask():
                return answer

    def source(self, earlier: Sequence[dict[str, Any]]) -> dict[str, Any]:
        field = f"sources.{len(earlier)}"

        def check(part: Mapping[str, Any], *keys: str) -> bool | str:
            page = {"publisher": "Filler", **source, **part}
            return self.fault({"sources": [*earlier, page]}, *(f"{field}.{key}" for key in keys)) or True

        def optional(key: str) -> str:
            asked = self.input(self.word(key), lambda text: not text.strip() or check({key: text.strip()}, key))
            return " ".join(asked.split())

        source: dict[str, Any] = {}
        source["url"] = self.input(self.word("url"), lambda text: check({"url": text.strip()}, "url")).strip()
        outlet = self.dataset.reference.outlet(site_of(source["url"]))
        if outlet is not None:
            self.say(f"  {self.word('outlet-known', outlet)}")
            source["publisher"] = outlet
        else:
            publishers = self.dataset.reference.publishers
            known = {alias: name for name, row in publishers.items() for alias in (name, *row.aliases)}
            source["publisher"] = self.complete(self.word("outlet"), known, empty=self.word("outlet"), free=True)
        source["published"] = optional("published")
        source["title"] = optional("title")
        languages = load_codebook()["language"].values()
        source["language"] = self.choose(
            self.word("language"), [Choice(term.code, term.label, {}) for term in languages]
        )
        agencies = {name: name for name, row in self.dataset.reference.publishers.items() if row.kind == "wire"}
        source["agency"] = self.complete(self.word("agency"), agencies, free=True)
        supports = load_codebook()["support"].values()
        offers = [Choice(term.code, term.label, term.definition) for term in supports]
        source["supports"] = self.several(self.word("supports"), offers)
        return {key: found for key, found in source.items() if found}

    def identifier(self) -> str:
        """The id, proposed from the answers, free to change."""

        def check(text: str) -> bool | str:
            findings = examine(self.value, text.strip(), self.dataset).findings
            told = [one for one in findings if one.rule.startswith("id-") and one.severity == "error"]
            return _beneath(told[0], self.lang) if told else True

        self.say(f"  {self.word('id-form')}")
        return self.input(self.word("id"), check, default=suggest_id(self.value, self.taken())).strip()


def _beneath(finding: Finding, lang: Lang) -> str:
    """A finding beneath an answer, where the terminal's library would underline every no-break space."""
    return finding.told(lang).replace("\u00a0", " ")
