"""The model that the dataset teaches: small, reproducible, of no need at run time but numpy, and of use."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from timeline.parsing import parse_article
from timeline.parsing.acts import candidates
from timeline.parsing.document import build_document
from timeline.parsing.features import Features, features_of
from timeline.parsing.model import NO_ACT, Weights, dumps, loads, shipped, sign_rows, using, word_rows
from timeline.parsing.openings import Story
from timeline.parsing.training import LESSON, Example, dataset_examples, same, story_examples, train
from timeline.paths import project_root
from timeline.records.reader import read_records
from timeline.storage import write_atomic

KINDS = {
    "CONSULT": "the two ministers held talks about trade",
    "SANCTION": "the council imposed sanctions and closed the border",
    "AID": "tonnes of wheat were handed over as a gift",
}
TEXT = "Niger et Russie\n\nLe président Tiani s'est entretenu au téléphone mardi avec Vladimir Poutine."


def features(text: str) -> list[Features]:
    """What the model reads of an English article."""
    document = build_document(text, "en", None)
    return features_of(document, candidates(document))


def examples() -> list[Example]:
    """Three classes, each told in twenty slightly different ways."""
    return [
        Example(
            f"{kind}-{number}",
            (word_rows({*words.split(), f"word{number}"}),),
            (sign_rows({f"frame {kind}"}),),
            frozenset({f"type:{kind}"}),
        )
        for number in range(20)
        for kind, words in KINDS.items()
    ]


def relabelled() -> list[Example]:
    """The same texts under other classes."""
    moved = {"type:AID": "type:CONSULT", "type:CONSULT": "type:SANCTION", "type:SANCTION": "type:AID"}
    return [replace(one, classes=frozenset(moved[name] for name in one.classes)) for one in examples()]


@pytest.fixture(scope="module")
def weights() -> Weights:
    return train(examples())


def test_it_tells_classes_apart_by_their_words(weights: Weights) -> None:
    for kind, words in KINDS.items():
        values = weights.read([Features(set(words.split()), set())]).margins
        assert max(values, key=lambda name: values[name]) == f"type:{kind}"
        assert values[f"type:{kind}"] > 0


def test_training_twice_gives_the_same(weights: Weights) -> None:
    assert dumps(train(examples())) == dumps(weights)


def test_a_file_holds_all_of_it(weights: Weights) -> None:
    read = loads(dumps(weights))
    assert (read.classes, read.learned_from) == (weights.classes, weights.learned_from)
    assert np.array_equal(read.rows, weights.rows)
    assert np.array_equal(read.scale, weights.scale)
    assert np.array_equal(read.bias, weights.bias)


def test_other_records_are_told_from_other_rounding(weights: Weights) -> None:
    rounded = Weights(weights.classes, weights.rows + np.int8(1), weights.scale, weights.bias, "elsewhere")
    assert same(weights, rounded)
    assert not same(weights, train(relabelled()))


def test_patterns_of_the_lexicon_are_learned_too(weights: Weights) -> None:
    words = {"the"}
    plain, signed = (weights.read([Features(words, signs)]).margins for signs in (set[str](), {"frame AID"}))
    assert signed["type:AID"] > plain["type:AID"]
    assert signed["type:CONSULT"] < plain["type:CONSULT"]


def test_what_stands_later_weighs_less(weights: Weights) -> None:
    first, second = (Features(set(KINDS[kind].split()), set()) for kind in ("AID", "SANCTION"))
    dull = Features({"the"}, set())
    early, late = weights.read([first, dull, dull, second]), weights.read([second, dull, dull, first])
    assert early.margin("type:AID") > late.margin("type:AID")


def test_names_are_taken_out() -> None:
    one = features("Niger signs an accord with Russia for 20 million dollars.")
    other = features("Niger signs an accord with China for 35 million dollars.")
    assert one == other
    assert {"<niger>", "<partner>", "<money>"} <= one[0].words


def test_title_and_paragraphs_are_read_each_by_itself() -> None:
    title, lead = features("Niger signs an accord with Russia\n\nThe minister will travel to Moscow on Monday.")
    assert "act treaty" in title.signs
    assert "act treaty" not in lead.signs
    assert "frame visit later" in lead.signs
    assert "title" not in title.words


def test_shipped_weights_are_small_and_know_the_main_classes() -> None:
    found = shipped()
    assert found is not None
    assert LESSON.path(project_root()).stat().st_size < 1_700_000
    assert {"type:CONSULT", "act:visit", "orientation:away", "domain:security"} <= set(found.classes)


def test_drift_sees_weights_of_other_records(tmp_path: Path, weights: Weights) -> None:
    lesson = replace(LESSON, examples=lambda _: examples())
    assert not lesson.up_to_date(tmp_path)
    write_atomic(lesson.path(tmp_path), dumps(weights))
    assert lesson.up_to_date(tmp_path)
    assert not replace(lesson, examples=lambda _: relabelled()).up_to_date(tmp_path)


@pytest.fixture(scope="module")
def learned() -> list[Example]:
    """All that the shipped weights were trained on."""
    return dataset_examples(project_root())


def test_examples_are_records_and_openings_each_as_a_whole_and_in_parts(learned: list[Example]) -> None:
    entries = read_records([project_root() / "data" / "events"]).entries
    told = Counter(example.event_id for example in learned)
    assert all(told[entry.event_id] >= 2 for entry in entries)
    assert sum(name.startswith("invented") for name in told) > 1000
    parts = Counter((len(example.words), len(example.signs)) for example in learned)
    assert parts[3, 3] + parts[1, 1] == len(learned)
    assert parts[3, 3] > 10 * parts[1, 1]
    assert all(len(part) for example in learned for part in example.words)


def test_title_and_lead_of_whole_articles_are_learned_with_all_codes_that_would_be_right() -> None:
    event = {
        "act": ["mou", "treaty"], "event_type": "SUPPORT", "status": "signed", "domains": ["energy"],
        "partners": {"RUS": "toward", "FRA": "away"}, "date": "2024-03-26",
    }  # fmt: skip
    text = "Niger signs with Russia\n\nNiger and Russia signed an accord.\n\nA second paragraph is not read."
    told = Story("story 1", "en", "2024-03-27", text, (event,))
    nothing = Story("story 2", "en", "2024-03-27", text, ())
    digest = Story("story 3", "en", "2024-03-27", f"Opinion: {text}", ())
    one, other = story_examples([told, nothing, digest])
    assert one.classes == {"act:mou", "act:treaty", "type:SUPPORT", "status:signed", "domain:energy"}
    assert (len(one.words), other.classes) == (3, {NO_ACT})
    assert not set(word_rows(["second"])) <= set(one.words[0])


def test_what_tells_of_no_act_is_learned_as_such(learned: list[Example]) -> None:
    assert any(example.classes == {NO_ACT} for example in learned)


def test_without_weights_the_lexicon_stands_alone() -> None:
    with using(None):
        [draft] = parse_article(TEXT, published="2024-03-27")
    assert draft.record["act"] == "call"


def test_what_no_pattern_knows_is_coded_by_likeness_and_says_so_by_its_confidence() -> None:
    text = (
        "German minister and Niger's defence minister on security cooperation\n\n"
        "Germany's minister was in town on Friday, with the Nigerien defence minister, over security cooperation."
    )
    with using(None):
        assert parse_article(text, published="2024-03-24") == []
    [draft] = parse_article(text, published="2024-03-24")
    assert draft.record["event_type"] == "CONSULT"
    assert draft.record["partners"] == {"DEU": "toward"}
    [plain] = parse_article(TEXT, published="2024-03-27")
    assert draft.confidence["act"] < plain.confidence["act"]


def test_reading_needs_no_training_library() -> None:
    code = (
        "import sys\nfrom timeline.parsing import parse_article\n"
        f"assert parse_article({TEXT!r}, published='2024-03-27')\n"
        "assert not {'sklearn', 'scipy'} & set(sys.modules), sorted(sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, capture_output=True).stderr == b""
