"""From the answers of the form "Propose an event" to a record, or to what is missing for one.

The text comes from anybody: it is read as text, never run, and what is printed of it again is escaped or fenced."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from timeline.bilingual import Said, quoted
from timeline.codebook import load_codebook
from timeline.contributing.candidate import (
    Candidate,
    Dataset,
    LookAlike,
    examine,
    examine_so_far,
    file_of,
    similar,
    suggest_id,
)
from timeline.contributing.forms import new_file_link
from timeline.contributing.markdown import code, fenced, plain
from timeline.contributing.questions import QUESTIONS, both, choices
from timeline.dates import InvalidDateError, parse_date
from timeline.findings import Finding, has_errors
from timeline.reference import Reference
from timeline.rules.sources import site_of, url_fault

MAX_CHARACTERS = 65_536
"""GitHub's own limit for the text of an issue."""
MAX_LINES = 50
"""Pages, persons or sums that are read of one answer."""
MAX_UNKNOWN = 5
"""Unknown codes that are named of one answer."""
MAX_REPLY = 60_000
"""Characters of an answer, below what GitHub takes."""
MAX_URL = 2_000
_TOO_LONG = Said("it is longer than 2,000 characters", "elle dépasse 2\u202f000 caractères")
_HEADING = re.compile(r"^###[ \t](.*)$", re.MULTILINE)
_UNANSWERED = {"", "_No response_", "None"}
_AMOUNT = re.compile(r"(\d+(?:[ \u00a0\u202f]\d{3})*(?:\.\d+)?)\s+([A-Za-z][\w-]*)")
#: The form's questions by the field of the record that their answers become part of.
_ANSWERED_BY: Mapping[str, str] = {
    "title.en": "title_en", "title.fr": "title_fr", "summary.en": "summary_en", "summary.fr": "summary_fr",
    "partners": "toward",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that the form does not say, or says in a way that is not understood."""

    question: str
    en: str
    fr: str


@dataclass(slots=True)
class Proposal:
    """What the form says: a value in the shape of a record, as far as it goes, and what it lacks."""

    value: dict[str, Any] = field(default_factory=dict)
    lacks: list[Lack] = field(default_factory=list)


def answers(body: str) -> tuple[dict[str, str], list[Lack]]:
    """The form's answers by question, read from the text of the issue.

    Only the form's own headings count; other headings belong to the answer that they stand in."""
    keys = {_folded(question.label): key for key, question in QUESTIONS.items()}
    text = body[:MAX_CHARACTERS].replace("\r\n", "\n").replace("\r", "\n")
    marks = [(found, keys[_folded(found[1])]) for found in _HEADING.finditer(text) if _folded(found[1]) in keys]
    given: dict[str, str] = {}
    lacks = []
    for index, (found, key) in enumerate(marks):
        end = marks[index + 1][0].start() if index + 1 < len(marks) else len(text)
        answer = text[found.end() : end].strip()
        if key in given:
            lacks.append(Lack(key, "this heading stands here twice", "ce titre figure deux fois"))
        elif answer not in _UNANSWERED:
            given[key] = answer
    return given, lacks


def _folded(heading: str) -> str:
    return " ".join(heading.split())


def read(body: str, reference: Reference) -> Proposal:
    """The form's answers as the value of a record; no rule has looked at it yet.

    >>> read("hello", Reference()).lacks[0].question
    'date'
    """
    given, lacks = answers(body)
    proposal = Proposal({}, lacks)
    lacks += [
        Lack(key, "no answer", "pas de réponse")
        for key, question in QUESTIONS.items()
        if question.required and key not in given
    ]
    value = proposal.value
    if "date" in given:
        value["date"] = _line(given["date"])
    value["title"] = _bilingual(given, "title")
    value["summary"] = _bilingual(given, "summary")
    value["partners"] = dict(_partners(given, reference, lacks))
    for key in ("initiator", "event_type", "act", "status"):
        if chosen := _chosen(key, given, reference, lacks):
            value[key] = chosen[0]
    if level := _chosen("significance", given, reference, lacks):
        value["significance"] = int(level[0])
    if mode := _mode(given, value.get("event_type"), reference, lacks):
        value["mode"] = mode
    value["domains"] = _chosen("domains", given, reference, lacks)
    value["people"] = _lines(given.get("people", ""), also=",;")
    value["organisations"] = _lines(given.get("organisations", ""), also=";")
    if "place" in given:
        value["place"] = _place(_line(given["place"]), reference)
    value["amounts"] = list(_amounts(_lines(given.get("amounts", "")), lacks))
    value["sources"] = list(_sources(_lines(given.get("sources", "")), reference, lacks))
    if "note" in given:
        value["note"] = _line(given["note"])
    value["origin"] = "curated"
    proposal.value = {key: found for key, found in value.items() if found not in (None, [], {})}
    return proposal


def _line(text: str) -> str:
    """An answer as one paragraph."""
    return " ".join(text.split())


def _lines(text: str, also: str = "") -> list[str]:
    """The lines of an answer, list marks and empty lines left out."""
    parts = re.split(f"[\n{re.escape(also)}]", text)
    lines = [re.sub(r"^[-*•]\s+", "", _line(part)) for part in parts]
    return [line for line in dict.fromkeys(lines) if line][:MAX_LINES]


def _bilingual(given: Mapping[str, str], name: str) -> dict[str, str]:
    return {lang: _line(given[f"{name}_{lang}"]) for lang in ("en", "fr") if f"{name}_{lang}" in given}


def _chosen(key: str, given: Mapping[str, str], reference: Reference, lacks: list[Lack]) -> list[str]:
    """The known codes of an answer, whether options were chosen or codes typed; what is neither is a lack."""
    if key not in given:
        return []
    text, places = _line(given[key]), dict[str, int]()
    offered = {choice.code: _line(choice.option) for choice in choices(key, reference)}
    for code_, option in sorted(offered.items(), key=lambda item: -len(item[1])):
        if (at := text.find(option)) >= 0:
            places[code_] = at
            text = text.replace(option, " " * len(option))
    for word in re.finditer(r"[^,;\s]+", text):
        if word[0] in offered:
            places.setdefault(word[0], word.start())
    rest = (part.partition(" — ")[0].strip() for part in re.split("[,;]", text))
    unknown = [part for part in rest if part and not set(part.split()) <= set(offered)]
    lacks.extend(_no_choice(key, part) for part in unknown[:MAX_UNKNOWN])
    if len(places) > 1 and QUESTIONS[key].kind == "one":
        lacks.append(Lack(key, "more than one is chosen", "plusieurs choix sont donnés"))
    return sorted(places, key=lambda code_: places[code_])


def _no_choice(key: str, text: str) -> Lack:
    shown = text[:40]
    return Lack(key, f"{shown!r} is none of the choices", f"« {shown} » ne figure pas parmi les choix")


def _partners(given: Mapping[str, str], reference: Reference, lacks: list[Lack]) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for orientation in ("toward", "away", "neutral"):
        for partner in _chosen(orientation, given, reference, lacks):
            if partner in seen:
                en, fr = f"{partner} stands in two answers", f"{partner} figure dans deux réponses"
                lacks.append(Lack(orientation, en, fr))
            else:
                yield partner, orientation
            seen.add(partner)
    if not seen:
        lacks.append(
            Lack(
                "toward",
                "no partner is chosen, neither here nor in the two questions below",
                "aucun partenaire n'est choisi, ni ici ni dans les deux questions suivantes",
            )
        )


def _mode(given: Mapping[str, str], event_type: str | None, reference: Reference, lacks: list[Lack]) -> str | None:
    if _line(given.get("mode", "")) in load_codebook().mode_codes():
        return _line(given["mode"])
    # the codes of this question are pairs, ``CONSULT phone``
    text = _line(given.get("mode", "")).partition(" — ")[0]
    if not text:
        return None
    if text not in {choice.code for choice in choices("mode", reference)}:
        lacks.append(_no_choice("mode", text))
        return None
    kind, mode = text.split()
    if event_type is not None and kind != event_type:
        lacks.append(
            Lack(
                "mode",
                f"{mode} is chosen as a mode of {kind}, and the event is of the type {event_type}",
                f"{mode} est choisi comme mode de {kind}, et l'événement est du type {event_type}",
            )
        )
    return mode


def _place(text: str, reference: Reference) -> dict[str, str]:
    name, _, country = (part.strip() for part in text.partition(","))
    if country:
        return {"name": name, "country": country}
    known = [code_ for place, code_ in reference.places if place == name and code_]
    return {"name": name, "country": known[0]} if len(known) == 1 else {"name": name}


def _amounts(lines: Sequence[str], lacks: list[Lack]) -> Iterator[dict[str, Any]]:
    units = load_codebook()["unit"]
    for line in lines:
        found = _AMOUNT.fullmatch(line)
        unit = None if found is None else next((u for u in (found[2], found[2].upper()) if u in units), found[2])
        if found is None or unit not in units:
            shown = line[:60]
            lacks.append(
                Lack(
                    "amounts",
                    f"{shown!r} is not understood: write a number in digits and a unit of the codebook",
                    f"« {shown} » n'est pas compris : écrivez un nombre en chiffres et une unité du codebook",
                )
            )
        else:
            number = re.sub(r"[ \u00a0\u202f]", "", found[1])
            yield {"value": float(number) if "." in number else int(number), "unit": unit}


def _sources(lines: Sequence[str], reference: Reference, lacks: list[Lack]) -> Iterator[dict[str, Any]]:
    for line in lines:
        url, *details = (part.strip() for part in line.split("|"))
        url = re.sub(r"^<(.+)>$|^\[[^\]]*\]\((.+)\)$", lambda found: found[1] or found[2], url)
        fault = _TOO_LONG if len(url) > MAX_URL else url_fault(url)
        if fault:
            shown = url[:80]
            lacks.append(
                Lack(
                    "sources",
                    f"{shown!r} is no web address: {fault.en}",
                    f"{quoted(shown)} n'est pas une adresse web : {fault.fr}",
                )
            )
            continue
        yield _source(url, [detail for detail in details if detail], reference, lacks)


def _source(url: str, details: Sequence[str], reference: Reference, lacks: list[Lack]) -> dict[str, Any]:
    """A page from its address and what stands beside it, in any order: outlet, day, language, title."""
    source: dict[str, Any] = {"url": url, "publisher": reference.outlet(site_of(url))}
    aliases = {alias: name for name, row in reference.publishers.items() for alias in (name, *row.aliases)}
    for detail in details:
        if "published" not in source and _is_date(detail):
            source["published"] = detail
        elif "language" not in source and detail.lower() in load_codebook()["language"]:
            source["language"] = detail.lower()
        elif source["publisher"] is None or aliases.get(detail) == source["publisher"]:
            source["publisher"] = aliases.get(detail, detail)
        else:
            source.setdefault("title", detail)
    if source["publisher"] is None:
        source["publisher"] = site_of(url)
        lacks.append(
            Lack(
                "sources",
                f"no outlet is known for {url[:80]}: write its name after the address, behind a |",
                f"aucun média n'est connu pour {url[:80]} : écrivez son nom après l'adresse, derrière un |",
            )
        )
    return {key: found for key, found in source.items() if found is not None}


def _is_date(text: str) -> bool:
    try:
        parse_date(text)
    except InvalidDateError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class Reading:
    """A proposal, the record that it would be, and the events that it may repeat."""

    proposal: Proposal
    candidate: Candidate
    similar: Sequence[LookAlike] = ()

    @property
    def complete(self) -> bool:
        """Whether the proposal is a record without an error."""
        return not self.proposal.lacks and not has_errors(self.candidate.findings)


def judge(body: str, dataset: Dataset) -> Reading:
    """Read the text of an issue, and hold what it says against every rule."""
    proposal = read(body, dataset.reference)
    taken = [entry.event_id for entry in dataset.entries]
    candidate = examine(proposal.value, suggest_id(proposal.value, taken), dataset)
    if candidate.entry is None:
        candidate = replace(candidate, findings=examine_so_far(proposal.value, dataset))
    found = similar(candidate.entry, dataset) if candidate.entry else []
    return Reading(proposal, candidate, found)


def reply(reading: Reading, repository: str | None = None) -> str:
    """The answer to a proposal, in Markdown and in both languages: the record's file, or what is missing.

    ``repository`` is the address of the repository on the web, for the link that opens the new file."""
    text = "\n".join(_complete(reading, repository) if reading.complete else _incomplete(reading)) + "\n"
    if len(text) <= MAX_REPLY:
        return text
    return both({"en": "This is too long for one event.", "fr": "C'est trop long pour un seul événement."}) + "\n"


def _complete(reading: Reading, repository: str | None) -> Iterator[str]:
    candidate = reading.candidate
    path = file_of(candidate.event_id).as_posix()
    yield "**The record is ready. La fiche est prête.**"
    yield ""
    link = new_file_link(candidate.text, path)
    if link and repository:
        yield (
            f"[Open it as a new file and propose the change · L'ouvrir comme nouveau fichier et proposer la "
            f"modification]({repository}/{link.removeprefix('../../')})"
        )
    else:
        yield f"Put this text into a new file. Mettez ce texte dans un nouveau fichier : {code(path)}"
    yield from _similar(reading.similar)
    if candidate.findings:
        yield from ("", "Worth a second look, not in the way · À revoir, sans bloquer :", "")
        yield from (_finding(finding) for finding in candidate.findings)
    yield from ("", code(path), "", fenced(candidate.text, "yaml"))


def _incomplete(reading: Reading) -> Iterator[str]:
    yield (
        "**Not a record yet. Edit the text above; this answer follows.** "
        "**Pas encore une fiche. Modifiez le texte ci-dessus ; cette réponse suivra.**"
    )
    yield ""
    for lack in reading.proposal.lacks:
        yield f"- **{plain(QUESTIONS[lack.question].label)}** {plain(lack.en)} · {plain(lack.fr)}"
    yield from (_finding(finding) for finding in reading.candidate.findings if finding.severity == "error")
    yield from _similar(reading.similar)


def _finding(finding: Finding) -> str:
    where = finding.field.split(".0")[0]
    question = QUESTIONS.get(_ANSWERED_BY.get(where, where.split(".")[0]))
    name = plain(question.label) if question else code(finding.field or "file")
    return f"- **{name}** {plain(finding.told(None))}"


def _similar(found: Sequence[LookAlike]) -> Iterator[str]:
    if found:
        yield ""
        yield both(
            {
                "en": "These events look alike. If one is the same, add your pages to it instead:",
                "fr": "Ces événements se ressemblent. Si l'un est le même, ajoutez-lui plutôt vos pages :",
            }
        )
        yield ""
        for other in found:
            titles = f"{plain(other.title['en'])} · {plain(other.title['fr'])}"
            yield f"- {code(other.event_id)} ({other.percent} %): {titles}"
