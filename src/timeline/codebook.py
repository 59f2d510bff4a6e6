"""The controlled vocabularies, read from ``schemas/codebook.yaml``, their only list."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import yaml_rs

from timeline.errors import UnknownValueError
from timeline.paths import schemas_dir


@dataclass(frozen=True, slots=True)
class Term:
    """One controlled value: its code, its bilingual label and definition, and what else it carries."""

    code: str
    label: Mapping[str, str]
    definition: Mapping[str, str]
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Codebook:
    """All vocabularies by name; ``codebook["act"]["call"].label["fr"]`` is ``"appel"``."""

    version: str
    digest: str
    vocabularies: Mapping[str, Mapping[str, Term]]
    modes: Mapping[str, Mapping[str, Term]]

    def __getitem__(self, vocabulary: str) -> Mapping[str, Term]:
        return self.vocabularies[vocabulary]

    def __iter__(self) -> Iterator[str]:
        return iter(self.vocabularies)

    def codes(self, vocabulary: str) -> tuple[str, ...]:
        """The codes of a vocabulary in the codebook's order."""
        return tuple(self.vocabularies[vocabulary])

    def mode_codes(self) -> tuple[str, ...]:
        """Every mode of every event type, each once, in the codebook's order."""
        return tuple(dict.fromkeys(mode for modes in self.modes.values() for mode in modes))

    def score(self, event_type: str, mode: str | None = None) -> float:
        """The PLOVER score, from -10 (conflict) to +10 (cooperation): the mode's, else the type's.

        >>> load_codebook().score("RETREAT", "withdraw"), load_codebook().score("CONSULT")
        (8.0, 2.5)
        """
        scores = (
            self.modes[event_type][mode].extra["score"] if mode else None,
            self["event_type"][event_type].extra["score"],
        )
        return float(next(score for score in scores if score is not None))


def labels(vocabulary: str, lang: str = "en") -> dict[str, str]:
    """The labels of a vocabulary in English or French, ready for ``Series.map`` and chart axes.

    >>> labels("orientation", "fr")
    {'toward': 'rapprochement', 'away': 'éloignement', 'neutral': 'neutre'}
    """
    book = load_codebook()
    if vocabulary not in book.vocabularies:
        raise UnknownValueError(
            f"{vocabulary!r} is no vocabulary of the codebook", remedy=f"use one of {', '.join(book)}"
        )
    return {code: term.label[lang] for code, term in book[vocabulary].items()}


def _terms(raw: Mapping[Any, Any]) -> dict[str, Term]:
    own = {"label", "definition", "modes"}
    return {
        str(code): Term(
            code=str(code),
            label=body["label"],
            definition=body.get("definition", {}),
            extra={key: value for key, value in body.items() if key not in own},
        )
        for code, body in raw.items()
    }


@cache
def load_codebook() -> Codebook:
    """The project's codebook, read once."""
    content = (schemas_dir() / "codebook.yaml").read_bytes()
    raw: Any = yaml_rs.loads(content.decode("utf-8"))
    version = raw.pop("version")
    return Codebook(
        version=version,
        digest=hashlib.sha256(content).hexdigest(),
        vocabularies={name: _terms(values) for name, values in raw.items()},
        modes={code: _terms(body.get("modes", {})) for code, body in raw["event_type"].items()},
    )
