"""What a newcomer gives: a record that is not there yet, and the same as the form's answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from timeline.contributing.candidate import Dataset
from timeline.contributing.questions import QUESTIONS, choices

NEW: dict[str, Any] = {
    "date": "2024-05-14",
    "title": {"en": "Niger and Norway open talks on fish", "fr": "Le Niger et la Norvège parlent de poisson"},
    "summary": {"en": "Both sides met in Niamey.", "fr": "Les deux parties se sont rencontrées à Niamey."},
    "partners": {"NOR": "toward"},
    "initiator": "joint",
    "event_type": "CONSULT",
    "act": "meeting",
    "domains": ["trade"],
    "status": "completed",
    "significance": 1,
    "place": {"name": "Niamey", "country": "NER"},
    "origin": "curated",
    "sources": [
        {
            "url": "https://www.lesahel.org/poisson", "publisher": "Le Sahel", "title": "Du poisson",
            "published": "2024-05-15", "language": "fr", "supports": ["date", "partners"],
        }
    ],
}  # fmt: skip


def form_of(dataset: Dataset) -> Callable[..., str]:
    """The text of an issue made by the form; answers are given by question, codes stand for their options."""
    given = {
        "date": "2024-05-14", "event_type": "CONSULT", "act": "meeting", "toward": "NOR", "initiator": "joint",
        "domains": "trade,diplomacy", "status": "completed", "significance": "1",
        "title_en": "Niger and Norway open talks on fish", "title_fr": "Le Niger et la Norvège parlent de poisson",
        "summary_en": "Both sides met in Niamey.\nThey will meet again.",
        "summary_fr": "Les deux parties se sont rencontrées à Niamey.", "place": "Niamey",
        "sources": "https://www.lesahel.org/poisson | 2024-05-15 | fr | Du poisson",
    }  # fmt: skip

    def text(**changed: str | None) -> str:
        parts = []
        for key, question in QUESTIONS.items():
            answer = (given | changed).get(key)
            if answer is not None and question.kind in ("one", "several") and " — " not in answer:
                options = {choice.code: choice.option for choice in choices(key, dataset.reference)}
                answer = ", ".join(options.get(code, code) for code in answer.split(","))
            parts.append(f"### {question.label}\n\n{answer if answer is not None else '_No response_'}")
        return "\n\n".join(parts) + "\n"

    return text
