"""What the dataset is: name, version, authors, licences, coverage. Its only place is ``data/dataset.yaml``."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Annotated, Any

import msgspec
import yaml_rs
from msgspec import Meta, Struct

from timeline.errors import TimelineError
from timeline.paths import data_dir

SemVer = Annotated[str, Meta(pattern=r"^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z.-]+)?$")]
Doi = Annotated[str, Meta(pattern=r"^10\.\d{4,9}/\S+$")]
Address = Annotated[str, Meta(pattern=r"^https://\S+$")]


class Bilingual(Struct, frozen=True, forbid_unknown_fields=True):
    """A text in both languages; ``text["fr"]`` is the French one."""

    en: str
    fr: str

    def __getitem__(self, lang: str) -> str:
        return getattr(self, lang)


class Keywords(Struct, frozen=True, forbid_unknown_fields=True):
    """Keywords in both languages."""

    en: list[str]
    fr: list[str]

    def __getitem__(self, lang: str) -> list[str]:
        return getattr(self, lang)


class Author(Struct, frozen=True, forbid_unknown_fields=True):
    """A person (``given``, ``family``) or a body (``name``)."""

    name: str | None = None
    given: str | None = None
    family: str | None = None
    orcid: Annotated[str, Meta(pattern=r"^https://orcid\.org/(\d{4}-){3}\d{3}[\dX]$")] | None = None

    @property
    def is_person(self) -> bool:
        return self.family is not None

    @property
    def full_name(self) -> str:
        """As one writes it: given name first."""
        return self.name or f"{self.given or ''} {self.family}".strip()

    @property
    def sorted_name(self) -> str:
        """As a list of references has it: family name first."""
        return self.name or ", ".join(part for part in (self.family, self.given) if part)


class Licence(Struct, frozen=True, forbid_unknown_fields=True):
    """A licence: its SPDX identifier, its address, its name."""

    id: str
    url: Address
    title: Bilingual


class Licences(Struct, frozen=True, forbid_unknown_fields=True):
    """The licences of data and code."""

    data: Licence
    code: Licence


class Temporal(Struct, frozen=True, forbid_unknown_fields=True):
    """First and last day covered."""

    start: date
    end: date


class Spatial(Struct, frozen=True, forbid_unknown_fields=True):
    """The country covered; ``box`` is south, west, north, east in degrees."""

    code: str
    name: Bilingual
    box: Annotated[list[float], Meta(min_length=4, max_length=4)]


class About(Struct, frozen=True, forbid_unknown_fields=True):
    """Everything that ``data/dataset.yaml`` says."""

    name: str
    version: SemVer
    released: date
    title: Bilingual
    description: Bilingual
    keywords: Keywords
    authors: Annotated[list[Author], Meta(min_length=1)]
    licences: Licences
    temporal: Temporal
    spatial: Spatial
    doi: Doi | None = None
    url: Address | None = None
    repository: Address | None = None

    @property
    def address(self) -> str | None:
        """Where the dataset is to be found: its DOI, else its page, else its repository."""
        return f"https://doi.org/{self.doi}" if self.doi else self.url or self.repository


def read_about(text: str) -> About:
    """The description in a text of the form of ``data/dataset.yaml``.

    Raises TimelineError where a key is missing, unknown or has another form.

    >>> read_about("name: x")
    Traceback (most recent call last):
    timeline.errors.TimelineError: dataset.yaml: Object missing required field `version`. Remedy: mend data/dataset.yaml
    """
    raw: Any = yaml_rs.loads(text, parse_datetime=False)
    try:
        about = msgspec.convert(raw, About)
    except msgspec.ValidationError as error:
        raise TimelineError(f"dataset.yaml: {error}", remedy="mend data/dataset.yaml") from None
    if nameless := [author for author in about.authors if not (author.name or author.family)]:
        raise TimelineError(f"dataset.yaml: {nameless[0]} has no name", remedy="give `name`, or `given` and `family`")
    return about


@cache
def load_about() -> About:
    """The dataset's own description, read once.

    >>> load_about().title["fr"]
    'Chronologie de la diversification des partenaires du Niger'
    """
    return read_about((data_dir() / "dataset.yaml").read_text("utf-8"))


def __getattr__(name: str) -> str:
    if name == "data_version":  # read on first use: `import timeline` reads no files
        return load_about().version
    raise AttributeError(f"module 'timeline.about' has no attribute {name!r}")
