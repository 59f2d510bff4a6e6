"""The tables' columns: one pandera model each, from which Arrow schemas and table schemas are made.

A column's annotation is its pandas dtype; its ``metadata`` carries the Arrow type and the vocabulary."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

import pandas as pd
import pandera.pandas as pa_
import pyarrow as pa
from pandera.api.dataframe.model_config import BaseConfig
from pandera.engines.pandas_engine import DateTime

from timeline.codebook import load_codebook

_WORDS = pa.list_(pa.string())
_AMOUNTS = pa.list_(pa.struct([("value", pa.float64()), ("unit", pa.string())]))
_RELATED = pa.list_(pa.struct([("event_id", pa.string()), ("relation", pa.string())]))
_EVIDENCE = pa.list_(pa.struct([("field", pa.string()), ("start", pa.int32()), ("end", pa.int32())]))
CODE = pa.dictionary(pa.int16(), pa.string())
Day = Annotated[DateTime, {}, "ms", None, False, {}]


def _field(arrow: pa.DataType, description: str, *, vocabulary: str | None = None, **checks: Any) -> Any:
    return pa_.Field(description=description, metadata={"arrow": arrow, "vocabulary": vocabulary}, **checks)


def _text(description: str, **checks: Any) -> Any:
    return _field(pa.string(), description, **checks)


def _code(description: str, vocabulary: str, **checks: Any) -> Any:
    book = load_codebook()
    known = book.mode_codes() if vocabulary == "mode" else book.codes(vocabulary)
    return _field(CODE, description, vocabulary=vocabulary, isin=list(known), **checks)


def _day(description: str, **checks: Any) -> Any:
    return _field(pa.timestamp("ms"), description, **checks)


def _words(description: str, arrow: pa.DataType = _WORDS) -> Any:
    return _field(arrow, description)


class _Table(pa_.DataFrameModel):
    class Config(BaseConfig):  # pyright: ignore[reportIncompatibleVariableOverride]
        strict = True
        ordered = True


class Events(_Table):
    """One row an event."""

    event_id: str = _text("Permanent id: year and month, partner, a few words.", unique=True)
    date_start: Day = _day("First day that the act may have begun.")
    date_end: Day = _day("Last day that the act may have ended.")
    date_plot: Day = _day("Where a mark stands: the start, or the middle of a range whose day is unknown.")
    date_plot_end: Day = _day("Where a mark ends: later than date_plot only for an act that lasted.")
    date_precision: pd.CategoricalDtype = _code("How exactly the date is known.", "date_precision")
    date_approximate: bool = _field(pa.bool_(), "The date is marked as approximate (~).")
    date_uncertain: bool = _field(pa.bool_(), "The date is marked as uncertain (?).")
    date_edtf: str = _text("The date as written in the record, EDTF (ISO 8601-2).")
    title_en: str = _text("Headline in English.")
    title_fr: str = _text("Headline in French.")
    summary_en: str = _text("What happened, in English.")
    summary_fr: str = _text("What happened, in French.")
    initiator: str = _text("Who acted: NER, a partner code, joint or non-state.")
    event_type: pd.CategoricalDtype = _code("PLOVER event type.", "event_type")
    mode: pd.CategoricalDtype = _code("PLOVER mode of the type, where one fits.", "mode", nullable=True)
    act: pd.CategoricalDtype = _code("The concrete form of the act.", "act")
    quad_class: pd.CategoricalDtype = _code("Quad class of the type (derived).", "quad_class")
    plover_score: float = _field(
        pa.float64(), "Conflict (-10) to cooperation (+10): the mode's PLOVER score, else the type's (derived).",
        ge=-10, le=10,
    )  # fmt: skip
    domains: object = _words("Fields of policy concerned.")
    status: pd.CategoricalDtype = _code("How far the act had come.", "status")
    significance: int = _field(pa.int64(), "1 routine, 2 notable, 3 turning point.", isin=[1, 2, 3])
    people: object = _words("Persons who acted.")
    organisations: object = _words("Companies, agencies and groups concerned.")
    place_name: str = _text("Where it happened, English name.", nullable=True)
    place_country: str = _text("Country of the place, ISO 3166-1 alpha-3.", nullable=True)
    latitude: float = _field(pa.float64(), "Degrees north, from the table of places.", nullable=True, ge=-90, le=90)
    longitude: float = _field(pa.float64(), "Degrees east, from the table of places.", nullable=True, ge=-180, le=180)
    amounts: object = _words("Sums and quantities: value and unit.", _AMOUNTS)
    related: object = _words("Earlier events of the same story: event_id and relation.", _RELATED)
    starts: object = _words("Spells that begin with the event.")
    ends: object = _words("Spells that end with the event.")
    origin: pd.CategoricalDtype = _code("How the record came about.", "origin")
    n_sources: int = _field(pa.int64(), "Pages listed (derived).", ge=1)
    n_publishers: int = _field(
        pa.int64(), "Independent voices: publishers, or agencies that pages reprint; no aggregators (derived).",
        ge=0,
    )  # fmt: skip
    corroboration: pd.CategoricalDtype = _code(
        "How many independent voices, of how many countries (derived).", "corroboration"
    )
    note: str = _text("Doubts, and where sources disagree.", nullable=True)
    reviewed_on: Day = _day("Day of the second reading.", nullable=True)
    review_outcome: pd.CategoricalDtype = _code("What the second reading found.", "review_outcome", nullable=True)
    distinct_from: object = _words("Look-alikes that are other events.")
    former_ids: object = _words("Ids that the event had in earlier releases.")
    evidence: object = _words("Where a parsed record's fields were read: field, start, end.", _EVIDENCE)
    text_sha256: str = _text("SHA-256 of the parsed article's normalised text.", nullable=True)


class Participants(_Table):
    """One row an event and partner."""

    event_id: str = _text("The event.")
    partner: str = _text("The partner's code.")
    orientation: pd.CategoricalDtype = _code("What the act does between Niger and this partner.", "orientation")
    is_initiator: bool = _field(pa.bool_(), "The partner acted, alone or jointly with Niger.")
    partner_en: str = _text("The partner's name in English.")
    partner_fr: str = _text("The partner's name in French.")
    partner_kind: pd.CategoricalDtype = _code("What the partner is.", "partner_kind")
    bloc: pd.CategoricalDtype = _code("The bloc it is counted with.", "bloc", nullable=True)


class Sources(_Table):
    """One row an event and page."""

    event_id: str = _text("The event.")
    position: int = _field(pa.int64(), "Place of the page in the record's list, from 0.", ge=0)
    url: str = _text("Address of the page.")
    publisher: str = _text("The outlet of the page.")
    publisher_country: str = _text(
        "Where the outlet is based: ISO 3166-1 alpha-3 or an organisation's code.", nullable=True
    )
    publisher_kind: pd.CategoricalDtype = _code("What the outlet is.", "publisher_kind", nullable=True)
    agency: str = _text("The news agency whose report the page reprints.", nullable=True)
    voice: str = _text(
        "Whose word it is: the agency, else the publisher; none for a mere aggregator (derived).",
        nullable=True,
    )
    voice_country: str = _text("The voice's country (derived).", nullable=True)
    title: str = _text("The page's title, where it was seen.", nullable=True)
    published_edtf: str = _text("When the page was published, as far as seen, EDTF.", nullable=True)
    published: Day = _day("First day that the page may have been published.", nullable=True)
    language: pd.CategoricalDtype = _code("Language of the page, ISO 639-1.", "language", nullable=True)
    supports: object = _words("What of the record the page supports.")
    archive_url: str = _text("An archived copy of the page.", nullable=True)


class Spells(_Table):
    """One row a presence with a start and an end."""

    spell_id: str = _text("Id of the spell.", unique=True)
    kind: pd.CategoricalDtype = _code("What kind of presence.", "spell_kind")
    partner: str = _text("The partner's code.")
    name_en: str = _text("Name in English.")
    name_fr: str = _text("Name in French.")
    first_event: str = _text("The event that starts it, if the dataset has it.", nullable=True)
    last_event: str = _text("The event that ends it, if it ended.", nullable=True)
    start: Day = _day("Where the bar begins.", nullable=True)
    end: Day = _day("Where the bar ends; empty while it lasts.", nullable=True)
    start_precision: pd.CategoricalDtype = _code("How exactly the start is known.", "date_precision", nullable=True)
    end_precision: pd.CategoricalDtype = _code("How exactly the end is known.", "date_precision", nullable=True)
    ongoing: bool = _field(pa.bool_(), "No end is known.")
    note: str = _text("What a reader should know.", nullable=True)


class Partners(_Table):
    """One row a state, organisation or body that Niger deals with; Niger included."""

    partner: str = _text("Code: ISO 3166-1 alpha-3, or the usual acronym of a body.", unique=True)
    name_en: str = _text("Name in English.")
    name_fr: str = _text("Name in French.")
    kind: pd.CategoricalDtype = _code("What it is.", "partner_kind")
    bloc: pd.CategoricalDtype = _code("The bloc it is counted with.", "bloc", nullable=True)
    region: pd.CategoricalDtype = _code("Region of the world.", "region", nullable=True)
    capital: str = _text("Capital or seat.", nullable=True)
    demonyms_en: object = _words("Adjectives and inhabitants in English.")
    demonyms_fr: object = _words("Adjectives and inhabitants in French.")
    wikidata: str = _text("Wikidata id, where certain.", nullable=True)


class Places(_Table):
    """One row a place."""

    name_en: str = _text("Name in English.")
    name_fr: str = _text("Name in French.")
    country: str = _text("ISO 3166-1 alpha-3.")
    latitude: float = _field(pa.float64(), "Degrees north.", ge=-90, le=90)
    longitude: float = _field(pa.float64(), "Degrees east.", ge=-180, le=180)
    geonames: pd.Int64Dtype = _field(pa.int64(), "GeoNames id.", nullable=True)
    approximate: bool = _field(pa.bool_(), "Coordinates of the nearest listed town, or of a region's middle.")


class Publishers(_Table):
    """One row an outlet."""

    publisher: str = _text("The outlet's usual name.", unique=True)
    country: str = _text("Where it is based: ISO 3166-1 alpha-3 or an organisation's code.", nullable=True)
    kind: pd.CategoricalDtype = _code("What it is.", "publisher_kind")
    domains: object = _words("Its addresses on the web.")
    certain: bool = _field(pa.bool_(), "Country and kind are certain.")


class People(_Table):
    """One row a person."""

    person: str = _text("Canonical spelling, without rank.", unique=True)
    country: str = _text("Whom the person acts for: partner code.", nullable=True)
    role_en: str = _text("Role in English.", nullable=True)
    role_fr: str = _text("Role in French.", nullable=True)
    aliases: object = _words("Other spellings.")
    wikidata: str = _text("Wikidata id, where certain.", nullable=True)


class Organisations(_Table):
    """One row a company, agency or group."""

    organisation: str = _text("Canonical name.", unique=True)
    country: str = _text("Home state: partner code.", nullable=True)
    sector: pd.CategoricalDtype = _code("Main field of activity.", "domain", nullable=True)
    aliases: object = _words("Other spellings and former names.")
    wikidata: str = _text("Wikidata id, where certain.", nullable=True)


MODELS: Mapping[str, type[_Table]] = {
    "events": Events,
    "participants": Participants,
    "sources": Sources,
    "spells": Spells,
    "partners": Partners,
    "places": Places,
    "publishers": Publishers,
    "people": People,
    "organisations": Organisations,
}
