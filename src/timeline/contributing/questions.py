"""What is asked about an event, in English and French: by the terminal, and by the form on the web."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from timeline.bilingual import Lang, typeset
from timeline.codebook import Term, load_codebook
from timeline.reference import FOCUS, Reference

Kind = Literal["text", "prose", "lines", "one", "several"]


@dataclass(frozen=True, slots=True)
class Question:
    """One question: its key, how it is put, what helps to answer it, and of what kind the answer is.

    ``one`` and ``several`` choose among codes, ``lines`` takes one thing a line."""

    key: str
    kind: Kind
    ask: Mapping[Lang, str]
    help: Mapping[Lang, str]
    example: str = ""
    required: bool = True

    def asked(self, lang: Lang) -> str:
        """The question in one language."""
        return typeset(self.ask[lang], lang)

    def helped(self, lang: Lang) -> str:
        """The help in one language."""
        return typeset(self.help[lang], lang)

    @property
    def label(self) -> str:
        """The question in both languages, the heading that a form's answer stands under."""
        return both(self.ask)


def both(text: Mapping[Lang, str]) -> str:
    """A text in both languages on one line."""
    return f"{text['en']} · {typeset(text['fr'], 'fr')}"


def _question(key: str, kind: Kind, en: str, fr: str, help_en: str, help_fr: str, **more: Any) -> Question:
    return Question(key, kind, {"en": en, "fr": fr}, {"en": help_en, "fr": help_fr}, **more)


