"""What a set of records must satisfy beyond each record's own form: one function a rule.

A rule's docstring is its documentation in English: the first line says what is asked, the rest why; ``fr`` says the
same in French. The pages ``schemas/rules.md`` and ``schemas/rules.fr.md`` are made from them."""

from timeline.rules import duplicates, ids, links, meaning, places, sources, spells, text, vocabulary
from timeline.rules.core import RULES, Context, Hit, Rule, check

__all__ = [
    "RULES", "Context", "Hit", "Rule", "check", "duplicates", "ids", "links", "meaning", "places", "sources", "spells",
    "text", "vocabulary",
]  # fmt: skip
