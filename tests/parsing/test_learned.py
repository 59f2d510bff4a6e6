"""What the model alone decides: the main event's coding, how sure it is, and whether there is one."""

from __future__ import annotations

import pytest

from timeline.parsing import parse
from timeline.parsing.acts import candidates
from timeline.parsing.document import Document, build_document
from timeline.parsing.features import features_of
from timeline.parsing.learned import learned_candidate, tells_of_nothing, told_apart, weigh
from timeline.parsing.model import shipped, using
from timeline.parsing.told import Told

OBLIQUE = (
    "Niger: Berlin turns off the tap\n\n"
    "Not a cent more until further notice: Germany froze its direct payments to Niger's central government on Sunday, "
    "the development ministry announced."
)
HARVEST = (
    "Campagne agricole : les greniers de Maradi se remplissent\n\n"
    "Les paysans engrangent leurs gerbes. Le directeur régional de l'agriculture du Niger attend un excédent de mil et "
    "de niébé, tandis que le riz importé de Thaïlande coûte moins cher sur les marchés."
)
BACKGROUND = (
    "Niger and Türkiye sign an accord on roads\n\n"
    "The two ministers signed the agreement in Ankara on Tuesday.\n\n"
    "Relations have grown steadily over the past decade: the country, which expelled the French ambassador in 2023 and "
    "saw American troops leave a year later, had long been seen as one of the closest allies of the West."
)


def read(text: str, lang: str) -> Document:
    """An article as the model has read it."""
    document = build_document(text, lang, None)
    weigh(document, candidates(document))
    return document


def test_an_act_that_no_pattern_knows_is_coded() -> None:
    [draft] = parse(OBLIQUE, lang="en", published="2023-07-31").drafts
    assert (draft.record["event_type"], draft.record["act"]) == ("SANCTION", "suspension")
    assert draft.record["partners"] == {"DEU": "away"}


def test_its_evidence_is_a_word_of_the_article() -> None:
    parsed = parse(OBLIQUE, lang="en", published="2023-07-31")
    [word] = [item for item in parsed.drafts[0].record["evidence"] if item["field"] == "act"]
    assert parsed.text[word["start"] : word["end"]].isalpha()


def test_news_without_a_foreign_act_gives_none_and_says_why() -> None:
    document = read(HARVEST, "fr")
    assert tells_of_nothing(document)
    parsed = parse(HARVEST, lang="fr", published="2025-10-12")
    assert parsed.drafts == []
    assert parsed.reason == "it is told like articles that report no act"


@pytest.mark.parametrize("text", [OBLIQUE, BACKGROUND])
def test_news_of_an_act_is_not_taken_for_none(text: str) -> None:
    assert not tells_of_nothing(read(text, "en"))


def test_without_a_model_nothing_is_decided_by_likeness() -> None:
    with using(None):
        document = read(OBLIQUE, "en")
        found = candidates(document)
        assert document.told == Told()
        assert learned_candidate(document, found) is None
        assert list(told_apart(document, found)) == []
        assert not tells_of_nothing(document)


def test_background_is_told_from_news() -> None:
    weights = shipped()
    assert weights is not None
    document = build_document(BACKGROUND, "en", None)
    stale = weights.read(features_of(document, candidates(document))).stale
    assert stale[2] > 0 > stale[0]


def test_background_gives_no_further_event() -> None:
    drafts = parse(BACKGROUND, lang="en", published="2025-03-05").drafts
    assert [draft.record["partners"] for draft in drafts] == [{"TUR": "toward"}]


def test_it_is_surer_the_plainer_an_act_is_told() -> None:
    plain, vague = Told({"act:visit": 1.0, "type:CONSULT": 1.0}), Told({"act:visit": -0.5, "type:CONSULT": -0.5})
    for field in ("event_type", "act", "status"):
        assert 0 < vague.sureness(field, "visit", "CONSULT") < plain.sureness(field, "visit", "CONSULT") < 1


def test_a_digest_is_read_an_item_after_the_other() -> None:
    digest = (
        "Sahel en bref\n\nNiger : le ministre turc de la Défense a été reçu mardi à Niamey.\n\n"
        "Mali : une mission de la Banque mondiale est attendue à Bamako."
    )
    [item] = build_document(digest, "fr", None).items
    assert [one.sentence.words[0] for one in item.sentences] == ["Niger"]
