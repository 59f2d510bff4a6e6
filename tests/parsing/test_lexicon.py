"""The lexicon: every entry is recognised in its own test sentences, and bad entries are refused."""

from __future__ import annotations

import pytest

from timeline.codebook import load_codebook
from timeline.parsing.acts import is_negated
from timeline.parsing.document import analyse
from timeline.parsing.lexicon import LexiconError, compile_pattern, frames, load_lexicon
from timeline.parsing.resources import LANGUAGES, lexicon_data
from timeline.parsing.tokens import split_sentences

SENTENCES = [
    (lang, frame, sentence)
    for lang in LANGUAGES
    for frame, entry in lexicon_data(lang)["acts"].items()
    for sentence in entry["tests"]
]


@pytest.mark.parametrize(("lang", "frame", "sentence"), SENTENCES)
def test_entry_is_found_in_its_test_sentence(lang: str, frame: str, sentence: str) -> None:
    lexicon = load_lexicon(lang)
    found = [analyse(part, lang, None, lexicon) for part in split_sentences(sentence, 0, len(sentence))]
    hits = [hit.frame for part in found for hit in part.hits if not is_negated(lexicon, part, hit)]
    assert frame in hits


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_frame_has_words_in_both_languages(lang: str) -> None:
    assert set(lexicon_data(lang)["acts"]) == set(frames())


def test_frames_use_codes_of_the_codebook() -> None:
    book = load_codebook()
    for frame in frames().values():
        assert frame.act in book["act"]
        assert frame.orientation in book["orientation"]
        assert frame.status in book["status"]
        assert frame.type in book["act"][frame.act].extra["event_types"]
        assert frame.mode is None or frame.mode in book.modes[frame.type]
        coming = frame.future or {}
        act, kind = coming.get("act", frame.act), coming.get("type", frame.type)
        assert kind in (*book["act"][act].extra["event_types"], "AGREE")


def test_units_and_currencies_are_codes() -> None:
    known = load_codebook()["unit"]
    for lang in LANGUAGES:
        assert set(lexicon_data(lang)["units"].values()) <= set(known)


@pytest.mark.parametrize("source", ["{nothing} accord", "<planet> accord", ".. accord"])
def test_bad_pattern_is_refused(source: str) -> None:
    with pytest.raises(LexiconError):
        compile_pattern(source, "treaty", {})


def test_entry_without_a_test_sentence_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from timeline.parsing import lexicon

    data = lexicon_data("en") | {"acts": {"call": {"patterns": ["telephone"], "tests": []}}}
    monkeypatch.setattr(lexicon, "lexicon_data", lambda _: data)
    with pytest.raises(LexiconError, match="no test sentence"):
        lexicon.load_lexicon.__wrapped__("en")
