"""The loaders: the dataset's tables as pandas DataFrames, typed and ready to filter, group and plot."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pandas as pd
import pyarrow.parquet as pq

from timeline.errors import DataNotFoundError, UnknownValueError
from timeline.paths import data_dir

Lang = Literal["en", "fr"]
_BILINGUAL = ("title", "summary", "partner", "name", "role", "demonyms")


def read_table(name: str, *, folder: Path | None = None) -> pd.DataFrame:
    """One table's Parquet file as pandas; raises DataNotFoundError where it has not been built."""
    path = (folder or data_dir()) / f"{name}.parquet"
    if not path.is_file():
        raise DataNotFoundError(
            f"{path.name} is not in {path.parent}",
            remedy="run `make data` in the checkout, or install the package from a release",
        )
    return pq.read_table(path).to_pandas()


def load_events(
    *,
    partner: str | None = None,
    since: str | pd.Timestamp | None = None,
    until: str | pd.Timestamp | None = None,
    domain: str | None = None,
    event_type: str | None = None,
    significance: int | None = None,
    lang: Lang | None = None,
) -> pd.DataFrame:
    """The events, one row each, in the order of their dates.

    ``partner`` keeps events with that partner (a code: RUS, FRA, ECOWAS); ``since`` and ``until`` those that
    may have taken place on or after, on or before a day; ``domain`` and ``event_type`` those of a code of the
    codebook; ``significance`` those of at least that level. With ``lang`` the columns ``title`` and ``summary``
    hold that language alone, else ``title_en``, ``title_fr`` and so on hold both.

    Columns: see ``schemas/tables/events.json``, or ``timeline.describe("events")``. Lists (domains, people …)
    are arrays, codes are categoricals, days are timestamps without time zone.

    >>> import timeline
    >>> events = timeline.load_events(partner="RUS", since="2024-03-01", until="2024-03-31", lang="en")
    >>> "2024-03-rus-tiani-putin-call" in set(events["event_id"])
    True
    """
    events = read_table("events")
    keep = pd.Series(data=True, index=events.index)
    if since is not None:
        keep &= events["date_end"] >= pd.Timestamp(since)
    if until is not None:
        keep &= events["date_start"] <= pd.Timestamp(until)
    if event_type is not None:
        keep &= events["event_type"] == _known(event_type, "event type", events["event_type"].cat.categories)
    if significance is not None:
        keep &= events["significance"] >= significance
    if domain is not None:
        from timeline.codebook import load_codebook

        code = _known(domain, "domain", load_codebook().codes("domain"))
        keep &= pd.Series([code in domains for domains in events["domains"]], index=events.index)
    if partner is not None:
        participants = read_table("participants")
        code = _known(partner, "partner with events", sorted(participants["partner"].unique()))
        keep &= events["event_id"].isin(participants.loc[participants["partner"] == code, "event_id"])
    if not keep.all():
        events = events.loc[keep].reset_index(drop=True)
    return in_language(events, lang)


def load_participants(*, lang: Lang | None = None) -> pd.DataFrame:
    """One row an event and partner: orientation, who acted, the partner's name, kind and bloc.

    >>> import timeline
    >>> sorted(timeline.load_participants()["orientation"].unique())
    ['away', 'neutral', 'toward']
    """
    return in_language(read_table("participants"), lang)


def load_sources() -> pd.DataFrame:
    """One row an event and page: address, outlet, agency, date, language, and what the page supports."""
    return read_table("sources")


def load_spells(*, lang: Lang | None = None) -> pd.DataFrame:
    """One row a presence with a start and an end: forces, bases, embassies, concessions, sanctions, memberships."""
    return in_language(read_table("spells"), lang)


def load_partners(*, lang: Lang | None = None) -> pd.DataFrame:
    """One row a partner: code, names, kind, bloc, region, capital, Wikidata id."""
    return in_language(read_table("partners"), lang)


def load_places(*, lang: Lang | None = None) -> pd.DataFrame:
    """One row a place: names, country, coordinates, GeoNames id."""
    return in_language(read_table("places"), lang)


def load_publishers() -> pd.DataFrame:
    """One row an outlet: country, kind, domains."""
    return read_table("publishers")


def load_people(*, lang: Lang | None = None) -> pd.DataFrame:
    """One row a person: canonical spelling, role, whom they act for, other spellings."""
    return in_language(read_table("people"), lang)


def load_organisations() -> pd.DataFrame:
    """One row a company, agency or group: home state, sector, other names."""
    return read_table("organisations")


def in_language(table: pd.DataFrame, lang: Lang | None) -> pd.DataFrame:
    """A table whose bilingual columns (``title_en``, ``title_fr``) are one column of one language (``title``)."""
    if lang is None:
        return table
    if lang not in ("en", "fr"):
        raise UnknownValueError(f"the dataset has no language {lang!r}", remedy="use lang='en' or lang='fr'")
    other = "fr" if lang == "en" else "en"
    pairs = [stem for stem in _BILINGUAL if f"{stem}_{lang}" in table.columns]
    # a partner's code is called partner already
    names = {f"{stem}_{lang}": "partner_name" if stem == "partner" else stem for stem in pairs}
    return table.drop(columns=[f"{stem}_{other}" for stem in pairs]).rename(columns=names)


def describe(table: str, *, lang: Lang = "en") -> pd.DataFrame:
    """The columns of a table: name, type, meaning in English or French.

    >>> import timeline
    >>> timeline.describe("participants").loc[2, "meaning"]
    'What the act does between Niger and this partner.'
    >>> timeline.describe("participants", lang="fr").loc[2, "meaning"]
    "Ce que l'acte change entre le Niger et ce partenaire."
    """
    path = data_dir() / f"{table}.parquet"
    if not path.is_file():
        known = sorted(file.stem for file in data_dir().glob("*.parquet"))
        raise UnknownValueError(f"there is no table {table!r}", remedy=f"use one of {', '.join(known)}")
    if lang not in ("en", "fr"):
        raise UnknownValueError(f"the columns are not explained in {lang!r}", remedy="use lang='en' or lang='fr'")
    schema = pq.read_schema(path)
    if lang == "fr":
        from timeline.tables.meanings import french

        meanings = [french(table, name) for name in schema.names]
    else:
        meanings = [(field.metadata or {}).get(b"description", b"").decode() for field in schema]
    return pd.DataFrame({"column": schema.names, "type": [str(field.type) for field in schema], "meaning": meanings})


def _known(value: str, what: str, known: object) -> str:
    codes = [str(code) for code in known]  # pyright: ignore[reportGeneralTypeIssues]
    if value in codes:
        return value
    import difflib

    near = difflib.get_close_matches(value.upper(), [code.upper() for code in codes], n=3, cutoff=0.5)
    hints = codes if len(codes) <= 20 else [code for code in codes if code.upper() in near] or codes
    remedy = f"use one of {', '.join(hints)}"
    raise UnknownValueError(f"{value!r} is no {what}", remedy=remedy)
