"""Linking drafts to events of the dataset, and the journey from draft to record."""

from __future__ import annotations

from timeline.parsing import parse_article
from timeline.parsing.files import as_yaml
from timeline.parsing.linking import known_events, matches

TEXT = "Niger et Russie\n\nLe président Tiani s'est entretenu au téléphone mardi avec Vladimir Poutine."
CALL = {"partners": {"RUS": "toward"}, "act": "call", "event_type": "CONSULT", "people": ["Vladimir Putin"]}
EVENTS = known_events(
    [
        ("2024-03-rus-tiani-putin-call", {"date": "2024-03-26", **CALL}),
        ("2024-03-fra-other", {"date": "2024-03-26", **CALL, "partners": {"FRA": "away"}}),
        ("2023-03-rus-old", {"date": "2023-03", **CALL}),
        ("broken", {"date": "soon"}),
    ]
)


def test_the_same_event_comes_first_and_others_stay_out() -> None:
    [draft] = parse_article(TEXT, published="2024-03-27")
    assert [match["id"] for match in matches(draft.record, EVENTS)] == ["2024-03-rus-tiani-putin-call"]


def test_draft_file_is_a_record_with_comments() -> None:
    [draft] = parse_article(TEXT, published="2024-03-27", url="https://outlet.example/a", publisher="Outlet")
    text = as_yaml(draft.as_json())
    assert text.startswith("# Draft made by")
    assert "origin: parsed" in text
    assert "confidence:" not in text.partition("date: ")[2]
