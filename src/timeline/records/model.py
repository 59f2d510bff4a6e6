"""What a record is: the one description from which reading, editor schema and layout are made.

The order of the fields is the canonical order of a file's keys. Codes come from the codebook at import,
so that the C decoder checks them while it reads; type checkers see plain ``str``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, TypeVar

from msgspec import UNSET, Meta, Struct, UnsetType

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


class _Strict(Struct, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """Unknown keys are refused; a key that is absent is absent in what is written.

    ``gc=False``: records hold no cycles, so that the collector need not search ten thousand of them."""


class BilingualTitle(_Strict):
    en: Annotated[Title, Meta(title="English", description="At most 90 characters, no full stop.")]
    fr: Annotated[Title, Meta(title="French", description="At most 90 characters, no full stop.")]


class BilingualText(_Strict):
    en: Annotated[Text, Meta(title="English")]
    fr: Annotated[Text, Meta(title="French")]


class Place(_Strict):
    name: Annotated[Text, Meta(description="English name, as in data/reference/places.yaml.", examples=["Niamey"])]
    country: Annotated[
        PartnerCode | UnsetType, Meta(description="ISO 3166-1 alpha-3 code of the country.", examples=["NER"])
    ] = UNSET


class Amount(_Strict):
    value: Annotated[float, Meta(gt=0, le=1e18, description="A number, without separators.")]
    unit: Annotated[UnitCode, Meta(description="ISO 4217 for money (USD, EUR, XOF), otherwise a unit of the codebook.")]


class Review(_Strict):
    on: Annotated[DateText, Meta(description="Day of the second reading.", examples=["2026-11-24"])]
    outcome: Annotated[OutcomeCode, Meta(description="What the second reading found.")]


class Source(_Strict):
    url: Annotated[UrlText, Meta(description="Address of the page, http or https.", examples=["https://example.org/a"])]
    publisher: Annotated[
        Text,
        Meta(description="The outlet of the page, as in data/reference/publishers.yaml.", examples=["Le Sahel"]),
    ]
    title: Annotated[Text | UnsetType, Meta(description="The page's title; left out where it was not seen.")] = UNSET
    published: Annotated[
        DateText | UnsetType, Meta(description="When the page was published; left out where not seen.")
    ] = UNSET
    language: Annotated[LanguageCode | UnsetType, Meta(description="Language of the page, ISO 639-1.")] = UNSET
    agency: Annotated[
        Text | UnsetType,
        Meta(description="The news agency whose report the page reprints.", examples=["AFP"]),
    ] = UNSET
    supports: Annotated[list[SupportCode], Meta(description="What of the record this page supports.")] = []
    archive_url: Annotated[
        UrlText | UnsetType,
        Meta(
            description="A copy of this page at a web archive, for the day on which the page itself is gone.",
            examples=["https://web.archive.org/web/20240327101112/https://example.org/a"],
        ),
    ] = UNSET


class Evidence(_Strict):
    field: Annotated[Text, Meta(description="The field of this record that was read there.")]
    start: Annotated[int, Meta(ge=0, description="First character of the words, counted from 0.")]
    end: Annotated[int, Meta(ge=0, description="Character after the last one of the words.")]


class Record(_Strict):
    """One event: what happened between Niger and its partners, and who says so."""

    date: Annotated[
        DateText,
        Meta(description="When the act took place, EDTF: a day, month, year, interval a/b, one of [a..b], ~ ?."),
    ]
    title: Annotated[BilingualTitle, Meta(description="A headline in our own words, in both languages.")]
    summary: Annotated[BilingualText, Meta(description="One to three sentences, each supported by a source.")]
    partners: Annotated[
        dict[PartnerCode, OrientationCode],
        Meta(
            min_length=1,
            description="Each partner, and what the act does between Niger and it.",
            examples=[{"RUS": "toward"}],
        ),
    ]
    initiator: Annotated[
        str,
        Meta(min_length=2, description="Who acted: NER, a partner code, joint or non-state.", examples=["NER"]),
    ]
    event_type: Annotated[EventTypeCode, Meta(description="PLOVER event type: what happened.")]
    act: Annotated[ActCode, Meta(description="The concrete form of the act.")]
    domains: Annotated[list[DomainCode], Meta(min_length=1, description="The fields of policy concerned.")]
    status: Annotated[StatusCode, Meta(description="How far the act had come.")]
    significance: Annotated[int, Meta(ge=1, le=3, description="1 routine, 2 notable, 3 turning point.")]
    origin: Annotated[OriginCode, Meta(description="How the record came about.")]
    sources: Annotated[list[Source], Meta(min_length=1, description="The pages that support the record.")]
    mode: Annotated[ModeCode | UnsetType, Meta(description="PLOVER mode of the type: how it happened.")] = UNSET
    people: Annotated[list[Text], Meta(description="Persons who acted, without ranks.")] = []
    organisations: Annotated[list[Text], Meta(description="Companies, agencies and groups concerned.")] = []
    place: Annotated[Place | UnsetType, Meta(description="Where it happened.")] = UNSET
    amounts: Annotated[list[Amount], Meta(description="Sums and quantities.")] = []
    related: Annotated[
        dict[EventId, RelationCode],
        Meta(description="Earlier events that this one follows, answers or undoes."),
    ] = {}
    starts: Annotated[list[SpellId], Meta(description="Spells that begin with this event.")] = []
    ends: Annotated[list[SpellId], Meta(description="Spells that end with this event.")] = []
    note: Annotated[Text | UnsetType, Meta(description="Doubts, and where sources disagree.")] = UNSET
    reviewed: Annotated[Review | UnsetType, Meta(description="The second reading.")] = UNSET
    distinct_from: Annotated[list[EventId], Meta(description="Look-alikes that are other events.")] = []
    former_ids: Annotated[list[EventId], Meta(description="Ids that this event had in earlier releases.")] = []
    evidence: Annotated[list[Evidence], Meta(description="Where a parsed record's fields were read.")] = []
    text_sha256: Annotated[
        Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")] | UnsetType,
        Meta(description="SHA-256 of the parsed article's normalised text."),
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
