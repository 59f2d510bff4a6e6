"""Step 8f, details: the sentences that tell of an event."""

from __future__ import annotations

from timeline.parsing.document import Document
from timeline.parsing.event import Event


def supporting_sentences(document: Document, event: Event) -> None:
    """Notes the sentences that tell of an event, without the background."""
    own = {
        candidate.where.sentence.index
        for candidate in event.members
        if not candidate.background or candidate is event.main
    }
    event.sentences += [one for one in document.sentences if one.sentence.index in own]