QUESTIONS: Mapping[str, Question] = {
    question.key: question
    for question in (
        _question(
            "date", "text", "When did it happen?", "Quand cela s'est-il passé ?",
            "A day 2024-03-26, a month 2024-03, a year 2024, an act that lasted 2024-03-01/2024-03-04, "
            "one unknown day of a range [2024-03-01..2024-03-04], approximate 2024-03~, uncertain 2024-03-26?",
            "Un jour 2024-03-26, un mois 2024-03, une année 2024, un acte qui a duré 2024-03-01/2024-03-04, "
            "un jour inconnu d'une période [2024-03-01..2024-03-04], approximatif 2024-03~, incertain 2024-03-26?",
            example="2024-03-26",
        ),
        _question(
            "event_type", "one", "What kind of event is it?", "De quel type d'événement s'agit-il ?",
            "PLOVER type. A visit, meeting or call that took place is CONSULT; a signed accord is SUPPORT.",
            "Type PLOVER. Une visite, une rencontre ou un appel qui a eu lieu est CONSULT ; un accord signé, SUPPORT.",
        ),
        _question(
            "mode", "one", "How did it happen (where the type has modes)?", "Comment (si le type a des modes) ?",
            "PLOVER mode; leave it out where none fits.", "Mode PLOVER ; à omettre si aucun ne convient.",
            required=False,
        ),
        _question(
            "act", "one", "What was the concrete act?", "Quel a été l'acte concret ?",
            "The form that the event took; each act goes with certain types.",
            "La forme que l'événement a prise ; chaque acte va avec certains types.",
        ),
        _question(
            "toward", "several", "Which partners did it bring nearer to Niger?",
            "De quels partenaires cela a-t-il rapproché le Niger ?",
            "States and organisations, by their code.", "États et organisations, par leur code.", required=False,
        ),
        _question(
            "away", "several", "Which partners did it move away from Niger?",
            "De quels partenaires cela a-t-il éloigné le Niger ?",
            "States and organisations, by their code.", "États et organisations, par leur code.", required=False,
        ),
        _question(
            "neutral", "several", "Which partners took part without either?",
            "Quels partenaires ont pris part sans rapprochement ni éloignement ?",
            "States and organisations, by their code.", "États et organisations, par leur code.", required=False,
        ),
        _question(
            "initiator", "one", "Who acted?", "Qui a agi ?",
            "Niger (NER), one of the partners, both together (joint), or a company, court or crowd (non-state).",
            "Le Niger (NER), un des partenaires, les deux ensemble (joint), ou une entreprise, un tribunal, "
            "une foule (non-state).",
        ),
        _question(
            "domains", "several", "Which fields of policy does it concern?", "Quels domaines cela concerne-t-il ?",
            "One to four.", "Un à quatre.",
        ),
        _question(
            "status", "one", "How far had it come?", "Où en était-on ?",
            "As the sources have it, at that date.", "Selon les sources, à cette date.",
        ),
        _question(
            "significance", "one", "How important is it?", "Quelle est son importance ?",
            "1 routine, 2 notable, 3 turning point.", "1 ordinaire, 2 notable, 3 tournant.",
        ),
        _question(
            "title_en", "text", "Title in English", "Titre en anglais",
            "In your own words, at most 90 characters, no full stop.",
            "Avec vos mots, 90 caractères au plus, sans point final.",
            example="Tiani and Putin speak by phone about security cooperation",
        ),
        _question(
            "title_fr", "text", "Title in French", "Titre en français",
            "In your own words, at most 90 characters, no full stop.",
            "Avec vos mots, 90 caractères au plus, sans point final.",
            example="Entretien téléphonique entre Tiani et Poutine sur la coopération sécuritaire",
        ),
        _question(
            "summary_en", "prose", "Summary in English", "Résumé en anglais",
            "One to three sentences in your own words, each supported by a source.",
            "Une à trois phrases avec vos mots, chacune étayée par une source.",
        ),
        _question(
            "summary_fr", "prose", "Summary in French", "Résumé en français",
            "One to three sentences in your own words, each supported by a source.",
            "Une à trois phrases avec vos mots, chacune étayée par une source.",
        ),
        _question(
            "people", "lines", "Which persons acted?", "Quelles personnes ont agi ?",
            "First and last name without rank, one a line.", "Prénom et nom sans grade, un par ligne.",
            example="Abdourahamane Tiani", required=False,
        ),
        _question(
            "organisations", "lines", "Which companies, agencies or groups are concerned?",
            "Quelles entreprises, agences ou groupes sont concernés ?",
            "One a line.", "Un par ligne.", example="Orano", required=False,
        ),
        _question(
            "place", "text", "Where did it happen?", "Où cela s'est-il passé ?",
            "The place's English name, a comma, the country's code.",
            "Le nom anglais du lieu, une virgule, le code du pays.",
            example="Niamey, NER", required=False,
        ),
        _question(
            "amounts", "lines", "Which sums or quantities are named?", "Quels montants ou quantités sont cités ?",
            "One a line: the number in digits, then the unit.",
            "Un par ligne : le nombre en chiffres, puis l'unité.",
            example="400000000 USD", required=False,
        ),
        _question(
            "sources", "lines", "Which pages say so?", "Quelles pages le disent ?",
            "One page a line: its address; then, where you saw them and separated by |, the outlet, the day of "
            "publication, the language (en, fr …), the page's title. Only pages that you read.",
            "Une page par ligne : son adresse ; puis, si vous les avez vus et séparés par |, le média, le jour de "
            "publication, la langue (en, fr …), le titre de la page. Uniquement des pages que vous avez lues.",
            example="https://example.org/the-page | The outlet | 2024-03-27 | fr | The page's title",
        ),
        _question(
            "note", "prose", "Is anything in doubt?", "Un doute, un désaccord ?",
            "Say where sources disagree.", "Dites où les sources se contredisent.", required=False,
        ),
    )
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choice:
    """A code that can be chosen, and what it means."""

    code: str
    label: Mapping[str, str]
    definition: Mapping[str, str]

    @property
    def option(self) -> str:
        """The choice as a form shows it: the code, then its label in both languages."""
        english, french = self.label["en"], typeset(self.label["fr"], "fr")
        return f"{self.code} — {english}" if english == french else f"{self.code} — {english} · {french}"


def choices(key: str, reference: Reference) -> list[Choice]:
    """The codes that answer a question, in the order in which they are shown.

    A mode stands with its type, ``CONSULT phone``, since types share modes."""
    book = load_codebook()
    partners = [
        Choice(code, {"en": row.name.en, "fr": row.name.fr}, {})
        for code, row in sorted(reference.partners.items())
        if code != FOCUS
    ]
    match key:
        case "toward" | "away" | "neutral":
            return partners
        case "initiator":
            niger = Choice(FOCUS, {"en": "Niger", "fr": "Niger"}, {})
            return [niger, *map(_choice, book["initiator"].values()), *partners]
        case "mode":
            return [
                Choice(f"{kind} {mode.code}", mode.label, mode.definition)
                for kind, modes in book.modes.items()
                for mode in modes.values()
            ]
        case _:
            return [_choice(term) for term in book["domain" if key == "domains" else key].values()]


def _choice(term: Term) -> Choice:
    return Choice(term.code, term.label, term.definition)
