"""Teaches the parser all that it learns from records, openings and stories: ``python -m timeline.parsing.teaching``.

Each lesson reads with what the lessons before it gave.
"""

from __future__ import annotations

import sys
from typing import Any

from timeline.parsing import choosing, days, figures, further, model, persons, place
from timeline.parsing.day_training import LESSON as DAYS
from timeline.parsing.detail_training import FIGURES, PERSONS, PLACES
from timeline.parsing.further_training import LESSON as FURTHER
from timeline.parsing.lesson import Lesson
from timeline.parsing.partner_training import LESSON as PARTNERS
from timeline.parsing.training import LESSON as ACTS
from timeline.paths import project_root

LESSONS: tuple[Lesson[Any, Any], ...] = (ACTS, PARTNERS, DAYS, PLACES, FIGURES, PERSONS, FURTHER)


def main() -> int:
    """Writes the weights that are not there already for the same examples."""
    root = project_root()
    for lesson, taught in zip(LESSONS, (model, choosing, days, place, figures, persons, further), strict=True):
        written = lesson.write(root)
        if written:
            taught.forget()
            print(f"wrote {written}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
