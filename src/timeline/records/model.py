"""What a record is: the one description from which reading, editor schema and layout are made.

The order of the fields is the canonical order of a file's keys. Codes come from the codebook at import,
so that the C decoder checks them while it reads; type checkers see plain ``str``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar

from msgspec import UNSET, Meta, Struct, UnsetType

from timeline.bilingual import Said
from timeline.codebook import load_codebook

_book = load_codebook()

if TYPE_CHECKING:
    ActCode = DomainCode = EventTypeCode = LanguageCode = ModeCode = OrientationCode = str
    OriginCode = OutcomeCode = RelationCode = StatusCode = SupportCode = UnitCode = str
else:
    ActCode = Literal[_book.codes("act")]
    DomainCode = Literal[_book.codes("domain")]
    EventTypeCode = Literal[_book.codes("event_type")]
    LanguageCode = Literal[_book.codes("language")]
    ModeCode = Literal[_book.mode_codes()]
    OrientationCode = Literal[_book.codes("orientation")]
    OriginCode = Literal[_book.codes("origin")]
    OutcomeCode = Literal[_book.codes("review_outcome")]
    RelationCode = Literal[_book.codes("relation")]
    StatusCode = Literal[_book.codes("status")]
    SupportCode = Literal[_book.codes("support")]
    UnitCode = Literal[_book.codes("unit")]


def _explained(en: str, fr: str, **checks: Any) -> Meta:
    """What editors show of a field, in both languages since a schema has one text for all, and what it must satisfy."""
    return Meta(description=Said(en, fr).both, **checks)


T = TypeVar("T")
EVENT_ID = r"^[0-9]{4}(-[0-9]{2})?(-[a-z0-9]+)+$"
_SOME_TEXT = r"\S"

Text = Annotated[str, Meta(min_length=1, pattern=_SOME_TEXT)]
Title = Annotated[str, Meta(min_length=1, max_length=90, pattern=_SOME_TEXT)]
PartnerCode = Annotated[str, Meta(pattern=r"^[A-Z][A-Z0-9]{1,9}$", examples=["RUS", "FRA", "ECOWAS"])]
EventId = Annotated[str, Meta(pattern=EVENT_ID, examples=["2024-03-rus-tiani-putin-call"])]
SpellId = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", examples=["fra-forces"])]
DateText = Annotated[str, Meta(min_length=1, examples=["2024-03-26", "2024-03", "2024-03-01/2024-03-04"])]
UrlText = Annotated[str, Meta(min_length=1, max_length=2000, pattern=_SOME_TEXT)]
# a blank text is left to the rules (`url-form`, `text-filled`) and to editors: a pattern is Python's work, page by page
_TOLD = {"pattern": _SOME_TEXT}
PageText = Annotated[str, Meta(min_length=1, extra_json_schema=_TOLD)]
PageUrl = Annotated[str, Meta(min_length=1, max_length=2000, extra_json_schema=_TOLD)]


#: What editors call the parts of a record.
TITLES: Mapping[str, Said] = {
    "Record": Said("Event record", "Fiche d'un événement"),
    "BilingualTitle": Said("Title in both languages", "Titre dans les deux langues"),
    "BilingualText": Said("Text in both languages", "Texte dans les deux langues"),
    "Place": Said("Place", "Lieu"),
    "Amount": Said("Amount", "Montant"),
    "Review": Said("Second reading", "Seconde lecture"),
    "Source": Said("Source", "Source"),
    "Evidence": Said("Evidence", "Passage lu"),
}


class _Strict(Struct, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """Unknown keys are refused; a key that is absent is absent in what is written.

    ``gc=False``: records hold no cycles, so that the collector need not search ten thousand of them."""


class BilingualTitle(_Strict):
    en: Annotated[
        Title,
        _explained(
            "At most 90 characters, no full stop.",
            "90 caractères au plus, sans point final.",
            title="English · anglais",
        ),
    ]
    fr: Annotated[
        Title,
        _explained(
            "At most 90 characters, no full stop.",
            "90 caractères au plus, sans point final.",
            title="French · français",
        ),
    ]


class BilingualText(_Strict):
    en: Annotated[Text, Meta(title="English · anglais")]
    fr: Annotated[Text, Meta(title="French · français")]


class Place(_Strict):
    name: Annotated[
        Text,
        _explained(
            "English name, as in data/reference/places.yaml.",
            "Nom anglais, comme dans data/reference/places.yaml.",
            examples=["Niamey"],
        ),
    ]
    country: Annotated[
        PartnerCode | UnsetType,
        _explained("ISO 3166-1 alpha-3 code of the country.", "Code ISO 3166-1 alpha-3 du pays.", examples=["NER"]),
    ] = UNSET


class Amount(_Strict):
    value: Annotated[float, _explained("A number, without separators.", "Un nombre, sans séparateurs.", gt=0, le=1e18)]
    unit: Annotated[
        UnitCode,
        _explained(
            "ISO 4217 for money (USD, EUR, XOF), otherwise a unit of the codebook.",
            "ISO 4217 pour l'argent (USD, EUR, XOF), sinon une unité du codebook.",
        ),
    ]


class Review(_Strict):
    on: Annotated[
        DateText, _explained("Day of the second reading.", "Jour de la seconde lecture.", examples=["2026-11-24"])
    ]
    outcome: Annotated[
        OutcomeCode, _explained("What the second reading found.", "Ce que la seconde lecture a constaté.")
    ]


class Source(_Strict):
    url: Annotated[
        PageUrl,
        _explained(
            "Address of the page, http or https.",
            "Adresse de la page, http ou https.",
            examples=["https://example.org/a"],
        ),
    ]
    publisher: Annotated[
        PageText,
        _explained(
            "The outlet of the page, as in data/reference/publishers.yaml.",
            "Le média de la page, comme dans data/reference/publishers.yaml.",
            examples=["Le Sahel"],
        ),
    ]
    title: Annotated[
        PageText | UnsetType,
        _explained(
            "The page's title; left out where it was not seen.", "Le titre de la page ; omis s'il n'a pas été vu."
        ),
    ] = UNSET
    published: Annotated[
        DateText | UnsetType,
        _explained(
            "When the page was published; left out where not seen.",
            "Quand la page a été publiée ; omis si ce n'est pas connu.",
        ),
    ] = UNSET
    language: Annotated[
        LanguageCode | UnsetType, _explained("Language of the page, ISO 639-1.", "Langue de la page, ISO 639-1.")
    ] = UNSET
    agency: Annotated[
        Text | UnsetType,
        _explained(
            "The news agency whose report the page reprints.",
            "L'agence de presse dont la page reprend la dépêche.",
            examples=["AFP"],
        ),
    ] = UNSET
    supports: Annotated[
        list[SupportCode], _explained("What of the record this page supports.", "Ce que cette page étaie de la fiche.")
    ] = []
    archive_url: Annotated[
        UrlText | UnsetType,
        _explained(
            "A copy of this page at a web archive, for the day on which the page itself is gone.",
            "Une copie de cette page dans une archive du web, pour le jour où la page aura disparu.",
            examples=["https://web.archive.org/web/20240327101112/https://example.org/a"],
        ),
    ] = UNSET


class Evidence(_Strict):
    field: Annotated[
        Text, _explained("The field of this record that was read there.", "Le champ de cette fiche qui y a été lu.")
    ]
    start: Annotated[
        int,
        _explained(
            "First character of the words, counted from 0.", "Premier caractère des mots, compté à partir de 0.", ge=0
        ),
    ]
    end: Annotated[
        int, _explained("Character after the last one of the words.", "Caractère qui suit le dernier des mots.", ge=0)
    ]


class Record(_Strict):
    """One event: what happened between Niger and its partners, and who says so."""

    date: Annotated[
        DateText,
        _explained(
            "When the act took place, EDTF: a day, month, year, interval a/b, one of [a..b], ~ ?.",
            "Quand l'acte a eu lieu, en EDTF : un jour, un mois, une année, un intervalle a/b, un de [a..b], ~ ?.",
        ),
    ]
    title: Annotated[
        BilingualTitle,
        _explained("A headline in our own words, in both languages.", "Un titre avec nos mots, dans les deux langues."),
    ]
    summary: Annotated[
        BilingualText,
        _explained(
            "One to three sentences, each supported by a source.", "Une à trois phrases, chacune étayée par une source."
        ),
    ]
    partners: Annotated[
        dict[PartnerCode, OrientationCode],
        _explained(
            "Each partner, and what the act does between Niger and it.",
            "Chaque partenaire, et ce que fait l'acte entre le Niger et lui.",
            min_length=1,
            examples=[{"RUS": "toward"}],
        ),
    ]
    initiator: Annotated[
        str,
        _explained(
            "Who acted: NER, a partner code, joint or non-state.",
            "Qui a agi : NER, le code d'un partenaire, joint ou non-state.",
            min_length=2,
            examples=["NER"],
        ),
    ]
    event_type: Annotated[
        EventTypeCode, _explained("PLOVER event type: what happened.", "Type d'événement PLOVER : ce qui s'est passé.")
    ]
    act: Annotated[ActCode, _explained("The concrete form of the act.", "La forme concrète de l'acte.")]
    domains: Annotated[
        list[DomainCode], _explained("The fields of policy concerned.", "Les domaines concernés.", min_length=1)
    ]
    status: Annotated[StatusCode, _explained("How far the act had come.", "Où en était l'acte.")]
    significance: Annotated[
        int, _explained("1 routine, 2 notable, 3 turning point.", "1 ordinaire, 2 notable, 3 tournant.", ge=1, le=3)
    ]
    origin: Annotated[OriginCode, _explained("How the record came about.", "Comment la fiche est née.")]
    sources: Annotated[
        list[Source],
        _explained("The pages that support the record.", "Les pages sur lesquelles repose la fiche.", min_length=1),
    ]
    mode: Annotated[
        ModeCode | UnsetType,
        _explained("PLOVER mode of the type: how it happened.", "Mode PLOVER du type : comment cela s'est passé."),
    ] = UNSET
    people: Annotated[
        list[Text], _explained("Persons who acted, without ranks.", "Personnes qui ont agi, sans leur grade.")
    ] = []
    organisations: Annotated[
        list[Text],
        _explained("Companies, agencies and groups concerned.", "Entreprises, agences et groupes concernés."),
    ] = []
    place: Annotated[Place | UnsetType, _explained("Where it happened.", "Où cela s'est passé.")] = UNSET
    amounts: Annotated[list[Amount], _explained("Sums and quantities.", "Montants et quantités.")] = []
    related: Annotated[
        dict[EventId, RelationCode],
        _explained(
            "Earlier events that this one follows, answers or undoes.",
            "Événements antérieurs auxquels celui-ci fait suite ou répond, ou qu'il annule.",
        ),
    ] = {}
    starts: Annotated[
        list[SpellId], _explained("Spells that begin with this event.", "Présences qui commencent par cet événement.")
    ] = []
    ends: Annotated[
        list[SpellId], _explained("Spells that end with this event.", "Présences qui s'achèvent par cet événement.")
    ] = []
    note: Annotated[
        Text | UnsetType, _explained("Doubts, and where sources disagree.", "Doutes, et désaccords entre les sources.")
    ] = UNSET
    reviewed: Annotated[Review | UnsetType, _explained("The second reading.", "La seconde lecture.")] = UNSET
    distinct_from: Annotated[
        list[EventId], _explained("Look-alikes that are other events.", "Événements ressemblants, mais autres.")
    ] = []
    former_ids: Annotated[
        list[EventId],
        _explained(
            "Ids that this event had in earlier releases.",
            "Identifiants que cet événement a eus dans des versions antérieures.",
        ),
    ] = []
    evidence: Annotated[
        list[Evidence],
        _explained(
            "Where a parsed record's fields were read.", "Où les champs d'une fiche issue d'un article ont été lus."
        ),
    ] = []
    text_sha256: Annotated[
        Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")] | UnsetType,
        _explained("SHA-256 of the parsed article's normalised text.", "SHA-256 du texte normalisé de l'article lu."),
    ] = UNSET


KEY_ORDER = (
    "date", "title", "summary", "partners", "initiator", "event_type", "mode", "act", "domains", "status",
    "significance", "people", "organisations", "place", "amounts", "related", "starts", "ends", "origin", "sources",
    "note", "reviewed", "distinct_from", "former_ids", "evidence", "text_sha256",
)  # fmt: skip
SOURCE_KEY_ORDER = Source.__struct_fields__


def or_none(value: T | UnsetType) -> T | None:
    """An optional field as tables hold it."""
    return None if value is UNSET else value
