"""Which of the other acts that an article tells of is an event of its own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from timeline.parsing import parse
from timeline.parsing.assemble import main_event
from timeline.parsing.document import build_document
from timeline.parsing.further import adding, possible, shipped
from timeline.parsing.further_training import LESSON, dataset_examples
from timeline.parsing.linear import Linear, Seen, dumps, loads
from timeline.paths import project_root
from timeline.storage import write_atomic

SIGNED_ON_A_VISIT = (
    "Niger and Ghana sign two accords in Accra\n\n"
    "Niger and Ghana signed agreements on trade and on cattle in Accra on Wednesday.\n\n"
    "President Issoufou had arrived in the Ghanaian capital on Tuesday for a two-day state visit and was received with "
    "full honours by his host. The two presidents held talks behind closed doors, and the visitor laid a wreath."
)
TOLD_AGAIN = (
    "Niger and Ghana sign two accords in Accra\n\n"
    "Niger and Ghana signed agreements on trade and on cattle in Accra on Wednesday.\n\n"
    "The accords, which the two ministers initialled, will let herders cross the border with their animals."
)


def acts(text: str) -> list[str]:
    """The acts of the drafts of an English article."""
    return [draft.record["act"] for draft in parse(text, lang="en", published="2018-05-17").drafts]


def test_a_visit_on_which_something_was_signed_is_an_event_of_its_own() -> None:
    assert acts(SIGNED_ON_A_VISIT) == ["treaty", "visit"]


def test_the_same_act_in_other_words_is_none() -> None:
    assert acts(TOLD_AGAIN) == ["treaty"]


def test_what_was_said_in_a_call_is_none() -> None:
    text = (
        "Niger and Ghana: the two presidents on the telephone\n\n"
        "President Issoufou spoke by telephone with his Ghanaian counterpart on Wednesday about security.\n\n"
        "He praised Ghana's support for Niger and thanked his host of last year for his friendship."
    )
    assert acts(text) == ["call"]


def test_without_weights_there_is_the_main_event_only() -> None:
    with adding(None):
        assert acts(SIGNED_ON_A_VISIT) == ["treaty"]


def test_what_speaks_for_each_act_can_be_read() -> None:
    document = build_document(SIGNED_ON_A_VISIT, "en", None)
    reading = main_event(document)
    assert reading.main is not None
    beside = possible(document, reading.main, reading.found)
    [visit] = [one for one in beside if one.act == "visit" and one.candidate.paragraph == 2][:1]
    assert {"SUPPORT + CONSULT", "paragraph 2"} <= visit.features
    assert all(one.candidate is not reading.main.main for one in beside)


def test_a_paper_without_an_act_has_none_beside_it() -> None:
    reading = main_event(build_document("Sahara sand dunes\n\nThe wind moves them.", "en", None))
    assert (reading.main, reading.found) == (None, ())
    assert reading.why


TWO_PARTNERS = (
    "Niger writes to Oman's sultan and condemns Israel\n\n"
    "General Tiani sent a letter to the sultan of Oman on Thursday to assure him of Niger's solidarity.\n\n"
    "In a statement, the government of Niger condemned the Israeli strike."
)


def test_what_title_and_story_tell_of_another_party_is_an_event_whatever_was_learned() -> None:
    with adding(Linear({}, -400)):
        assert acts(TWO_PARTNERS) == ["letter", "statement"]
        assert acts(SIGNED_ON_A_VISIT) == ["treaty"]


def test_features_say_words_of_the_sentence_and_all_else_once_more_for_the_paragraph() -> None:
    document = build_document(SIGNED_ON_A_VISIT, "en", None)
    reading = main_event(document)
    assert reading.main is not None
    [visit] = [one for one in possible(document, reading.main, reading.found) if one.act == "visit"][:1]
    assert {"word visit", "word <partner>", "2: type CONSULT", "paragraph opens president <person>"} <= visit.features


def test_words_are_learned_less_by_heart_than_what_is_said_of_them() -> None:
    seen = [Seen(frozenset({"word x", "dated"} if right else {"word y"}), right) for right in [True, False] * 20]
    weights = LESSON.train(seen).weights
    assert 0 < weights["word x"] < weights["dated"]


def examples() -> list[Seen]:
    """Acts that are events where they are dated, and none elsewhere."""
    return [Seen(frozenset({"dated" if right else "background", "act"}), right) for right in [True, False] * 20]


@pytest.fixture(scope="module")
def weights() -> Linear:
    return LESSON.train(examples())


def test_training_learns_what_speaks_for_an_event_and_gives_the_same_twice(weights: Linear) -> None:
    assert weights.value({"dated"}) > weights.value({"act"}) > weights.value({"background"})
    assert LESSON.train(examples()) == weights == loads(dumps(weights))


def test_drift_sees_weights_of_other_examples(tmp_path: Path, weights: Linear) -> None:
    lesson = replace(LESSON, examples=lambda _: examples())
    assert not lesson.up_to_date(tmp_path)
    write_atomic(lesson.path(tmp_path), dumps(weights))
    assert lesson.up_to_date(tmp_path)
    turned = replace(lesson, examples=lambda _: [replace(one, right=not one.right) for one in examples()])
    assert not turned.up_to_date(tmp_path)


def test_shipped_weights_were_learned_from_whole_articles() -> None:
    assert shipped() is not None
    learned = dataset_examples(project_root())
    assert len(learned) > 1_000
    assert sum(one.right for one in learned) > 50
